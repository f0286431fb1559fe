/**
 * Follow-ups: what is to be done beside the routines, by whom and until when. A task is never deleted, only closed with
 * a reason, and every change of it stays readable.
 */
@NullMarked
package org.maint.task;

import org.jspecify.annotations.NullMarked;
