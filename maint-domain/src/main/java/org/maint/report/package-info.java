/** The plan's reports, filled from the record, judged by people, approved into the log. */
@NullMarked
package org.maint.report;

import org.jspecify.annotations.NullMarked;
