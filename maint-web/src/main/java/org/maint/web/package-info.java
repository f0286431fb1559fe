/** People and machines: the portal's pages, the REST interface, security. Nothing is decided here. */
@NullMarked
package org.maint.web;

import org.jspecify.annotations.NullMarked;
