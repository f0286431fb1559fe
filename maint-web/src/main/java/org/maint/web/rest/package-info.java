/** The REST interface under {@code /api/v1}: JSON in and out, errors as RFC 9457 problems. */
@NullMarked
package org.maint.web.rest;

import org.jspecify.annotations.NullMarked;
