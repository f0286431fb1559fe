/**
 * A small web platform of a plumbing firm that stands in for the one under maintenance, in the demo and in tests: it has
 * pages, figures, backups and faults that can be switched, and it tells maint about itself as a real one would.
 */
@NullMarked
package org.maint.simulated;

import org.jspecify.annotations.NullMarked;
