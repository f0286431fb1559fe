/**
 * Time. Timers tick on every node, never persist, and own no work: each asks the domain what is due by the injected
 * clock. A tick that comes late, twice, or on two nodes at once changes nothing.
 */
@NullMarked
package org.maint.scheduler;

import org.jspecify.annotations.NullMarked;
