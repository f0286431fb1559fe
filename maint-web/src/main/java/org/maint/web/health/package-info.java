/** Whether this node is alive and ready, for load balancers and monitors. */
@NullMarked
package org.maint.web.health;

import org.jspecify.annotations.NullMarked;
