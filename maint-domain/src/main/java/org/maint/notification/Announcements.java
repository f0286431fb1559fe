package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Outcome;
import org.maint.checklist.RunEvent.ItemRecorded;
import org.maint.checklist.RunEvent.RunMissed;
import org.maint.checklist.RunEvent.RunReassigned;
import org.maint.checklist.RunItem;
import org.maint.notification.Contacts.CodeIssued;
import org.maint.people.Invitation;
import org.maint.people.Invitations.InvitationIssued;
import org.maint.people.PasswordResets.ResetIssued;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDraft;
import org.maint.plan.PlanDraftEvent;
import org.maint.plan.Severity;
import org.maint.setting.Webhooks;
import org.maint.shared.Message;
import org.maint.shared.Text;
import org.maint.task.Priority;
import org.maint.task.Task;
import org.maint.task.TaskEvent;
import org.maint.task.TaskLine;

/**
 * Decides who hears of what happens with runs, plan changes and tasks, in the transaction in which it happens. Of alerts
 * the escalation tells.
 */
@ApplicationScoped
@Transactional
public class Announcements {
    private final Outbox outbox;
    private final People people;
    private final Webhooks webhooks;

    @Inject
    public Announcements(Outbox outbox, People people, Webhooks webhooks) {
        this.outbox = outbox;
        this.people = people;
        this.webhooks = webhooks;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Announcements() {
        this(null, null, null);
    }

    public void on(@Observes ItemRecorded recorded) {
        RunItem item = recorded.item();
        String seen = item.note();
        // Of what a probe found, the alert tells.
        boolean newlyFailed =
                item.outcome() == Outcome.FAIL && recorded.before() != Outcome.FAIL && recorded.by() != null;
        if (newlyFailed && seen != null) {
            Notice notice = new Notice(
                    "item.failed",
                    item.severity(),
                    Text.of(Message.of("notification.item-failed", item.title())),
                    Text.of(Message.of(
                            "notification.item-failed.body", recorded.run().title(), seen)),
                    "/run?id=" + recorded.run().id());
            tellLeads(notice, recorded.by());
        }
    }

    public void on(@Observes RunMissed missed) {
        Notice notice = new Notice(
                "run.missed",
                Severity.WARNING,
                Text.of(Message.of(
                        "notification.run-missed",
                        missed.run().title(),
                        missed.run().nominalDate())),
                Text.of(Message.of("run.missed." + missed.cause())),
                "/run?id=" + missed.run().id());
        tellLeads(notice, null);
    }

    private void tellLeads(Notice notice, @Nullable PersonId exceptThem) {
        outbox.tell(
                notice,
                staff(person ->
                        person.roles().contains(Role.LEAD) && !person.id().equals(exceptThem)));
    }

    private List<Person> staff(Predicate<Person> which) {
        return people.all().stream().filter(Person::activeHuman).filter(which).toList();
    }

    /** Tells managers that a plan change waits for them, and those who worked on it what became of it. */
    public void on(@Observes PlanDraftEvent event) {
        PlanDraft draft = event.draft();
        String words = Objects.requireNonNullElse(event.words(), "–");
        switch (event.deed()) {
            case SUBMITTED -> tell(
                    event,
                    staff(person -> person.roles().contains(Role.MANAGER)
                            && !draft.editors().contains(person.id())),
                    Message.of("notification.draft-submitted", draft.title()),
                    words);
            case RETURNED -> tell(
                    event, editors(draft), Message.of("notification.draft-returned", draft.title()), words);
            case PUBLISHED -> tell(
                    event,
                    editors(draft),
                    Message.of("notification.draft-published", draft.title(), words),
                    Objects.requireNonNullElse(draft.summary(), "–"));
            default -> {}
        }
    }

    private List<Person> editors(PlanDraft draft) {
        return staff(person -> draft.editors().contains(person.id()));
    }

    private void tell(PlanDraftEvent event, Collection<Person> recipients, Message title, String words) {
        Notice notice = new Notice(
                "draft." + event.deed().name().toLowerCase(Locale.ROOT),
                Severity.INFO,
                Text.of(title),
                Text.same(words),
                "/plan-changes?draft=" + event.draft().id());
        outbox.tell(
                notice,
                recipients.stream()
                        .filter(person -> !person.id().equals(event.by()))
                        .toList());
    }

    /** Tells the owner what others did to their task, who made it that it is closed, and the outside program all of it. */
    public void on(@Observes TaskEvent event) {
        Task task = event.task();
        if (webhooks.any()) {
            outbox.tellTracker(TaskNews.of(event));
        }
        boolean given = event.has(TaskLine.Kind.OWNER) || event.has(TaskLine.Kind.CREATED);
        if (given) {
            tell(event, task.owner(), "task.given", Message.of("notification.task-given", task.name(), task.title()));
        } else if (event.has(TaskLine.Kind.CLOSED)) {
            Message closed = Message.of("notification.task-closed", task.name(), task.title());
            tell(event, task.owner(), "task.closed", closed);
            if (!Objects.equals(task.createdBy(), task.owner())) {
                tell(event, task.createdBy(), "task.closed", closed);
            }
        } else {
            tell(
                    event,
                    task.owner(),
                    "task.changed",
                    Message.of("notification.task-changed", task.name(), task.title()));
        }
    }

    private void tell(TaskEvent event, @Nullable PersonId recipient, String kind, Message title) {
        if (recipient == null || recipient.equals(event.by())) {
            return;
        }
        Task task = event.task();
        Severity severity = task.priority() == Priority.URGENT ? Severity.WARNING : Severity.INFO;
        String words = event.changes().stream()
                .map(TaskEvent.Change::words)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> Objects.requireNonNullElse(task.description(), "–"));
        Notice notice = new Notice(kind, severity, Text.of(title), Text.same(words), "/task?n=" + task.number());
        people.active(recipient).ifPresent(person -> outbox.tell(notice, List.of(person)));
    }

