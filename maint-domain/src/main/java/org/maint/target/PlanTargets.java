package org.maint.target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.incident.Incidents;
import org.maint.incident.Trigger;
import org.maint.metric.Bucket;
import org.maint.metric.Heartbeat;
import org.maint.metric.Point;
import org.maint.metric.SampleStore;
import org.maint.metric.Series;
import org.maint.people.Actor;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.PlanDocument.Target;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.plan.WorkingDays;
import org.maint.setting.Judgement;
import org.maint.setting.Settings;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;

/**
 * Works out how the plan's targets stand: for a month of the calendar and for the last thirty days. The judged uptime is the
 * raw one: what was announced explains a failure and does not undo it.
 */
@ApplicationScoped
@Transactional
public class PlanTargets {
    public static final Duration ROLLING = Duration.ofDays(30);

    /** With fewer, a number would be an accident. Five minutes each; days; answers. */
    static final int LEAST_BUCKETS = 12;

    static final int LEAST_ANSWERS = 5;

    /** Where so much of the budget is spent, the target is at risk. In percent. */
    static final double RISKY = 75;

    private static final int LEAST_OVER_LONG = 10;
    private static final int LEAST_OVER_SHORT = 3;
    private static final double ALL = 100;
    private static final String UP = "platform.up";
    private static final String ERROR_RATE = "platform.error-rate";

