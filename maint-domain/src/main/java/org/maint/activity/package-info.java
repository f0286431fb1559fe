/** What the platform says of itself: errors, grouped by what they have in common, and changes that somebody made. */
@NullMarked
package org.maint.activity;

import org.jspecify.annotations.NullMarked;
