/** Whether the plan's targets are met, with the arithmetic shown; what is done where they are not. */
@NullMarked
package org.maint.target;

import org.jspecify.annotations.NullMarked;
