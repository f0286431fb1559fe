/** Knows how maint itself is: what waits, what is late, whether its timers tick and its node has room. */
@NullMarked
package org.maint.vitals;

import org.jspecify.annotations.NullMarked;
