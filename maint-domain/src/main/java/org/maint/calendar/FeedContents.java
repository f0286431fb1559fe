package org.maint.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.calendar.CalendarEntry.Kind;
import org.maint.calendar.Gathering.Gathered;
import org.maint.calendar.PlannedHistory.InForce;
import org.maint.calendar.PlannedHistory.Planned;
import org.maint.checklist.RunMark;
import org.maint.checklist.Runs;
import org.maint.people.Absence;
import org.maint.people.Absences;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.PlanVersion;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.task.Task;
import org.maint.task.Tasks;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;

/** What a feed says: everything from 31 days ago to 400 days ahead that concerns its person, or the team. */
@ApplicationScoped
@Transactional
public class FeedContents {
    private static final int INSTALLATION_DIGITS = 12;

    private final Gathering gathering;
    private final Plans plans;
    private final Tasks tasks;
    private final People people;
    private final Absences absences;
    private final Clock clock;
    private volatile @Nullable Remembered remembered;

    /** The same for everybody until another version is published or a day has passed. */
    private record Remembered(int newest, LocalDate today, String installation, Map<OccurrenceKey, Planned> history) {}

    @Inject
    public FeedContents(
            Plans plans,
            Runs runs,
            Tasks tasks,
            MaintenanceWindows windows,
            People people,
            Absences absences,
            Clock clock) {
        this.gathering = new Gathering(runs, tasks, windows, absences);
        this.plans = plans;
        this.tasks = tasks;
        this.people = people;
        this.absences = absences;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FeedContents() {
        this(null, null, null, null, null, null, null);
    }

    String of(Actor actor, FeedScope scope, Locale locale, String base) {
        PublishedPlan plan = plans.published();
        ZoneId zone = plan.zone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate from = today.minusDays(PlannedHistory.DAYS_BACK);
        LocalDate to = today.plusDays(PlannedHistory.DAYS_AHEAD);
        boolean team = scope == FeedScope.TEAM;
        Set<Kind> kinds = EnumSet.of(Kind.RUN, Kind.PLANNED, Kind.TASK, Kind.WINDOW);
        if (team) {
            kinds.add(Kind.ABSENCE);
        }
        Gathered found = gathering.of(actor, from, to, zone, kinds);
        Remembered known = remembered(actor, plan, today);
        FeedEntries entries = new FeedEntries(plan, known.installation(), locale, names(found));
        Mine mine = team ? Mine.everything(actor) : Mine.of(actor, people, absences, today);
        List<FeedEntry> all = new ArrayList<>();
        found.runs().stream()
                .filter(mine::is)
                .map(run -> entries.of(run, planned(run, known.history())))
                .forEach(all::add);
        known.history().forEach((key, planned) -> {
            if (!found.byOccurrence().containsKey(key) && mine.is(planned.routine())) {
                all.add(entries.of(planned));
            }
        });
        List<Task> due = found.tasks().stream().filter(mine::is).toList();
        Map<Long, Instant> changes =
                tasks.lastChanges(actor, due.stream().map(Task::number).toList());
        due.forEach(task -> all.add(entries.of(task, changes.getOrDefault(task.number(), task.createdAt()))));
        found.windows().forEach(window -> all.add(entries.of(window)));
        found.absences().forEach(away -> all.add(entries.of(away)));
        List<FeedEntry> within = all.stream()
                .filter(entry -> entry.span().touches(from, to))
                .sorted(Comparator.comparing((FeedEntry entry) -> entry.span().firstDay())
                        .thenComparing(FeedEntry::uid))
                .toList();
        String organisation = plan.document().organisation();
        String name = Messages.words(Message.of("feed.name." + scope, organisation), locale);
        return FeedText.of(
                within,
                name,
                zone,
                from.minusYears(2).atStartOfDay(zone).toInstant(),
                to.plusYears(2).atStartOfDay(zone).toInstant(),
                base);
    }

    private static @Nullable Planned planned(RunMark run, Map<OccurrenceKey, Planned> history) {
        String routine = run.routineKey();
        return routine == null ? null : history.get(new OccurrenceKey(routine, run.nominalDate()));
    }

    private Map<PersonId, String> names(Gathered found) {
        Set<PersonId> ids = new HashSet<>();
        found.runs().stream().map(RunMark::closedBy).filter(Objects::nonNull).forEach(ids::add);
        found.tasks().stream().map(Task::owner).filter(Objects::nonNull).forEach(ids::add);
        found.windows().stream().map(MaintenanceWindow::createdBy).forEach(ids::add);
        found.absences().stream().map(Absence::person).forEach(ids::add);
        return people.names(ids);
    }

    private Remembered remembered(Actor actor, PublishedPlan plan, LocalDate today) {
        Remembered last = remembered;
        if (last == null || last.newest() != plan.number() || !last.today().equals(today)) {
            last = look(actor, plan, today);
            remembered = last;
        }
        return last;
    }

    private Remembered look(Actor actor, PublishedPlan plan, LocalDate today) {
        // Newest first; one that is published at this very moment is the next reading's.
        List<PlanVersion> versions = plans.versions(actor).stream()
                .filter(version -> version.number() <= plan.number())
                .toList();
        PlanVersion first = versions.get(versions.size() - 1);
        LocalDate from = today.minusDays(PlannedHistory.DAYS_BACK);
        Instant start = from.atStartOfDay(plan.zone()).toInstant();
        List<InForce> inForce = new ArrayList<>();
        for (PlanVersion version : versions) {
            inForce.add(0, new InForce(plans.version(version.number()), version.publishedAt()));
            if (!PlannedHistory.counts(version.publishedAt(), start)) {
                // What came before this one was replaced by it before any feed of today's days could be read.
                break;
            }
        }
        String installation =
                Canonical.sha256(first.publishedAt() + " " + first.sha256()).substring(0, INSTALLATION_DIGITS);
        return new Remembered(
                plan.number(),
                today,
                installation,
                PlannedHistory.of(inForce, from, today.plusDays(PlannedHistory.DAYS_AHEAD)));
    }
}
