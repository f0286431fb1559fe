/**
 * The mail server of the demo: it takes mail for anybody, shows it on a page, and passes none of it on. It knows nothing
 * of maint, and of maint the launcher alone knows it.
 */
@NullMarked
package org.maint.catcher;

import org.jspecify.annotations.NullMarked;
