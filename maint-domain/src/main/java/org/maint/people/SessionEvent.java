package org.maint.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Audited;

/** What happens to sessions of the portal, beside {@link PeopleEvent.SignedIn}. */
public sealed interface SessionEvent extends Audited {

    /** @param by who ended it; null when it ended by itself */
    record SessionEnded(@Nullable PersonId by, UUID session, PersonId person, Session.End why) implements SessionEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by == null ? null : by.value(), "session.ended", "person:" + person, why.name());
        }
    }
}
