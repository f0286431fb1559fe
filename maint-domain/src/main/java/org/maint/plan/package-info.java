/**
 * Decides what the maintenance plan says: the document, its versions, and when each routine is due.
 *
 * <p>The plan is one structured document ({@link org.maint.plan.PlanDocument}), kept whole in every published version.
 * What is planned is computed from it ({@link org.maint.plan.Schedule}), never stored.
 */
@NullMarked
package org.maint.plan;

import org.jspecify.annotations.NullMarked;
