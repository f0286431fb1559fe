package org.maint.window;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** What happens to announced maintenance that comes round. */
public sealed interface RecurringEvent extends Audited {
    RecurringWindow recurring();

    PersonId by();

    record RecurringPlanned(RecurringWindow recurring, PersonId by) implements RecurringEvent {
        @Override
        public AuditLine audit() {
            return line("recurring-window.planned", this);
        }
    }

    record RecurringEnded(RecurringWindow recurring, PersonId by) implements RecurringEvent {
        @Override
        public AuditLine audit() {
            return line("recurring-window.ended", this);
        }
    }

    private static AuditLine line(String action, RecurringEvent event) {
        return new AuditLine(
                event.by().value(),
                action,
                "recurring-window:" + event.recurring().id(),
                event.recurring().words());
    }
}
