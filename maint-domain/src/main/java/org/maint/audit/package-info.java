/** Keeps the audit trail: who did what to what, from the events of every feature. */
@NullMarked
package org.maint.audit;

import org.jspecify.annotations.NullMarked;
