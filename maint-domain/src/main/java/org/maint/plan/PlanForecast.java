package org.maint.plan;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Text;

/**
 * What two plans would open in the next twelve months, side by side.
 *
 * @param months in order; the first and the last in part, where the first does not begin with its first day
 */
public record PlanForecast(List<YearMonth> months, List<Line> lines) {
    private static final int MONTHS = 12;

    /**
     * A routine.
     *
     * @param title in the later plan, or in the earlier one where the later has it no more
     * @param before how many it opens in each month by the earlier plan
     * @param after how many by the later plan
     * @param differences occurrences that only one of the two has, or that differ in time
     */
    public record Line(
            String routine, Text title, List<Integer> before, List<Integer> after, List<Difference> differences) {
        public boolean changed() {
            return !differences.isEmpty();
        }
    }

    /** An occurrence of which at least one side exists and the two are not the same. */
    public record Difference(LocalDate nominalDate, @Nullable Occurrence before, @Nullable Occurrence after) {}

    static PlanForecast between(PublishedPlan before, PublishedPlan after, LocalDate from) {
        LocalDate to = from.plusMonths(MONTHS).minusDays(1);
        YearMonth last = YearMonth.from(to);
        List<YearMonth> months = Stream.iterate(
                        YearMonth.from(from), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .toList();
        Map<String, List<Occurrence>> earlier = byRoutine(before.calendar(from, to));
        Map<String, List<Occurrence>> later = byRoutine(after.calendar(from, to));
        Map<String, Text> titles = new LinkedHashMap<>();
        after.document().routines().forEach(routine -> titles.put(routine.key(), routine.title()));
        before.document().routines().forEach(routine -> titles.putIfAbsent(routine.key(), routine.title()));
        List<Line> lines = new ArrayList<>();
        titles.forEach((key, title) -> {
            List<Occurrence> old = earlier.getOrDefault(key, List.of());
            List<Occurrence> young = later.getOrDefault(key, List.of());
            lines.add(new Line(key, title, counts(old, months), counts(young, months), differences(old, young)));
        });
        return new PlanForecast(months, lines);
    }

    private static Map<String, List<Occurrence>> byRoutine(List<Occurrence> all) {
        return all.stream().collect(Collectors.groupingBy(Occurrence::routine));
    }

    private static List<Integer> counts(List<Occurrence> all, List<YearMonth> months) {
        return months.stream()
                .map(month -> (int) all.stream()
                        .filter(each -> YearMonth.from(each.date()).equals(month))
                        .count())
                .toList();
    }

    private static List<Difference> differences(List<Occurrence> before, List<Occurrence> after) {
        Map<LocalDate, Occurrence> old = byDate(before);
        Map<LocalDate, Occurrence> young = byDate(after);
        Set<LocalDate> dates = new LinkedHashSet<>(old.keySet());
        dates.addAll(young.keySet());
        return dates.stream()
                .sorted()
                .map(date -> new Difference(date, old.get(date), young.get(date)))
                .filter(each -> !java.util.Objects.equals(each.before(), each.after()))
                .toList();
    }

    private static Map<LocalDate, Occurrence> byDate(List<Occurrence> all) {
        Map<LocalDate, Occurrence> map = new TreeMap<>();
        all.forEach(each -> map.put(each.nominalDate(), each));
        return map;
    }
}
