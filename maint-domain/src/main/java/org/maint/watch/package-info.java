/**
 * Which automatic looks at the platform there are, when they are taken and what they saw; and what proves the items of a
 * checklist without anybody's help.
 */
@NullMarked
package org.maint.watch;

import org.jspecify.annotations.NullMarked;
