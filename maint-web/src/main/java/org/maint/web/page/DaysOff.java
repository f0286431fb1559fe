package org.maint.web.page;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.maint.plan.PublishedPlan;

/**
 * The days off of a year.
 *
 * @param days in order, with what each is called
 */
public record DaysOff(int year, List<Day> days) {

    /** One day off. */
    public record Day(LocalDate date, String words, String title) {}

    static List<DaysOff> thisYearAndNext(PublishedPlan plan, Fmt fmt) {
        int year = fmt.today().getYear();
        return IntStream.of(year, year + 1)
                .mapToObj(each -> new DaysOff(
                        each,
                        plan.workingDays().daysOff(each).entrySet().stream()
                                .map(day -> new Day(
                                        day.getKey(),
                                        fmt.weekdayAndDate(day.getKey()),
                                        String.valueOf(fmt.text(day.getValue()))))
                                .toList()))
                .toList();
    }
}
