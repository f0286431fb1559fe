package org.maint.plan;

import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** What happens to the plan. */
public sealed interface PlanEvent extends Audited {

    /** @param by who published it; null for the version that the first start imported */
    record PlanPublished(int number, String sha256, @Nullable PersonId by) implements PlanEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by == null ? null : by.value(), "plan.published", "plan:" + number, sha256);
        }
    }
}
