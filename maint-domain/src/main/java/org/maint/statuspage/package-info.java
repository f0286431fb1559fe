/** What the public sees of the platform: its state, its history, what is planned, and what customers were told. */
@NullMarked
package org.maint.statuspage;

import org.jspecify.annotations.NullMarked;
