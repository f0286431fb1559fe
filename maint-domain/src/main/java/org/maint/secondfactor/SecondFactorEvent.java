package org.maint.secondfactor;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** What happens to somebody's second factor. */
public sealed interface SecondFactorEvent extends Audited {

    record TurnedOn(PersonId person) implements SecondFactorEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(person.value(), "second-factor.on", "person:" + person, "");
        }
    }

    record TurnedOff(PersonId person) implements SecondFactorEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(person.value(), "second-factor.off", "person:" + person, "");
        }
    }

    /** By an administrator, for somebody who has lost it. */
    record TakenAway(PersonId by, PersonId person) implements SecondFactorEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "second-factor.taken-away", "person:" + person, "");
        }
    }

    /** @param left how many there are still */
    record RecoveryCodeUsed(PersonId person, int left) implements SecondFactorEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(
                    person.value(), "second-factor.recovery-code", "person:" + person, Integer.toString(left));
        }
    }

    record RecoveryCodesMade(PersonId person) implements SecondFactorEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(person.value(), "second-factor.recovery-codes", "person:" + person, "");
        }
    }
}
