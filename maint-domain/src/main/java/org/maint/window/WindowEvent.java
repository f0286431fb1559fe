package org.maint.window;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** What happens to announced maintenance. */
public sealed interface WindowEvent extends Audited {
    MaintenanceWindow window();

    /** Null when nobody did it: the run with which a window ends was missed, or the plan has another zone. */
    @Nullable
    PersonId by();

    record WindowPlanned(MaintenanceWindow window, PersonId by) implements WindowEvent {
        @Override
        public AuditLine audit() {
            return line("window.planned", this, window.words());
        }
    }

    record WindowChanged(MaintenanceWindow window, String before, @Nullable PersonId by) implements WindowEvent {
        @Override
        public AuditLine audit() {
            return line("window.changed", this, before + " → " + window.words());
        }
    }

    record WindowCancelled(MaintenanceWindow window, @Nullable PersonId by) implements WindowEvent {
        @Override
        public AuditLine audit() {
            return line("window.cancelled", this, window.words());
        }
    }

    /** @param planned when it was to end */
    record WindowEnded(MaintenanceWindow window, Instant planned, @Nullable PersonId by) implements WindowEvent {
        @Override
        public AuditLine audit() {
            return line("window.ended", this, window.words() + ", planned until " + planned);
        }
    }

    private static AuditLine line(String action, WindowEvent event, String detail) {
        PersonId by = event.by();
        return new AuditLine(
                by == null ? null : by.value(),
                action,
                "window:" + event.window().id(),
                detail);
    }
}
