package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertEvent;
import org.maint.alerting.AlertLine;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunEvent.ItemRecorded;
import org.maint.checklist.RunEvent.RunMissed;
import org.maint.checklist.RunEvent.RunReassigned;
import org.maint.checklist.RunItem;
import org.maint.metric.Metric;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDraft;
import org.maint.plan.PlanDraftEvent;
import org.maint.plan.Severity;
import org.maint.setting.Webhooks;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Page;
import org.maint.shared.Text;
import org.maint.task.Priority;
import org.maint.task.Task;
import org.maint.task.TaskEvent;
import org.maint.task.TaskLine;

/**
 * Tells leads when an item fails or a run is missed, and people when they are given a run, in the transaction in which it
 * happens, and keeps account of the delivery.
 */
@ApplicationScoped
@Transactional
public class Notifications {
    private final NotificationRepository repository;
    private final People people;
    private final Webhooks webhooks;
    private final Events events;
    private final Clock clock;

    @Inject
    public Notifications(
            NotificationRepository repository, People people, Webhooks webhooks, Events events, Clock clock) {
        this.repository = repository;
        this.people = people;
        this.webhooks = webhooks;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Notifications() {
        this(null, null, null, null, null);
    }

    public void on(@Observes ItemRecorded recorded) {
        RunItem item = recorded.item();
        String seen = item.note();
        // Of what a probe found, the alert tells.
        boolean newlyFailed =
                item.outcome() == Outcome.FAIL && recorded.before() != Outcome.FAIL && recorded.by() != null;
        if (newlyFailed && seen != null) {
            tellLeads(
                    "item.failed",
                    item.severity(),
                    text(Message.of("notification.item-failed", item.title())),
                    text(Message.of(
                            "notification.item-failed.body", recorded.run().title(), seen)),
                    recorded.run(),
                    recorded.by());
        }
    }

    public void on(@Observes RunMissed missed) {
        tellLeads(
                "run.missed",
                Severity.WARNING,
                text(Message.of(
                        "notification.run-missed",
                        missed.run().title(),
                        missed.run().nominalDate())),
                text(Message.of("run.missed." + missed.cause())),
                missed.run(),
                null);
    }

    /** Tells managers that a plan change waits for them, and those who worked on it what became of it. */
    public void on(@Observes PlanDraftEvent event) {
        PlanDraft draft = event.draft();
        String words = Objects.requireNonNullElse(event.words(), "–");
        switch (event.deed()) {
            case SUBMITTED -> people.all().stream()
                    .filter(person -> person.active() && person.roles().contains(Role.MANAGER))
                    .map(Person::id)
                    .filter(person -> !draft.editors().contains(person))
                    .forEach(manager ->
                            tell(event, manager, Message.of("notification.draft-submitted", draft.title()), words));
            case RETURNED -> draft.editors()
                    .forEach(editor ->
                            tell(event, editor, Message.of("notification.draft-returned", draft.title()), words));
            case PUBLISHED -> draft.editors()
                    .forEach(editor -> tell(
                            event,
                            editor,
                            Message.of("notification.draft-published", draft.title(), words),
                            Objects.requireNonNullElse(draft.summary(), "–")));
            default -> {}
        }
    }

    private void tell(PlanDraftEvent event, PersonId recipient, Message title, String words) {
        if (!recipient.equals(event.by())) {
            queue(new Notification(
                    "draft." + event.deed().name().toLowerCase(Locale.ROOT),
                    Severity.INFO,
                    recipient,
                    text(title),
                    Text.same(words),
                    "/plan-changes?draft=" + event.draft().id(),
                    clock.instant()));
        }
    }

    /** Tells the owner what others did to their task, who made it that it is closed, and the outside program all of it. */
    public void on(@Observes TaskEvent event) {
        Task task = event.task();
        if (webhooks.any()) {
            queue(TaskNews.of(event));
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
        queue(new Notification(
                kind, severity, recipient, text(title), Text.same(words), "/task?n=" + task.number(), event.at()));
    }

    /** Whoever is given a run is told; who takes one knows. */
    public void on(@Observes RunReassigned reassigned) {
        PersonId to = reassigned.to();
        if (to == null || to.equals(reassigned.by())) {
            return;
        }
        String giver = people.names(List.of(reassigned.by())).getOrDefault(reassigned.by(), "?");
        String reason = reassigned.reason();
        queue(new Notification(
                "run.assigned",
                Severity.INFO,
                to,
                text(Message.of(
                        "notification.run-assigned",
                        reassigned.run().title(),
                        reassigned.run().nominalDate())),
                text(
                        reason == null
                                ? Message.of("notification.run-assigned.body", giver)
                                : Message.of("notification.run-assigned.reason", giver, reason)),
                "/run?id=" + reassigned.run().id(),
                clock.instant()));
    }

    /** Tells technicians and leads that something fires, or has become worse, and that it is over. */
    public void on(@Observes AlertEvent event) {
        Alert alert = event.alert();
        boolean news = event.kind() == AlertLine.Kind.FIRING
                || event.kind() == AlertLine.Kind.WORSE
                || event.kind() == AlertLine.Kind.RESOLVED;
        // Of an item that somebody failed by hand, leads are told with what that person saw.
        boolean told = event.kind() == AlertLine.Kind.FIRING && event.by() != null;
        if (!news || alert.severity() == Severity.INFO || alert.heldBy() != null) {
            return;
        }
        String word = event.kind() == AlertLine.Kind.RESOLVED ? "notification.alert-over" : "notification.alert";
        Message title = Message.of(word, "A-" + alert.number(), alert.title());
        for (Person person : people.all()) {
            boolean concerned = person.active()
                    && person.kind() == Person.Kind.HUMAN
                    && (person.roles().contains(Role.TECHNICIAN)
                            || person.roles().contains(Role.LEAD));
            boolean knows = told && person.roles().contains(Role.LEAD);
            if (concerned && !knows && !person.id().equals(event.by())) {
                queue(new Notification(
                        event.kind() == AlertLine.Kind.RESOLVED ? "alert.resolved" : "alert.firing",
                        alert.severity(),
                        person.id(),
                        text(title),
                        text(about(alert.fingerprint())),
                        "/alert?n=" + alert.number(),
                        event.at()));
            }
        }
    }

    /** What is wrong, by the name that people know it by. */
    private static Message about(String fingerprint) {
        int labels = fingerprint.indexOf('{');
        String metric = labels < 0 ? fingerprint : fingerprint.substring(0, labels);
        if (fingerprint.startsWith("probe ") || fingerprint.equals("backup")) {
            return Message.of("notification.alert.body.probe");
        }
        return Metric.of(metric).isPresent()
                ? Message.of("notification.alert.body", Message.of("metric." + metric))
                : Message.of("notification.alert.body.other");
    }

    private void tellLeads(
            String kind, Severity severity, Text title, Text body, Run run, @Nullable PersonId exceptThem) {
        Instant now = clock.instant();
        for (Person person : people.all()) {
            boolean concerned = person.active()
                    && person.kind() == Person.Kind.HUMAN
                    && person.roles().contains(Role.LEAD);
            if (concerned && !person.id().equals(exceptThem)) {
                queue(new Notification(kind, severity, person.id(), title, body, "/run?id=" + run.id(), now));
            }
        }
    }

    private void queue(Notification notification) {
        repository.add(notification);
        events.publish(new NotificationQueued(notification.id()));
    }

    private static Text text(Message message) {
        return new Text(Messages.words(message, Locale.ENGLISH), Messages.words(message, Locale.FRENCH));
    }

    /** Sends the actor a message along the whole way, to show that it works. */
    public UUID test(Actor actor) {
        actor.requireStaff();
        Notification notification = new Notification(
                "test",
                Severity.INFO,
                actor.id(),
                text(Message.of("notification.test")),
                text(Message.of("notification.test.body")),
                "/notifications",
                clock.instant());
        queue(notification);
        return notification.id();
    }

    /** Claims what is to be sent now, for the length of a lease. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<Notification> claim(Medium channel, int most, Via via) {
        Instant now = clock.instant();
        List<Notification> claimed = repository.claimable(channel, now, most);
        claimed.forEach(notification -> notification.claim(now, via));
        return claimed;
    }

    /** Records what came of an attempt. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void record(UUID id, Delivery delivery) {
        repository.find(id).ifPresent(notification -> notification.record(delivery, clock.instant()));
    }

    /** Delivered to the actor, newest first. */
    public List<Notification> inbox(Actor actor, int most) {
        return repository.inbox(actor.id(), most);
    }

    public long unread(Actor actor) {
        return repository.unread(actor.id());
    }

    /** The actor has seen everything that has been delivered to them. */
    public void readAll(Actor actor) {
        Instant now = clock.instant();
        repository.inbox(actor.id(), Page.LARGEST).forEach(notification -> notification.read(now));
    }

    /** Removes what was delivered before; at most so many, and answers how many. */
    public int removeDelivered(Instant before, int most) {
        return repository.removeDelivered(before, most);
    }

    /** Newest first; null for every state. */
    public Page<Notification> list(Actor actor, @Nullable NotificationState state, int page, int size) {
        actor.requireStaff();
        return repository.list(state, page, size);
    }
}
