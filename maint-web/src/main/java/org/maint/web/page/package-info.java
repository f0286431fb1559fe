/** What stands behind the pages: thin beans that hold a form, call one service, and lead on. */
@NullMarked
package org.maint.web.page;

import org.jspecify.annotations.NullMarked;
