package org.maint.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.maint.calendar.CalendarEntry.Kind;
import org.maint.calendar.Gathering.Gathered;
import org.maint.checklist.Runs;
import org.maint.people.Absence;
import org.maint.people.Absences;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.Occurrence;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.task.Tasks;
import org.maint.window.MaintenanceWindows;

/** Shows what was and what will be, each thing once: a run where there is one, else what the plan in force plans. */
@ApplicationScoped
@Transactional
public class Calendars {
    static final int LONGEST_YEARS = 2;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    /** The plan lets a routine be due this long after it opens. */
    private static final int LONGEST_DUE_DAYS = 366;

    private static final Comparator<CalendarEntry> ORDER = Comparator.comparing(
                    (CalendarEntry entry) -> entry.span().firstDay())
            .thenComparing(entry -> entry.span().from(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(CalendarEntry::kind)
            .thenComparing(CalendarEntry::key);

    private final Gathering gathering;
    private final Plans plans;
    private final People people;
    private final Absences absences;
    private final Clock clock;

    @Inject
    public Calendars(
            Plans plans,
            Runs runs,
            Tasks tasks,
            MaintenanceWindows windows,
            People people,
            Absences absences,
            Clock clock) {
        this.gathering = new Gathering(runs, tasks, windows, absences);
        this.plans = plans;
        this.people = people;
        this.absences = absences;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Calendars() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * What shares a day with this time, by day, then by time, whole days first.
     *
     * @param from the first day, in the plan's zone
     * @param to the last day, included; at most two years later
     */
    public List<CalendarEntry> between(Actor actor, LocalDate from, LocalDate to, CalendarFilter filter) {
        actor.requireStaff();
        requireSensible(from, to);
        PublishedPlan plan = plans.published();
        Instant now = clock.instant();
        Gathered found = gathering.of(actor, from, to, plan.zone(), filter.kinds());
        Entries entries = new Entries(plan, actor, now);
        Mine mine = filter.mine()
                ? Mine.of(actor, people, absences, LocalDate.ofInstant(now, plan.zone()))
                : Mine.everything(actor);
        List<CalendarEntry> all = new ArrayList<>();
        if (filter.kinds().contains(Kind.RUN)) {
            found.runs().stream().filter(mine::is).map(entries::of).forEach(all::add);
        }
        if (filter.kinds().contains(Kind.PLANNED)) {
            planned(plan, from, to, now)
                    .filter(each -> !found.byOccurrence().containsKey(OccurrenceKey.of(each)))
                    .filter(each -> mine.is(entries.routine(each.routine())))
                    .map(entries::of)
                    .forEach(all::add);
        }
        found.tasks().stream().filter(mine::is).map(entries::of).forEach(all::add);
        found.windows().stream().map(entries::of).forEach(all::add);
        all.addAll(absences(found, mine, entries));
        if (filter.kinds().contains(Kind.HOLIDAY)) {
            from.datesUntil(to.plusDays(1)).flatMap(entries::holiday).forEach(all::add);
        }
        return all.stream()
                .filter(entry -> entry.span().touches(from, to))
                .sorted(ORDER)
                .toList();
    }

    private static void requireSensible(LocalDate from, LocalDate to) {
        if (from.getYear() < FIRST_YEAR || to.getYear() > LAST_YEAR) {
            throw Refusal.invalid(
                    from.getYear() < FIRST_YEAR ? "/from" : "/to",
                    Message.of("invalid.calendar.years", Integer.toString(FIRST_YEAR), Integer.toString(LAST_YEAR)));
        }
        if (to.isBefore(from)) {
            throw Refusal.invalid("/to", Message.of("invalid.range.order", from.toString(), to.toString()));
        }
        if (ChronoUnit.DAYS.between(from, to) > LONGEST_YEARS * 366L) {
            throw Refusal.invalid("/to", Message.of("invalid.range.years", LONGEST_YEARS));
        }
    }

    /** What the plan in force plans from now on: what is over and has no run was never due here. */
    private static Stream<Occurrence> planned(PublishedPlan plan, LocalDate from, LocalDate to, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, plan.zone());
        LocalDate first = from.minusDays(LONGEST_DUE_DAYS);
        LocalDate start = first.isBefore(today) ? today : first;
        return start.isAfter(to)
                ? Stream.empty()
                : plan.calendar(start, to).stream()
                        .filter(each -> each.opensAt().isAfter(now));
    }

    private List<CalendarEntry> absences(Gathered found, Mine mine, Entries entries) {
        List<Absence> away = found.absences().stream().filter(mine::is).toList();
        if (away.isEmpty()) {
            return List.of();
        }
        Map<PersonId, String> names =
                people.names(away.stream().map(Absence::person).toList());
        return away.stream()
                .map(each -> entries.of(each, names.getOrDefault(each.person(), "?")))
                .toList();
    }
}
