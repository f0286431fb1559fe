/** What every feature needs: bilingual labels, the clock, who acts, and the ways in which a request is refused. */
@NullMarked
package org.maint.shared;

import org.jspecify.annotations.NullMarked;
