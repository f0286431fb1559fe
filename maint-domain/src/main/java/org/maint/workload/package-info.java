/** How much work the plan makes: estimated against actual, what it never finds, what is never done, who has what ahead. */
@NullMarked
package org.maint.workload;

import org.jspecify.annotations.NullMarked;
