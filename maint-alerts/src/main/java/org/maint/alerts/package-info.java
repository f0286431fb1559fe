/**
 * The outside world. The row is the truth, the message is a hint: a lost message costs seconds, never a notification.
 * Queue listener and sweep share one dispatcher.
 */
@NullMarked
package org.maint.alerts;

import org.jspecify.annotations.NullMarked;
