/** Gives a person what is kept about them, and takes their name out of it when the law says so. */
@NullMarked
package org.maint.privacy;

import org.jspecify.annotations.NullMarked;
