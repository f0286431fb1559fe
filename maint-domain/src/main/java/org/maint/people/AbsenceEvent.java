package org.maint.people;

import java.util.UUID;
import org.maint.shared.Audited;

/** What happens to absences; the words are the days, and who stands in. */
public sealed interface AbsenceEvent extends Audited {
    PersonId by();

    UUID absence();

    PersonId person();

    record AbsenceRecorded(PersonId by, UUID absence, PersonId person, String words) implements AbsenceEvent {
        @Override
        public AuditLine audit() {
            return line("absence.recorded", this, words);
        }
    }

    record AbsenceChanged(PersonId by, UUID absence, PersonId person, String before, String after)
            implements AbsenceEvent {
        @Override
        public AuditLine audit() {
            return line("absence.changed", this, before + " → " + after);
        }
    }

    record AbsenceCancelled(PersonId by, UUID absence, PersonId person, String words) implements AbsenceEvent {
        @Override
        public AuditLine audit() {
            return line("absence.cancelled", this, words);
        }
    }

    private static AuditLine line(String action, AbsenceEvent event, String detail) {
        return new AuditLine(event.by().value(), action, "person:" + event.person(), detail);
    }
}
