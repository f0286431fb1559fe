/** Signing in through the company's own OpenID provider, by the authorization code flow with PKCE. */
@NullMarked
package org.maint.web.signon;

import org.jspecify.annotations.NullMarked;
