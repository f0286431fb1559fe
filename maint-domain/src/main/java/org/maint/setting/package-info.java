/**
 * Keeps what administrators set: the address of the platform under maintenance, how long things are kept, what was
 * confirmed at the beginning; and the secrets that other features store.
 */
@NullMarked
package org.maint.setting;

import org.jspecify.annotations.NullMarked;
