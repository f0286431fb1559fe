/**
 * Looks at the platform from outside, as a technician would: opens a page, signs in and out, reads a certificate, scrapes
 * metrics, counts rows, looks into the backup folder, reads the vendors' advisories. Decides what a configuration may ask
 * ({@link org.maint.probing.ProbeReader}), where a look may go ({@link org.maint.probing.AllowedTargets}), and whether
 * what was seen is well ({@link org.maint.probing.Finding}).
 *
 * <p>It stores nothing and starts nothing by itself. Three promises hold for every kind: a look ends at its deadline,
 * whatever the other side does; it reaches no address that was not allowed; and a look that did not take place is never
 * well.
 */
@NullMarked
package org.maint.probing;

import org.jspecify.annotations.NullMarked;
