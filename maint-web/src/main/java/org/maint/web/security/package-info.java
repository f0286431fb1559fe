/** Who is asking: one authentication mechanism for the portal's sessions and for tokens, and what every answer carries. */
@NullMarked
package org.maint.web.security;

import org.jspecify.annotations.NullMarked;
