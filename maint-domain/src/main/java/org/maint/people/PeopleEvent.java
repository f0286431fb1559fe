package org.maint.people;

import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
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
                    by == null ? null : by.value(), "person.added", "person:" + person, login + " " + sorted(roles));
        }
    }

    /** @param session from which it was changed, and which goes on; null when there is none */
    record PasswordChanged(PersonId person, @Nullable UUID session) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(person.value(), "password.changed", "person:" + person, "");
        }
    }

    /** @param person whose password it is about; null when there is nobody of the name that was typed */
    record ResetAsked(@Nullable PersonId person, String address) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            // What was typed is not kept where there is nobody: it may be anything, even a password.
            return new AuditLine(
                    null, "password.reset-asked", person == null ? "person:?" : "person:" + person, address);
        }
    }

    /** By a link that was sent to their address. */
    record PasswordWasReset(PersonId person, String address) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(person.value(), "password.reset", "person:" + person, address);
        }
    }

    /** Another name or e-mail address. */
    record PersonChanged(PersonId by, PersonId person, String before, String after) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "person.changed", "person:" + person, before + " → " + after);
        }
    }

    /** @param by null where the groups of an OpenID provider decide */
    record RolesChanged(@Nullable PersonId by, PersonId person, String login, Set<Role> before, Set<Role> after)
            implements PeopleEvent {
        @Override
        public AuditLine audit() {
            String detail = login + " " + sorted(before) + " → " + sorted(after);
            return new AuditLine(by == null ? null : by.value(), "person.roles-changed", "person:" + person, detail);
        }
    }

    record PersonDeactivated(PersonId by, PersonId person, String login) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "person.deactivated", "person:" + person, login);
        }
    }

    record PersonReactivated(PersonId by, PersonId person, String login) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "person.reactivated", "person:" + person, login);
        }
    }

    /** From now on who has this account of a provider is this person. */
    record IdentityLinked(PersonId person, String issuer) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(person.value(), "identity.linked", "person:" + person, issuer);
        }
    }

    record IdentityUnlinked(PersonId by, PersonId person, String issuer) implements PeopleEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "identity.unlinked", "person:" + person, issuer);
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

    /** In the roles' own order, so that two lines about the same roles look the same. */
    static String sorted(Set<Role> roles) {
        return new TreeSet<>(roles).toString();
    }
}
