/**
 * Numbers over time: which metrics there are, which samples and signs of life are accepted, and what is kept of them for
 * how long.
 */
@NullMarked
package org.maint.metric;

import org.jspecify.annotations.NullMarked;
