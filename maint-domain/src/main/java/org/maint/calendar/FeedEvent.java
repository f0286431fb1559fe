package org.maint.calendar;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** What happens to calendar feeds. */
public sealed interface FeedEvent extends Audited {

    record FeedCreated(PersonId by, String feed, String name, FeedScope scope) implements FeedEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "feed.created", "feed:" + feed, name + " " + scope);
        }
    }

    record FeedRevoked(PersonId by, String feed, String name) implements FeedEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "feed.revoked", "feed:" + feed, name);
        }
    }
}
