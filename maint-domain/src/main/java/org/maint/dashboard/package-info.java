/** The plan's two dashboards: how the platform stands at this moment and how its week went, and why. */
@NullMarked
package org.maint.dashboard;

import org.jspecify.annotations.NullMarked;
