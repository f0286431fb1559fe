package org.maint.silence;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** What happens to silences. */
public sealed interface SilenceEvent extends Audited {
    Silence silence();

    PersonId by();

    record SilenceMade(Silence silence, PersonId by) implements SilenceEvent {
        @Override
        public AuditLine audit() {
            return line("silence.made", this);
        }
    }

    /** Somebody ended it before it expired. */
    record SilenceEnded(Silence silence, PersonId by) implements SilenceEvent {
        @Override
        public AuditLine audit() {
            return line("silence.ended", this);
        }
    }

    private static AuditLine line(String action, SilenceEvent event) {
        return new AuditLine(
                event.by().value(),
                action,
                "silence:" + event.silence().id(),
                event.silence().words());
    }
}
