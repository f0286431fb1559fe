/** What a proxy in front says of a request, and to whom that is believed. */
@NullMarked
package org.maint.web.proxy;

import org.jspecify.annotations.NullMarked;
