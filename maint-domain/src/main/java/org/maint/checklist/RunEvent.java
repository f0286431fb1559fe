package org.maint.checklist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** What happens to runs. */
public sealed interface RunEvent {
    Run run();

    /** @param by who opened it ahead of its time or recorded unplanned work; null when the clock did */
    record RunOpened(Run run, @Nullable PersonId by, Instant at) implements RunEvent {}

    /**
     * An outcome, value or note was entered, changed or cleared.
     *
     * @param by null when a probe decided
     */
    record ItemRecorded(Run run, RunItem item, @Nullable Outcome before, @Nullable PersonId by, Instant at)
            implements RunEvent, Audited {
        @Override
        public AuditLine audit() {
            String detail = item.key() + " " + before + " → " + item.outcome();
            return new AuditLine(by == null ? null : by.value(), "item.recorded", "run:" + run.id(), detail);
        }
    }

    /** Somebody who holds the item's skill stands beside who has answered. */
    record ItemCountersigned(Run run, RunItem item, PersonId by) implements RunEvent, Audited {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "item.countersigned", "run:" + run.id(), item.key() + " " + item.skill());
        }
    }

    /** Somebody wants it found out again. */
    record ProofAsked(Run run, RunItem item, PersonId by) implements RunEvent {}

    record EvidenceAttached(Run run, RunItem item, Evidence evidence, PersonId by) implements RunEvent, Audited {
        @Override
        public AuditLine audit() {
            String detail = item.key() + " " + evidence.name() + " sha256:" + evidence.sha256();
            return new AuditLine(by.value(), "evidence.attached", "run:" + run.id(), detail);
        }
    }

    record RunSigned(Run run, SignOff signOff, PersonId by, Instant at) implements RunEvent, Audited {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "run.signed", "run:" + run.id(), run.name());
        }
    }

    record RunSkipped(Run run, String reason, PersonId by, Instant at) implements RunEvent, Audited {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "run.skipped", "run:" + run.id(), run.name() + ": " + reason);
        }
    }

    /**
     * It is somebody else's now.
     *
     * @param from whose it was; null when it was anybody's
     * @param to whose it is; null for whoever holds its role
     */
    record RunReassigned(
            Run run, @Nullable PersonId from, @Nullable PersonId to, @Nullable String reason, PersonId by, Instant at)
            implements RunEvent, Audited {
        @Override
        public AuditLine audit() {
            String detail = run.name() + ": " + from + " → " + to + (reason == null ? "" : ": " + reason);
            return new AuditLine(by.value(), "run.reassigned", "run:" + run.id(), detail);
        }
    }

    record RunMissed(Run run, MissedCause cause, Instant at) implements RunEvent, Audited {
        @Override
        public AuditLine audit() {
            return new AuditLine(null, "run.missed", "run:" + run.id(), run.name() + ": " + cause);
        }
    }
}
