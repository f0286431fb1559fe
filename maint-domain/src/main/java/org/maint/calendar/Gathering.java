package org.maint.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.maint.calendar.CalendarEntry.Kind;
import org.maint.checklist.RunMark;
import org.maint.checklist.Runs;
import org.maint.people.Absence;
import org.maint.people.Absences;
import org.maint.people.Actor;
import org.maint.task.Task;
import org.maint.task.Tasks;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;

/** Asks each feature once for what it has in a time. */
final class Gathering {
    /** Before and after rolling, an occurrence's dates lie at most this far apart in any two versions of the plan. */
    static final int ROLL_MARGIN_DAYS = 62;

    private final Runs runs;
    private final Tasks tasks;
    private final MaintenanceWindows windows;
    private final Absences absences;

    Gathering(Runs runs, Tasks tasks, MaintenanceWindows windows, Absences absences) {
        this.runs = runs;
        this.tasks = tasks;
        this.windows = windows;
        this.absences = absences;
    }

    /**
     * @param runs also some that lie just outside of the time
     * @param byOccurrence the runs of routines, those just outside included, by their occurrence
     */
    record Gathered(
            List<RunMark> runs,
            Map<OccurrenceKey, RunMark> byOccurrence,
            List<Task> tasks,
            List<MaintenanceWindow> windows,
            List<Absence> absences) {}

    /** The days are in this zone, both included. */
    Gathered of(Actor actor, LocalDate from, LocalDate to, ZoneId zone, Set<Kind> kinds) {
        List<RunMark> marks = kinds.contains(Kind.RUN) || kinds.contains(Kind.PLANNED)
                ? runs.marks(
                        actor,
                        start(from.minusDays(ROLL_MARGIN_DAYS), zone),
                        start(to.plusDays(ROLL_MARGIN_DAYS + 1), zone))
                : List.of();
        Map<OccurrenceKey, RunMark> byOccurrence = new HashMap<>();
        for (RunMark mark : marks) {
            String routine = mark.routineKey();
            if (routine != null) {
                byOccurrence.put(new OccurrenceKey(routine, mark.nominalDate()), mark);
            }
        }
        return new Gathered(
                marks,
                byOccurrence,
                kinds.contains(Kind.TASK) ? tasks.due(actor, from, to) : List.of(),
                kinds.contains(Kind.WINDOW)
                        ? windows.between(actor, start(from, zone), start(to.plusDays(1), zone))
                        : List.of(),
                kinds.contains(Kind.ABSENCE) ? absences.between(from, to) : List.of());
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
