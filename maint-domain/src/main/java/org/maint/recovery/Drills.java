package org.maint.recovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.logbook.LogEntry;
import org.maint.logbook.Logbook;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/** Leads through bringing back: starts the stopwatch, takes the steps, counts, and has it signed into the log. */
@ApplicationScoped
@Transactional
public class Drills {
    static final int LONGEST_NOTE = 4_000;
    static final int MOST_MINUTES = 31 * 24 * 60;

    private static final Duration OLDEST_BACKUP = Duration.ofDays(400);
    private static final int MOST_LISTED = 100;
    private static final Role[] MAY_PRACTISE = {Role.TECHNICIAN, Role.LEAD};

    private final EntityManager em;
    private final Logbook logbook;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Drills(EntityManager em, Logbook logbook, Plans plans, Events events, Clock clock) {
        this.em = em;
        this.logbook = logbook;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Drills() {
        this(null, null, null, null, null);
    }

    /** A drill with its steps, in their order. */
    public record Whole(Drill drill, List<DrillStep> steps) {}

    /** What is aimed at; what is usual until somebody has decided. */
    public RecoveryTargets targets(Actor actor) {
        actor.requireStaff();
        return targets();
    }

    private RecoveryTargets targets() {
        return Optional.ofNullable(em.find(RecoveryTargets.class, RecoveryTargets.ONLY))
                .orElseGet(RecoveryTargets::usual);
    }

    /** @param rto minutes, and {@code rpo} minutes: from 1 to 44,640 (31 days) */
    public void aim(Actor actor, @Nullable Integer rto, @Nullable Integer rpo) {
        actor.require(Role.LEAD, Role.MANAGER);
        int rtoMinutes = minutes("/rtoMinutes", rto);
        int rpoMinutes = minutes("/rpoMinutes", rpo);
        RecoveryTargets known = em.find(RecoveryTargets.class, RecoveryTargets.ONLY, LockModeType.PESSIMISTIC_WRITE);
        RecoveryTargets targets = known == null ? RecoveryTargets.usual() : known;
        targets.change(rtoMinutes, rpoMinutes, clock.instant(), actor.id());
        try {
            if (known == null) {
                em.persist(targets);
            }
            em.flush();
        } catch (PersistenceException twoAtOnce) {
            throw Refusal.stale(Message.of("stale.recovery"));
        }
        events.publish(new RecoveryTargetsChanged(rtoMinutes, rpoMinutes, actor.id()));
    }

    private static int minutes(String pointer, @Nullable Integer typed) {
        if (typed == null || typed < 1 || typed > MOST_MINUTES) {
            throw Refusal.invalid(pointer, Message.of("invalid.number.range", 1, MOST_MINUTES));
        }
        return typed;
    }

    /** @param backupAt from when what is brought back is; not in the future, not older than 400 days */
    public Whole start(Actor actor, @Nullable DrillKind kind, @Nullable Instant backupAt) {
        actor.require(MAY_PRACTISE);
        if (kind == null) {
            throw Refusal.invalid("/kind", Message.of("invalid.missing"));
        }
        if (backupAt == null) {
            throw Refusal.invalid("/backupAt", Message.of("invalid.missing"));
        }
        Instant now = clock.instant();
        if (backupAt.isAfter(now) || backupAt.isBefore(now.minus(OLDEST_BACKUP))) {
            throw Refusal.invalid("/backupAt", Message.of("invalid.drill.backup", OLDEST_BACKUP.toDays()));
        }
        Drill drill = new Drill(kind, backupAt, targets(), now, actor.id());
        em.persist(drill);
        em.flush();
        int position = 1;
        for (Text title : kind.steps()) {
            em.persist(new DrillStep(drill.number(), position++, title));
        }
        em.flush();
        events.publish(new DrillEvent(drill, "started", actor.id(), kind.name()));
        return whole(drill);
    }

    private Whole whole(Drill drill) {
        return new Whole(
                drill,
                em.createQuery(
                                "select s from DrillStep s where s.id.drill = :number order by s.id.position",
                                DrillStep.class)
                        .setParameter("number", drill.number())
                        .getResultList());
    }

    private static Refusal unknown(long number) {
        return Refusal.notFound(Message.of("not-found.drill", number));
    }

    private Drill forChange(Actor actor, long number, DrillState wanted) {
        actor.require(MAY_PRACTISE);
        Drill drill = Optional.ofNullable(em.find(Drill.class, number, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> unknown(number));
        drill.require(wanted);
        return drill;
    }

    /** The next step is done; with the last one the stopwatch stops. Refused out of order. */
    public Whole done(Actor actor, long number, int position, @Nullable String typedNote) {
        Drill drill = forChange(actor, number, DrillState.RUNNING);
        String note = Words.optional(typedNote, "/note", LONGEST_NOTE);
        List<DrillStep> steps = whole(drill).steps();
        DrillStep next =
                steps.stream().filter(step -> step.doneAt() == null).findFirst().orElseThrow(() -> unknown(number));
        if (next.position() != position) {
            throw Refusal.conflict(Message.of("conflict.drill.order", next.title()));
        }
        Instant now = clock.instant();
        next.done(note, now, actor.id());
        if (position == steps.size()) {
            drill.done(now);
        }
        em.flush();
        events.publish(
                new DrillEvent(drill, "step-done", actor.id(), next.title().en()));
        return whole(drill);
    }

    /** What was counted: before, when it was backed up, and after, once it was brought back; again until it is signed. */
    public void count(Actor actor, long number, @Nullable Long expected, @Nullable Long found) {
        actor.require(MAY_PRACTISE);
        Drill drill = Optional.ofNullable(em.find(Drill.class, number, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> unknown(number));
        if (drill.state() == DrillState.SIGNED || drill.state() == DrillState.ABANDONED) {
            drill.require(DrillState.DONE);
        }
        if (expected == null || expected < 0) {
            throw Refusal.invalid("/expected", Message.of("invalid.drill.count"));
        }
        if (found == null || found < 0) {
            throw Refusal.invalid("/found", Message.of("invalid.drill.count"));
        }
        drill.count(expected, found);
        em.flush();
        events.publish(new DrillEvent(drill, "counted", actor.id(), found + " of " + expected));
    }

    /** Somebody stands for it; refused before every step is done and everything is counted. */
    public Drill sign(Actor actor, long number, @Nullable String typedWords) {
        Drill drill = forChange(actor, number, DrillState.DONE);
        if (drill.expected() == null || drill.found() == null) {
            throw Refusal.conflict(Message.of("conflict.drill.uncounted"));
        }
        String words = Words.optional(typedWords, "/words", LONGEST_NOTE);
        Instant now = clock.instant();
        LogEntry entry =
                logbook.sign(actor.id(), drill.kind().type(), title(drill), content(whole(drill), words, actor), now);
        drill.sign(words, now, actor.id(), entry.sequence());
        em.flush();
        events.publish(new DrillEvent(drill, "signed", actor.id(), "log:" + entry.sequence()));
        return drill;
    }

    public static Text title(Drill drill) {
        return Text.of(Message.of("drill.title." + drill.kind(), drill.name()));
    }

    /** By the plan's log template, with what was measured. */
    private ObjectNode content(Whole whole, @Nullable String words, Actor actor) {
        Drill drill = whole.drill();
        ObjectNode content = Canonical.mapper().createObjectNode();
        content.put(
                "date",
                LocalDate.ofInstant(clock.instant(), plans.published().zone()).toString());
        Text title = title(drill);
        content.putObject("title").put("en", title.en()).put("fr", title.fr());
        content.putArray("performedBy").add(actor.id().toString());
        ArrayNode completed = content.putArray("tasksCompleted");
        Instant before = drill.startedAt();
        for (DrillStep step : whole.steps()) {
            Instant doneAt = step.doneAt();
            ObjectNode task = completed.addObject();
            task.put("item", "step-" + step.position());
            task.putObject("title")
                    .put("en", step.title().en())
                    .put("fr", step.title().fr());
            task.put("outcome", "PASS");
            task.put("note", step.note());
            if (doneAt != null) {
                task.put("at", doneAt.toString());
                task.put(
                        "seconds",
                        Long.toString(Duration.between(before, doneAt).toSeconds()));
                before = doneAt;
            }
        }
        ArrayNode found = content.putArray("issuesFound");
        if (!drill.complete()) {
            issue(found, "count");
        }
        if (!drill.inTime()) {
            issue(found, "rto");
        }
        if (!drill.littleLost()) {
            issue(found, "rpo");
        }
        for (String part : List.of("issuesResolved", "issuesEscalated", "nextActions")) {
            content.putArray(part);
        }
        content.put("notes", words);
        Instant ended = drill.endedAt();
        content.put(
                "minutesSpent",
                ended == null ? 0 : Math.toIntExact(drill.recoveryTime(ended).toMinutes()));
        content.put("signedBy", actor.id().toString());
        ObjectNode measured = content.putObject("drill");
        measured.put("number", drill.number());
        measured.put("kind", drill.kind().name());
        measured.put("backupAt", drill.backupAt().toString());
        measured.put("startedAt", drill.startedAt().toString());
        measured.put("endedAt", String.valueOf(ended));
        measured.put("rto", drill.rto().toString());
        measured.put("rpo", drill.rpo().toString());
        measured.put("lost", drill.lost().toString());
        measured.put("expected", String.valueOf(drill.expected()));
        measured.put("found", String.valueOf(drill.found()));
        measured.put("proven", found.isEmpty());
        return content;
    }

    private static void issue(ArrayNode found, String key) {
        Text words = Text.of(Message.of("drill.issue." + key));
        ObjectNode issue = found.addObject();
        issue.put("item", key);
        issue.putObject("title").put("en", words.en()).put("fr", words.fr());
        issue.put("seen", words.fr());
        issue.put("severity", "WARNING");
    }

    /** It proves nothing then. */
    public void abandon(Actor actor, long number, @Nullable String typedReason) {
        Drill drill = forChange(actor, number, DrillState.RUNNING);
        drill.abandon(Words.required(typedReason, "/reason", LONGEST_NOTE), clock.instant());
        em.flush();
        events.publish(new DrillEvent(drill, "abandoned", actor.id(), ""));
    }

    /** Newest first. */
    public List<Drill> list(Actor actor) {
        actor.requireStaff();
        return em.createQuery("select d from Drill d order by d.number desc", Drill.class)
                .setMaxResults(MOST_LISTED)
                .getResultList();
    }

    public Whole get(Actor actor, long number) {
        actor.requireStaff();
        return whole(Optional.ofNullable(em.find(Drill.class, number)).orElseThrow(() -> unknown(number)));
    }
}
