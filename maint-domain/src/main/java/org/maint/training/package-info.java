/** Who can do what until when, with evidence; the plan's trainings as they come up; who may answer for an item. */
@NullMarked
package org.maint.training;

import org.jspecify.annotations.NullMarked;
