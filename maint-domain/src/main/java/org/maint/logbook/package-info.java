/**
 * Decides what stands in the log: append-only entries in a hash chain, checkpoints over it that are signed, and
 * whether an export is intact and complete.
 */
@NullMarked
package org.maint.logbook;

import org.jspecify.annotations.NullMarked;
