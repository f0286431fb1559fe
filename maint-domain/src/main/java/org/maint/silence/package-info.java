/** Times in which nobody is told of alerts that match: who said so, why, and until when. A silence always expires. */
@NullMarked
package org.maint.silence;

import org.jspecify.annotations.NullMarked;
