package org.maint.plan;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A version of the plan, read and ready to be asked what is due. Immutable, so that it can be kept and shared. */
public final class PublishedPlan {
    private final int number;
    private final PlanDocument document;
    private final WorkingDays workingDays;
    private final Map<String, Schedule> schedules = new LinkedHashMap<>();

    PublishedPlan(int number, PlanDocument document) {
        this.number = number;
        this.document = document;
        this.workingDays = new WorkingDays(document.holidays());
        document.routines()
                .forEach(routine -> schedules.put(routine.key(), new Schedule(routine, zone(), workingDays)));
    }

    public int number() {
        return number;
    }

    public PlanDocument document() {
        return document;
    }

    public ZoneId zone() {
        return document.zone();
    }

    public WorkingDays workingDays() {
        return workingDays;
    }

    public Schedule schedule(String routineKey) {
        return Objects.requireNonNull(schedules.get(routineKey), routineKey);
    }

    /** The occurrences that open on the dates from {@code from} to {@code to}, both included, by opening time. */
    public List<Occurrence> calendar(LocalDate from, LocalDate to) {
        // A roll moves an occurrence by a few days; a year is the longest closure that a calendar may have.
        return schedules.values().stream()
                .flatMap(schedule -> margin(schedule, from, to))
                .filter(each -> !each.date().isBefore(from) && !each.date().isAfter(to))
                .sorted(Comparator.comparing(Occurrence::opensAt).thenComparing(Occurrence::routine))
                .toList();
    }

    private static Stream<Occurrence> margin(Schedule schedule, LocalDate from, LocalDate to) {
        return schedule.between(from.minusDays(ROLL_MARGIN_DAYS), to.plusDays(ROLL_MARGIN_DAYS));
    }

    private static final int ROLL_MARGIN_DAYS = 31;
}
