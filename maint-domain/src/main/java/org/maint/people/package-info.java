/** Decides who may sign in and what each person may do. */
@NullMarked
package org.maint.people;

import org.jspecify.annotations.NullMarked;
