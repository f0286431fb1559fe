package org.maint.reminder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.maint.alerting.Alert;
import org.maint.checklist.Run;
import org.maint.checklist.RunEvent.RunOpened;
import org.maint.logbook.Checkpoint;
import org.maint.logbook.Logbook;
import org.maint.notification.Notice;
import org.maint.notification.Notifications;
import org.maint.notification.Outbox;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDocument;
import org.maint.plan.PlanDraft;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.plan.WorkingDays;
import org.maint.shared.Duties;
import org.maint.shared.Message;
import org.maint.shared.Text;
import org.maint.task.Priority;
import org.maint.task.Task;

/** Reminds people of what time brings; where and whether it reaches them they have chosen themselves. */
@ApplicationScoped
@Transactional
public class Reminders {
    /** A run is announced so long before it is due. */
    static final Duration BEFORE_DUE = Duration.ofMinutes(60);

    /** What has been late for longer was told of, or is no news any more. */
    private static final Duration LATE_FOR = Duration.ofHours(12);

    static final LocalTime DIGEST = LocalTime.of(7, 30);
    static final LocalTime TASKS = LocalTime.of(8, 0);
    static final LocalTime PAGING_TEST = LocalTime.of(10, 0);
    private static final Duration APPROVAL_WAITS = Duration.ofDays(2);
    private static final Duration REMEMBERED = Duration.ofDays(120);
    private static final int MOST_LISTED = 20;
    private static final int MOST_FORGOTTEN = 1_000;

