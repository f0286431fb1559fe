/** Announced maintenance: when the platform may be unavailable on purpose, why, and who said so. A window always ends. */
@NullMarked
package org.maint.window;

import org.jspecify.annotations.NullMarked;
