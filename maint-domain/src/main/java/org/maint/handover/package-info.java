/** What the one who goes home leaves for the one who comes: drafted from the record, confirmed by a person into the log. */
@NullMarked
package org.maint.handover;

import org.jspecify.annotations.NullMarked;
