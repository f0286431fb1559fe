/** Decides what a page on paper says: log entries, periods of the log, filled and empty checklists, as PDF documents. */
@NullMarked
package org.maint.document;

import org.jspecify.annotations.NullMarked;
