/** The public status page: no sign-in, no script, and no question to the database. */
@NullMarked
package org.maint.web.status;

import org.jspecify.annotations.NullMarked;
