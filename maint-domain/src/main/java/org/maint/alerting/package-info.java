/**
 * What is wrong, since when and how bad: rules over numbers and signs of life, and failed items, become alerts. One alert
 * is open for one thing that can be wrong.
 */
@NullMarked
package org.maint.alerting;

import org.jspecify.annotations.NullMarked;
