package org.maint.alerting;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Severity;

/**
 * Which alerts.
 *
 * @param states empty for all that ever fired, and those that are about to
 * @param severity null for all
 * @param assignee null for anybody's
 */
public record AlertQuery(Set<AlertState> states, @Nullable Severity severity, @Nullable PersonId assignee) {
    public static final Set<AlertState> OPEN = Set.of(AlertState.PENDING, AlertState.FIRING, AlertState.ACKNOWLEDGED);

    public AlertQuery {
        states = Set.copyOf(states);
    }
}