    /** Whoever is given a run is told; who takes one knows. */
    public void on(@Observes RunReassigned reassigned) {
        PersonId to = reassigned.to();
        if (to == null || to.equals(reassigned.by())) {
            return;
        }
        String giver = people.names(List.of(reassigned.by())).getOrDefault(reassigned.by(), "?");
        String reason = reassigned.reason();
        Notice notice = new Notice(
                "run.assigned",
                Severity.INFO,
                Text.of(Message.of(
                        "notification.run-assigned",
                        reassigned.run().title(),
                        reassigned.run().nominalDate())),
                Text.of(
                        reason == null
                                ? Message.of("notification.run-assigned.body", giver)
                                : Message.of("notification.run-assigned.reason", giver, reason)),
                "/run?id=" + reassigned.run().id());
        people.active(to).ifPresent(person -> outbox.tell(notice, List.of(person)));
    }

    /** The link goes to the address on the person's record, and nowhere else. Without a mail server nobody gets it. */
    public void on(@Observes ResetIssued issued) {
        Person person = issued.person();
        String email = person.email();
        if (email != null) {
            Notice notice = new Notice(
                    "account.reset",
                    Severity.INFO,
                    Text.of(Message.of("notification.reset")),
                    Text.of(Message.of(
                            "notification.reset.body",
                            person.login(),
                            issued.lasts().toMinutes())),
                    "/forgot");
            outbox.mail(notice, email, person.locale(), "/reset?t=" + issued.token());
        }
    }

    /** The link goes to the invited person by mail, beside being shown to who invites. */
    public void on(@Observes InvitationIssued issued) {
        Invitation invitation = issued.invitation();
        String host = people.names(List.of(invitation.createdBy())).getOrDefault(invitation.createdBy(), "?");
        Notice notice = new Notice(
                "account.invitation",
                Severity.INFO,
                Text.of(Message.of("notification.invitation")),
                Text.of(Message.of("notification.invitation.body", host, invitation.login())),
                "/login");
        outbox.mail(notice, invitation.email(), invitation.language(), "/invitation?token=" + issued.token());
    }

    /** The code goes nowhere but to the contact; refused when there is no way to it. */
    public void on(@Observes CodeIssued issued) {
        Contact contact = issued.contact();
        PersonId owner = contact.person();
        Locale language =
                owner == null ? null : people.active(owner).map(Person::locale).orElse(null);
        outbox.tellCode(contact, issued.code(), language);
    }
}
