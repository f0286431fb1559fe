package org.maint.handover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformChange;
import org.maint.activity.PlatformChanges;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertState;
import org.maint.alerting.Alerts;
import org.maint.checklist.RunMark;
import org.maint.checklist.RunSummary;
import org.maint.checklist.Runs;
import org.maint.checklist.WorkType;
import org.maint.feedback.Feedbacks;
import org.maint.incident.Incident;
import org.maint.incident.Incidents;
import org.maint.logbook.LogEntry;
import org.maint.logbook.Logbook;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;
import org.maint.task.Task;
import org.maint.task.Tasks;

/** Drafts what is to be handed over today out of the record; a person edits it and stands for it. */
@ApplicationScoped
@Transactional
public class Handovers {
    static final int LONGEST = 20_000;

    private static final int MOST = 50;
    private static final int MOST_LISTED = 31;

    private final EntityManager em;
    private final Runs runs;
    private final Alerts alerts;
    private final Incidents incidents;
    private final PlatformChanges changes;
    private final Tasks tasks;
    private final Feedbacks feedbacks;
    private final Logbook logbook;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Handovers(
            EntityManager em,
            Runs runs,
            Alerts alerts,
            Incidents incidents,
            PlatformChanges changes,
            Tasks tasks,
            Feedbacks feedbacks,
            Logbook logbook,
            Plans plans,
            Events events,
            Clock clock) {
        this.em = em;
        this.runs = runs;
        this.alerts = alerts;
        this.incidents = incidents;
        this.changes = changes;
        this.tasks = tasks;
        this.feedbacks = feedbacks;
        this.logbook = logbook;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Handovers() {
        this(null, null, null, null, null, null, null, null, null, null, null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), plans.published().zone());
    }

    /** What the record says of today, a line each, in one language. */
    public String draft(Actor actor, Locale locale) {
        actor.requireStaff();
        ZoneId zone = plans.published().zone();
        LocalDate today = today();
        Instant begin = today.atStartOfDay(zone).toInstant();
        Instant now = clock.instant();
        List<Message> lines = new ArrayList<>();
        for (RunSummary run : runs.unfinished(actor)) {
            if (run.opensAt().isBefore(begin)) {
                lines.add(Message.of("handover.run." + (run.late(now) ? "LATE" : run.state()), run.title()));
            }
        }
        for (RunMark run : runs.marks(actor, begin, now)) {
            if (run.opensAt().isBefore(begin)) {
                continue;
            }
            lines.add(Message.of("handover.run." + (run.late(now) ? "LATE" : run.state()), run.title()));
        }
        for (Incident incident : incidents.open(actor)) {
            if (incident.drill()) {
                continue;
            }
            Instant promised = incident.promisedAt();
            lines.add(Message.of(
                    promised == null ? "handover.incident" : "handover.incident.promised",
                    incident.title(),
                    promised == null
                            ? ""
                            : promised.atZone(zone)
                                    .toLocalTime()
                                    .withSecond(0)
                                    .withNano(0)
                                    .toString()));
        }
        for (Alert alert : alerts.during(actor, begin, now, MOST)) {
            if (alert.severity() != Severity.INFO) {
                lines.add(Message.of(
                        Set.of(AlertState.FIRING, AlertState.ACKNOWLEDGED).contains(alert.state())
                                ? "handover.alert.open"
                                : "handover.alert.over",
                        "A-" + alert.number(),
                        alert.title()));
            }
        }
        for (PlatformChange change : changes.between(actor, begin, now, MOST)) {
            lines.add(Message.of("handover.change", change.title()));
        }
        for (Task task : tasks.due(actor, today.plusDays(1), today.plusDays(1))) {
            if (task.closedAt() == null) {
                lines.add(Message.of("handover.task", task.name(), task.title()));
            }
        }
        long said = feedbacks.unanswered();
        if (said > 0) {
            lines.add(Message.of("handover.feedback", said));
        }
        if (lines.isEmpty()) {
            lines.add(Message.of("handover.nothing"));
        }
        StringBuilder draft = new StringBuilder();
        lines.forEach(
                line -> draft.append("- ").append(Messages.words(line, locale)).append('\n'));
        return draft.toString();
    }

    /** Today's; empty before anybody has saved one. */
    public Optional<HandoverNote> today(Actor actor) {
        actor.requireStaff();
        return Optional.ofNullable(em.find(HandoverNote.class, today()));
    }

    /** The newest that somebody stands for, since the last working day; who was away longer reads the list. */
    public Optional<HandoverNote> newest(Actor actor) {
        actor.requireStaff();
        return em.createQuery(
                        "select n from HandoverNote n where n.confirmedAt is not null and n.day >= :since"
                                + " order by n.day desc",
                        HandoverNote.class)
                .setParameter("since", plans.published().workingDays().onOrBefore(today().minusDays(1)))
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The last month's, the newest first. */
    public List<HandoverNote> list(Actor actor) {
        actor.requireStaff();
        return em.createQuery("select n from HandoverNote n order by n.day desc", HandoverNote.class)
                .setMaxResults(MOST_LISTED)
                .getResultList();
    }

    /**
     * Keeps today's note, as often as one likes before it is confirmed.
     *
     * @param expectedVersion the version that was seen; null when there was none, or for one's own whatever it is now
     */
    public HandoverNote save(Actor actor, @Nullable String typed, @Nullable Integer expectedVersion) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        String words = Words.required(typed, "/words", LONGEST);
        HandoverNote note = em.find(HandoverNote.class, today(), LockModeType.PESSIMISTIC_WRITE);
        if (note == null) {
            note = new HandoverNote(today(), words, clock.instant(), actor.id());
            try {
                em.persist(note);
                em.flush();
            } catch (PersistenceException twoAtOnce) {
                throw Refusal.stale(Message.of("stale.handover"));
            }
        } else {
            note.requireOpen();
            note.requireVersion(expectedVersion);
            if (expectedVersion == null && !note.savedBy().equals(actor.id())) {
                // Somebody has written it since there was none.
                throw Refusal.stale(Message.of("stale.handover"));
            }
            note.save(words, clock.instant(), actor.id());
            em.flush();
        }
        events.publish(new HandoverEvent(note, "saved", actor.id()));
        return note;
    }

    /** Stands for today's note; from then on it is in the log and not changed. */
    public HandoverNote confirm(Actor actor, @Nullable String typed, @Nullable Integer expectedVersion) {
        HandoverNote note = save(actor, typed, expectedVersion);
        Instant now = clock.instant();
        Text title = Text.of(Message.of("handover.title", note.day()));
        ObjectNode content = Canonical.mapper().createObjectNode();
        content.put("date", note.day().toString());
        content.putObject("title").put("en", title.en()).put("fr", title.fr());
        content.putArray("performedBy").add(actor.id().toString());
        for (String part :
                List.of("tasksCompleted", "issuesFound", "issuesResolved", "issuesEscalated", "nextActions")) {
            content.putArray(part);
        }
        content.put("notes", note.words());
        content.putNull("minutesSpent");
        content.put("signedBy", actor.id().toString());
        LogEntry entry = logbook.sign(actor.id(), WorkType.DAILY, title, content, now);
        note.confirm(now, actor.id(), entry.sequence());
        em.flush();
        events.publish(new HandoverEvent(note, "confirmed", actor.id()));
        return note;
    }
}
