/**
 * Decides who is told of an alert, level by level, until somebody has it in hand; what is told together; and when nobody
 * is told for now, and why.
 */
@NullMarked
package org.maint.escalation;

import org.jspecify.annotations.NullMarked;