    private final ReminderRepository repository;
    private final Duties duties;
    private final Outbox outbox;
    private final Notifications notifications;
    private final Logbook logbook;
    private final People people;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public Reminders(
            ReminderRepository repository,
            Duties duties,
            Outbox outbox,
            Notifications notifications,
            Logbook logbook,
            People people,
            Plans plans,
            Clock clock) {
        this.repository = repository;
        this.duties = duties;
        this.outbox = outbox;
        this.notifications = notifications;
        this.logbook = logbook;
        this.people = people;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Reminders() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Whoever wants to know that a run has opened hears so with its opening. */
    public void on(@Observes RunOpened opened) {
        Run run = opened.run();
        if (opened.by() == null && run.routineKey().isPresent()) {
            outbox.tell(notice("run.opened", Severity.INFO, run, opened.at()), concerned(run));
        }
    }

    /** Says what it is time to say. */
    public void remind() {
        if (!duties.take("reminder")) {
            return;
        }
        Instant now = clock.instant();
        ZoneId zone = plans.published().zone();
        ZonedDateTime local = now.atZone(zone);
        runs(now);
        if (!local.toLocalTime().isBefore(TASKS)) {
            tasks(local.toLocalDate(), now);
        }
        approvals(now, local.toLocalDate());
        if (!local.toLocalTime().isBefore(DIGEST)) {
            digest(local.toLocalDate(), zone, now);
        }
        pagingTest(local, now);
        duties.forgetBefore(now.minus(REMEMBERED), MOST_FORGOTTEN);
    }

    private void runs(Instant now) {
        for (Run run : repository.runsDue(now, now.plus(BEFORE_DUE))) {
            if (duties.first("run-due:" + run.id(), now)) {
                outbox.tell(notice("run.due", Severity.INFO, run, now), concerned(run));
            }
        }
        for (Run run : repository.runsDue(now.minus(LATE_FOR), now)) {
            if (duties.first("run-late:" + run.id(), now)) {
                List<Person> leads = staff(person -> person.roles().contains(Role.LEAD));
                List<Person> whom = java.util.stream.Stream.concat(concerned(run).stream(), leads.stream())
                        .distinct()
                        .toList();
                outbox.tell(notice("run.late", Severity.WARNING, run, now), whom);
            }
        }
    }

    private Notice notice(String kind, Severity severity, Run run, Instant now) {
        Instant due = run.dueAt();
        String at = due == null
                ? "–"
                : due.atZone(plans.published().zone())
                        .toLocalTime()
                        .withSecond(0)
                        .toString();
        return new Notice(
                kind,
                severity,
                Text.of(Message.of("notification." + kind, run.title())),
                Text.of(Message.of("notification." + kind + ".body", run.nominalDate(), at)),
                "/run?id=" + run.id());
    }

    /** Whose it is; while it is nobody's, everybody whose role it needs. */
    private List<Person> concerned(Run run) {
        PersonId assignee = run.assignee();
        return staff(person -> assignee == null
                ? person.roles().contains(run.responsible())
                : person.id().equals(assignee));
    }

    private List<Person> staff(Predicate<Person> which) {
        return people.all().stream().filter(Person::activeHuman).filter(which).toList();
    }

    /** On its day, on the day after, and then once a week. */
    private void tasks(LocalDate today, Instant now) {
        for (Task task : repository.tasksDue(today)) {
            LocalDate due = task.due();
            PersonId owner = task.owner();
            long late = due == null ? 0 : due.until(today, java.time.temporal.ChronoUnit.DAYS);
            String time = late == 0 ? "today" : "late-" + (late - 1) / 7;
            if (owner != null && duties.first("task-due:" + task.number() + ":" + due + ":" + time, now)) {
                String key = late == 0 ? "notification.task-due" : "notification.task-late";
                Notice notice = new Notice(
                        "taskdue." + (late == 0 ? "today" : "late"),
                        task.priority() == Priority.URGENT ? Severity.WARNING : Severity.INFO,
                        Text.of(Message.of(key, task.name(), task.title())),
                        Text.of(Message.of(key + ".body", String.valueOf(due))),
                        "/task?n=" + task.number());
                people.active(owner).ifPresent(person -> outbox.tell(notice, List.of(person)));
            }
        }
    }

    /** What waits for a decision is called to mind each week. */
    private void approvals(Instant now, LocalDate today) {
        LocalDate week = today.with(DayOfWeek.MONDAY);
        for (PlanDraft draft : repository.waitingDrafts(now.minus(APPROVAL_WAITS))) {
            if (duties.first("approval:" + draft.id() + ":" + week, now)) {
                Notice notice = new Notice(
                        "approval.waiting",
                        Severity.INFO,
                        Text.of(Message.of("notification.approval-waits", draft.title())),
                        Text.same(Optional.ofNullable(draft.summary()).orElse("–")),
                        "/plan-changes?draft=" + draft.id());
                outbox.tell(
                        notice,
                        staff(person -> person.roles().contains(Role.MANAGER)
                                && !draft.editors().contains(person.id())));
            }
        }
    }

    /** What was only information since the last digest, however long ago that was; and to managers, how far the log reaches and what proves it. */
    private void digest(LocalDate today, ZoneId zone, Instant now) {
        Instant yesterday = today.minusDays(1).atTime(DIGEST).atZone(zone).toInstant();
        Instant last = duties.newest("digest:").orElse(yesterday);
        if (!duties.first("digest:" + today, now)) {
            return;
        }
        List<Alert> information = repository.information(last, now);
        if (!information.isEmpty()) {
            Notice notice = new Notice(
                    "digest.daily",
                    Severity.INFO,
                    Text.of(Message.of("notification.daily-digest", today, information.size())),
                    new Text(list(information, true), list(information, false)),
                    "/alerts?severity=INFO");
            outbox.tell(
                    notice,
                    staff(person -> person.roles().contains(Role.TECHNICIAN)
                            || person.roles().contains(Role.LEAD)));
        }
        logbook.newestCheckpoint()
                .ifPresent(checkpoint -> outbox.tell(checkpoint(checkpoint, today), staff(person -> person.roles()
                        .contains(Role.MANAGER))));
    }

    private static Notice checkpoint(Checkpoint checkpoint, LocalDate today) {
        return new Notice(
                "digest.checkpoint",
                Severity.INFO,
                Text.of(Message.of("notification.checkpoint", today)),
                Text.of(Message.of("notification.checkpoint.body", checkpoint.json())),
                "/log");
    }

    private static String list(List<Alert> alerts, boolean english) {
        String more = alerts.size() > MOST_LISTED ? "\n\u2026" : "";
        return alerts.stream()
                        .limit(MOST_LISTED)
                        .map(alert -> "A-" + alert.number() + " "
                                + (english ? alert.title().en() : alert.title().fr()) + " (" + alert.fingerprint()
                                + ")")
                        .collect(Collectors.joining("\n"))
                + more;
    }

    /** On the first working day of a month every contact gets a test: paging that was never tried does not work. */
    private void pagingTest(ZonedDateTime local, Instant now) {
        PlanDocument plan = plans.published().document();
        LocalDate day =
                new WorkingDays(plan.holidays()).onOrAfter(local.toLocalDate().withDayOfMonth(1));
        boolean time = local.toLocalDate().equals(day) && !local.toLocalTime().isBefore(PAGING_TEST);
        if (time && duties.first("paging-test:" + day.toString().substring(0, 7), now)) {
            notifications.testAll();
        }
    }
}
