package org.maint.people;

import java.util.Set;
import java.util.UUID;
import org.maint.shared.Audited;

/** What happens to invitations. */
public sealed interface InvitationEvent extends Audited {
    PersonId by();

    UUID invitation();

    String login();

    record PersonInvited(PersonId by, UUID invitation, String login, Set<Role> roles) implements InvitationEvent {
        @Override
        public AuditLine audit() {
            return line("invitation.made", this, login + " " + PeopleEvent.sorted(roles));
        }
    }

    record InvitationRenewed(PersonId by, UUID invitation, String login) implements InvitationEvent {
        @Override
        public AuditLine audit() {
            return line("invitation.renewed", this, login);
        }
    }

    record InvitationWithdrawn(PersonId by, UUID invitation, String login) implements InvitationEvent {
        @Override
        public AuditLine audit() {
            return line("invitation.withdrawn", this, login);
        }
    }

    /** @param by the person that it has made */
    record InvitationAccepted(PersonId by, UUID invitation, String login) implements InvitationEvent {
        @Override
        public AuditLine audit() {
            return line("invitation.accepted", this, login);
        }
    }

    private static AuditLine line(String action, InvitationEvent event, String detail) {
        return new AuditLine(event.by().value(), action, "invitation:" + event.invitation(), detail);
    }
}
