/** Who outside the team hears of what customers are told. */
@NullMarked
package org.maint.communication;

import org.jspecify.annotations.NullMarked;
