package org.maint.people;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Audited;

/** What happens to people and their tokens. */
public sealed interface PeopleEvent extends Audited {

    record SignedIn(PersonId person, String address) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(person.value(), "session.signed-in", "person:" + person, address);
        }
    }

    /** @param person whose account it was; null when there is none of that login */
    record SignInFailed(@Nullable PersonId person, String login, String address) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(person == null ? null : person.value(), "session.refused", "login:" + login, address);
        }
    }

    record PersonAdded(@Nullable PersonId by, PersonId person, String login, Set<Role> roles) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(
                    by == null ? null : by.value(), "person.added", "person:" + person, login + " " + roles);
        }
    }

    record PasswordChanged(PersonId person) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(person.value(), "password.changed", "person:" + person, "");
        }
    }

    record TokenCreated(@Nullable PersonId by, String token, String name, PersonId person, Role role)
            implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(
                    by == null ? null : by.value(),
                    "token.created",
                    "token:" + token,
                    name + " " + role + " " + person);
        }
    }

    record TokenRevoked(PersonId by, String token, String name) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "token.revoked", "token:" + token, name);
        }
    }
}
