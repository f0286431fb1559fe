package org.maint.rota;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** What happens to a rota. */
public sealed interface RotaEvent extends Audited {
    Rota rota();

    PersonId by();

    record RotaCreated(Rota rota, PersonId by) implements RotaEvent {
        @Override
        public AuditLine audit() {
            return line("rota.created", this, rota.words());
        }
    }

    record RotaChanged(Rota rota, String before, PersonId by) implements RotaEvent {
        @Override
        public AuditLine audit() {
            return line("rota.changed", this, before + " → " + rota.words());
        }
    }

    record RotaArchived(Rota rota, PersonId by) implements RotaEvent {
        @Override
        public AuditLine audit() {
            return line("rota.archived", this, rota.words());
        }
    }

    record OverrideMade(Rota rota, RotaOverride override, PersonId by) implements RotaEvent {
        @Override
        public AuditLine audit() {
            return line("rota.overridden", this, rota.title() + " " + override.words());
        }
    }

    record OverrideWithdrawn(Rota rota, RotaOverride override, PersonId by) implements RotaEvent {
        @Override
        public AuditLine audit() {
            return line("rota.override-withdrawn", this, rota.title() + " " + override.words());
        }
    }

    private static AuditLine line(String action, RotaEvent event, String detail) {
        return new AuditLine(event.by().value(), action, "rota:" + event.rota().id(), detail);
    }
}