    private final SampleStore store;
    private final MaintenanceWindows windows;
    private final Incidents incidents;
    private final Settings settings;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public PlanTargets(
            SampleStore store,
            MaintenanceWindows windows,
            Incidents incidents,
            Settings settings,
            Plans plans,
            Clock clock) {
        this.store = store;
        this.windows = windows;
        this.incidents = incidents;
        this.settings = settings;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PlanTargets() {
        this(null, null, null, null, null, null);
    }

    /** A stretch of time: from (included) to an end (excluded), of which only what is before {@code until} is over. */
    private record Period(Instant from, Instant end, Instant until, ZoneId zone) {
        boolean over() {
            return !until.isBefore(end);
        }
    }

    /** Over a month of the calendar, in the plan's zone; refused for a month that has not begun. */
    public List<TargetResult> month(Actor actor, YearMonth month) {
        actor.requireStaff();
        return month(month);
    }

    List<TargetResult> month(YearMonth month) {
        ZoneId zone = plans.published().zone();
        Instant now = clock.instant();
        Instant from = month.atDay(1).atStartOfDay(zone).toInstant();
        if (from.isAfter(now)) {
            throw Refusal.invalid("/period", Message.of("invalid.target.future", month.toString()));
        }
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        return results(new Period(from, end, end.isBefore(now) ? end : now, zone));
    }

    /** Over the last thirty days. */
    public List<TargetResult> rolling(Actor actor) {
        actor.requireStaff();
        Instant now = clock.instant();
        return results(
                new Period(now.minus(ROLLING), now, now, plans.published().zone()));
    }

    private List<TargetResult> results(Period period) {
        return plans.published().document().targets().stream()
                .map(target -> result(target, period))
                .toList();
    }

    private TargetResult result(Target target, Period period) {
        return switch (target.metric()) {
            case UP -> uptime(target, period);
            case "backup" -> backups(target, period);
            case "security.breach" -> incidents(target, period);
            default -> average(target, period);
        };
    }

    private List<Long> lines(String metric) {
        return store.seriesOf(metric).stream().map(Series::id).toList();
    }

    private TargetResult uptime(Target target, Period period) {
        List<Long> lines = lines(target.metric());
        List<Bucket> buckets = store.fiveMinutes(lines, period.from(), period.until());
        PublishedPlan plan = plans.published();
        Judgement judgement = settings.current().judgement();
        ServiceHours hours = new ServiceHours(
                new WorkingDays(plan.document().holidays()),
                judgement.everyDay(),
                judgement.opens(),
                judgement.closes(),
                period.zone());
        Uptime uptime = Uptime.of(buckets, SampleStore.STEP, announced(period), hours::contain, period.until());
        List<Text> arithmetic = new ArrayList<>();
        add(arithmetic, "target.uptime.raw", uptime.raw());
        add(arithmetic, "target.uptime.announced", uptime.announced());
        add(arithmetic, "target.uptime.service", uptime.service());
        Double value = uptime.raw().percent().orElse(null);
        double allowedShare = (ALL - target.value().doubleValue()) / ALL;
        double whole = Duration.between(period.from(), period.end()).toMinutes();
        Budget budget = new Budget(
                whole * allowedShare,
                uptime.raw().down().toSeconds()
                        / (double) ChronoUnit.MINUTES.getDuration().toSeconds());
        List<Burn> burns = burns(target, period);
        return judged(target, period, value, buckets.size(), LEAST_BUCKETS, arithmetic, budget, burns, uptime);
    }

    /**
     * The raw account alone, for reports over any time, in percent; five minutes that are not over yet count whole. Where five
     * minutes are no longer kept, it is the share of measurements.
     */
    public Optional<Double> uptime(Instant from, Instant to) {
        List<Long> lines = lines(UP);
        Instant until = to.isBefore(clock.instant()) ? to : clock.instant();
        Optional<Double> up = store.meanOfFiveMinutes(lines, from, until);
        if (up.isPresent()) {
            return up.map(share -> ALL * share);
        }
        ZoneId zone = plans.published().zone();
        Collection<Bucket> days = store.days(
                        lines, LocalDate.ofInstant(from, zone), LocalDate.ofInstant(to.minusNanos(1), zone))
                .values();
        long number = days.stream().mapToLong(Bucket::number).sum();
        return number == 0
                ? Optional.empty()
                : Optional.of(ALL * days.stream().mapToDouble(Bucket::total).sum() / number);
    }

    private static void add(List<Text> arithmetic, String key, Uptime.Account account) {
        account.percent()
                .ifPresent(percent -> arithmetic.add(Text.of(Message.of(
                        key,
                        account.down().toSeconds() / 60.0,
                        account.measured().toMinutes(),
                        percent))));
    }

    /** Maintenance that people could know of before it began; what overlaps is counted once. */
    private List<Uptime.Announced> announced(Period period) {
        List<Uptime.Announced> announced = new ArrayList<>();
        Instant reached = Instant.MIN;
        List<MaintenanceWindow> known = windows.between(Actor.MAINT, period.from(), period.until()).stream()
                .filter(window -> window.createdAt().isBefore(window.from()) && window.cancelledAt() == null)
                .sorted(Comparator.comparing(MaintenanceWindow::from))
                .toList();
        for (MaintenanceWindow window : known) {
            Instant from = window.from().isAfter(reached) ? window.from() : reached;
            if (from.isBefore(window.to())) {
                announced.add(new Uptime.Announced(from, window.to(), window.title()));
                reached = window.to();
            }
        }
        return announced;
    }

    private TargetResult average(Target target, Period period) {
        List<Long> lines = lines(target.metric());
        List<Bucket> buckets = store.fiveMinutes(lines, period.from(), period.until());
        boolean answers = target.metric().equals("satisfaction.score");
        long number = buckets.stream().mapToLong(Bucket::number).sum();
        double total = buckets.stream().mapToDouble(Bucket::total).sum();
        Double value = number == 0 ? null : total / number;
        List<Text> arithmetic =
                number == 0 ? List.of() : List.of(Text.of(Message.of("target.average", total, number, total / number)));
        boolean rate = target.metric().equals(ERROR_RATE);
        double bound = target.value().doubleValue();
        Budget budget = rate ? new Budget(bound, value == null ? 0 : value) : null;
        List<Burn> burns = rate ? burns(target, period) : List.of();
        long enough = answers ? number : buckets.size();
        return judged(
                target,
                period,
                value,
                enough,
                answers ? LEAST_ANSWERS : LEAST_BUCKETS,
                arithmetic,
                budget,
                burns,
                null);
    }

    /** Each day that is over, from the first sign of life on, should have had a backup that finished. */
    private TargetResult backups(Target target, Period period) {
        List<Heartbeat> beats = store.heartbeats(target.metric(), period.from().minusNanos(1_000), period.until());
        Set<LocalDate> good = days(beats.stream().filter(Heartbeat::ok).toList(), period.zone());
        TreeSet<LocalDate> any = new TreeSet<>(days(beats, period.zone()));
        LocalDate today = LocalDate.ofInstant(clock.instant(), period.zone());
        List<LocalDate> expected = new ArrayList<>();
        if (!any.isEmpty()) {
            LocalDate end = LocalDate.ofInstant(period.until().minusNanos(1), period.zone());
            boolean before =
                    store.newestHeartbeat(target.metric(), null, period.from()).isPresent();
            LocalDate first = before ? LocalDate.ofInstant(period.from(), period.zone()) : any.first();
            for (LocalDate day = first; !day.isAfter(end); day = day.plusDays(1)) {
                // Today's may still come.
                if (day.isBefore(today) || any.contains(day)) {
                    expected.add(day);
                }
            }
        }
        List<LocalDate> missing =
                expected.stream().filter(day -> !good.contains(day)).toList();
        int with = expected.size() - missing.size();
        Double value = expected.isEmpty() ? null : ALL * with / expected.size();
        List<Text> arithmetic = new ArrayList<>();
        if (value != null) {
            arithmetic.add(Text.of(Message.of("target.backups", with, expected.size(), value)));
        }
        if (!missing.isEmpty()) {
            arithmetic.add(Text.of(Message.of(
                    "target.backups.missing", missing.stream().limit(31).collect(Collectors.toList()))));
        }
        return judged(target, period, value, expected.size(), 1, arithmetic, null, List.of(), null);
    }

    private static Set<LocalDate> days(Collection<Heartbeat> beats, ZoneId zone) {
        return beats.stream().map(beat -> LocalDate.ofInstant(beat.at(), zone)).collect(Collectors.toSet());
    }

    /** Those of the trigger "security breach", drills left out. That there was none is known, not missing. */
    private TargetResult incidents(Target target, Period period) {
        List<String> names = incidents.declared(period.from(), period.until()).stream()
                .filter(incident -> incident.trigger() == Trigger.SECURITY_BREACH && !incident.drill())
                .map(incident -> incident.name())
                .toList();
        List<Text> arithmetic = names.isEmpty()
                ? List.of(Text.of(Message.of("target.incidents.none")))
                : List.of(Text.of(Message.of("target.incidents", names.size(), names)));
        return judged(target, period, (double) names.size(), names.size(), 0, arithmetic, null, List.of(), null);
    }

    /** How fast the targets that have an error budget spend it at this moment. */
    Map<Target, List<Burn>> burns() {
        Map<Target, List<Burn>> burns = new LinkedHashMap<>();
        for (Target target : plans.published().document().targets()) {
            if (target.metric().equals(UP) || target.metric().equals(ERROR_RATE)) {
                burns.put(target, burns(target, clock.instant()));
            }
        }
        return burns;
    }

    /** None of a time that is over. */
    private List<Burn> burns(Target target, Period period) {
        return period.over() && period.until().isBefore(clock.instant()) ? List.of() : burns(target, period.until());
    }

    private List<Burn> burns(Target target, Instant now) {
        List<Long> lines = lines(target.metric());
        boolean up = target.metric().equals(UP);
        double bound = target.value().doubleValue();
        double allowed = up ? (ALL - bound) / ALL : bound;
        return List.of(
                burn(14.4, Duration.ofHours(1), Duration.ofMinutes(5), lines, now, allowed, up),
                burn(6, Duration.ofHours(6), Duration.ofMinutes(30), lines, now, allowed, up),
                burn(1, Duration.ofDays(3), Duration.ofHours(6), lines, now, allowed, up));
    }

    private Burn burn(
            double limit,
            Duration longer,
            Duration shorter,
            List<Long> lines,
            Instant now,
            double allowed,
            boolean up) {
        return new Burn(
                limit,
                longer,
                shorter,
                rate(lines, now, longer, allowed, up, LEAST_OVER_LONG),
                rate(lines, now, shorter, allowed, up, LEAST_OVER_SHORT));
    }

    private @Nullable Double rate(List<Long> lines, Instant now, Duration over, double allowed, boolean up, int least) {
        double total = 0;
        long number = 0;
        if (over.compareTo(Duration.ofHours(1)) <= 0) {
            List<Point> points = store.points(lines, now.minus(over), now);
            total = points.stream().mapToDouble(Point::value).sum();
            number = points.size();
        } else {
            List<Bucket> buckets = store.fiveMinutes(lines, now.minus(over), now);
            total = buckets.stream().mapToDouble(Bucket::total).sum();
            number = buckets.stream().mapToLong(Bucket::number).sum();
        }
        if (number < least || allowed == 0) {
            return null;
        }
        double average = total / number;
        return (up ? 1 - average : average) / allowed;
    }

    private static TargetResult judged(
            Target target,
            Period period,
            @Nullable Double value,
            long samples,
            int least,
            List<Text> arithmetic,
            @Nullable Budget budget,
            List<Burn> burns,
            @Nullable Uptime uptime) {
        TargetState state;
        if (value == null || samples < least) {
            state = TargetState.NO_DATA;
        } else if (!met(target, value)) {
            state = TargetState.MISSED;
        } else {
            boolean spending = budget != null && !period.over() && budget.spent() >= RISKY;
            state = spending || burns.stream().anyMatch(Burn::hot) ? TargetState.AT_RISK : TargetState.MET;
        }
        return new TargetResult(
                target, period.from(), period.until(), value, state, samples, arithmetic, budget, burns, uptime);
    }

    static boolean met(Target target, double value) {
        double bound = target.value().doubleValue();
        return switch (target.when()) {
            case AT_LEAST -> value >= bound;
            case BELOW -> value < bound;
            case ABOVE -> value > bound;
            case EQUAL -> Math.abs(value - bound) < 1e-9;
            case ANOMALY, FAILED_OR_ABSENT, COMPLETED -> throw new IllegalStateException(
                    "A target compares numbers: " + Comparison.class.getSimpleName());
        };
    }
}
