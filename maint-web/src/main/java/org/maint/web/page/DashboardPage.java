package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.dashboard.Colour;
import org.maint.dashboard.Daily;
import org.maint.dashboard.Daily.Figure;
import org.maint.dashboard.Dashboards;
import org.maint.dashboard.Weekly;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.Plans;
import org.maint.target.TargetState;
import org.omnifaces.cdi.Param;

/** The plan's two dashboards, for the Monitor page and the strip on Today. */
@Named
@RequestScoped
public class DashboardPage {
    private static final int THREE = 3;
    private static final int HUNDRED = 100;
    private static final double SEEN = 0.006;
    private static final int DAYS_OF_A_WEEK = 7;

    private final Dashboards dashboards;
    private final Plans plans;
    private final Shell shell;
    private final Measures measures;
    private final Fmt fmt;
    private final Clock clock;

    @Inject
    @Param
    private @Nullable String week;

    private @Nullable Daily daily;
    private @Nullable Weekly weekly;

    @Inject
    public DashboardPage(Dashboards dashboards, Plans plans, Shell shell, Measures measures, Fmt fmt, Clock clock) {
        this.dashboards = dashboards;
        this.plans = plans;
        this.shell = shell;
        this.measures = measures;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected DashboardPage() {
        this(null, null, null, null, null, null);
    }

    /** How much of today has passed, from 0 to 1. */
    public double getDayPassed() {
        ZonedDateTime now = clock.instant().atZone(plans.published().zone());
        ZonedDateTime begin = now.toLocalDate().atStartOfDay(now.getZone());
        double length = Duration.between(begin, begin.plusDays(1)).toSeconds();
        return Duration.between(begin, now).toSeconds() / length;
    }

    /** How much of the day a run has to be done in; at least so much that it can be seen. */
    public double length(Daily.DayRun run) {
        return Math.max(SEEN, run.to() - run.from());
    }

    /** A share as percent, for a length: with a point whatever the language. */
    public String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", share * HUNDRED);
    }

    public Daily getDaily() {
        if (daily == null) {
            daily = dashboards.daily(shell.actor());
        }
        return daily;
    }

    public Weekly getWeekly() {
        if (weekly == null) {
            weekly = dashboards.weekly(shell.actor(), day());
        }
        return weekly;
    }

    /** For the chart component. */
    public String model(Weekly.Trend trend) {
        return ChartModel.of(
                trend.target() == null,
                trend.days().stream().map(day -> fmt.dayOfMonth(day.day())).toList(),
                trend.days().stream().map(Weekly.Day::value).toList(),
                trend.target(),
                fmt.words("weekly.trend." + trend.key()));
    }

    private @Nullable LocalDate day() {
        try {
            return week == null || week.isBlank() ? null : LocalDate.parse(week);
        } catch (DateTimeException e) {
            return null;
        }
    }

    public LocalDate getWeekBefore() {
        return getWeekly().week().minusDays(DAYS_OF_A_WEEK);
    }

    /** The name of the state that looks as a colour does. */
    public String look(Colour colour) {
        return switch (colour) {
            case GREEN -> "PASS";
            case AMBER -> "WARNING";
            case RED -> "CRITICAL";
            case NONE -> "PLANNED";
        };
    }

    public String look(TargetState state) {
        return switch (state) {
            case MET -> "PASS";
            case AT_RISK -> "WARNING";
            case MISSED -> "FAIL";
            case NO_DATA -> "PLANNED";
        };
    }

    /** As the plan asks for it: response time in milliseconds, the backup's age as people say it. */
    public @Nullable String shown(Figure figure) {
        return shown(figure, figure.value());
    }

    public @Nullable String before(Figure figure) {
        return figure.before() == null ? null : shown(figure, figure.before());
    }

    private @Nullable String shown(Figure figure, @Nullable Double value) {
        if (value == null) {
            return fmt.words("dashboard.no-data");
        }
        return figure.key().equals("last-backup")
                ? fmt.words("dashboard.ago", fmt.duration(Duration.ofMinutes(Math.round(value * 60))))
                : inUnit(figure, value);
    }

    private String inUnit(Figure figure, double value) {
        return switch (figure.key()) {
                // What it is made of is 0 or 1.
            case "uptime" -> fmt.words("measure.percent", measures.number(value, THREE));
            case "response-time" -> fmt.words("measure.milliseconds", measures.number(value * 1_000, 0));
            default -> measures.shown(figure.metric(), value);
        };
    }

    /** Such as {@code ≥ 99.9%}; null where the plan says nothing. */
    public @Nullable String target(Figure figure) {
        return figure.bound() == null || figure.when() == null
                ? null
                : sign(figure.when()) + "\u00a0" + inUnit(figure, figure.bound().doubleValue());
    }

    /** How a target compares. */
    public String sign(Comparison when) {
        return switch (when) {
            case AT_LEAST -> "≥";
            case BELOW -> "<";
            case ABOVE -> ">";
            default -> "=";
        };
    }

    /** A number of a target, in its own unit. */
    public String number(@Nullable Number value) {
        return value == null ? fmt.words("dashboard.no-data") : measures.number(value.doubleValue(), THREE);
    }

    /** Whether anybody is on call at any level. */
    public List<Daily.OnDuty> getOnCall() {
        return getDaily().onCall().stream()
                .filter(duty -> !duty.names().isEmpty())
                .toList();
    }
}
