package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.maint.plan.Holidays;
import org.maint.plan.Plans;

/** Zone, working week, holidays and make-up days, as the plan in force says; they change with the plan. */
@Named
@RequestScoped
public class DaysPage {
    private final Plans plans;
    private final Fmt fmt;

    @Inject
    public DaysPage(Plans plans, Fmt fmt) {
        this.plans = plans;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected DaysPage() {
        this(null, null);
    }

    private Holidays holidays() {
        return plans.published().document().holidays();
    }

    public int getPlan() {
        return plans.published().number();
    }

    public String getTimeNow() {
        return fmt.clockTime(fmt.now());
    }

    public String getCalendar() {
        return holidays().calendar();
    }

    public String getWeek() {
        return Arrays.stream(DayOfWeek.values())
                .filter(holidays().workingWeek()::contains)
                .map(fmt::weekday)
                .collect(Collectors.joining(", "));
    }

    public List<DaysOff> getYears() {
        return DaysOff.thisYearAndNext(plans.published(), fmt);
    }

    /** Days that are worked although they would be off, in order. */
    public List<String> getWorked() {
        return holidays().worked().stream()
                .sorted(LocalDate::compareTo)
                .map(fmt::day)
                .toList();
    }
}
