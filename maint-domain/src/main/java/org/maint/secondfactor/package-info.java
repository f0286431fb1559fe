/** Decides whether somebody who knows a password also has what only they have: an authenticator app, or a recovery code. */
@NullMarked
package org.maint.secondfactor;

import org.jspecify.annotations.NullMarked;
