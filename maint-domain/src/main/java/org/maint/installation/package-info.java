/**
 * Decides what the first start does: the plan becomes version 1, somebody can sign in, the schema is brought up to date;
 * what a new installation still lacks; and what is removed when it is over age.
 */
@NullMarked
package org.maint.installation;

import org.jspecify.annotations.NullMarked;
