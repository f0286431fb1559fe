package org.maint.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformErrors;
import org.maint.alerting.Alerts;
import org.maint.feedback.FeedbackKind;
import org.maint.feedback.Feedbacks;
import org.maint.incident.Incidents;
import org.maint.metric.Bucket;
import org.maint.metric.SampleStore;
import org.maint.metric.Series;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.report.ReportLine.Unit;
import org.maint.shared.Message;
import org.maint.shared.Text;
import org.maint.target.PlanTargets;
import org.maint.task.Tasks;
import org.maint.task.Tasks.Tally;

/**
 * Fills the blanks of the plan's templates from the record, each beside the same over the period before. A blank of which
 * nothing was measured stays empty: "no data" is not zero.
 */
@ApplicationScoped
public class Filling {
    private static final double ALL = 100;
    private static final int TOP = 3;
    private static final int BOTTOM = 2;

    /** Of the system's health: good from so many percent of uptime on, below it fair, then poor. */
    private static final double GOOD = 99.9;

    private static final double FAIR = 99;

    private final SampleStore store;
    private final PlanTargets targets;
    private final PlatformErrors errors;
    private final Alerts alerts;
    private final Incidents incidents;
    private final Tasks tasks;
    private final Feedbacks feedbacks;
    private final Goals goals;
    private final Plans plans;

    @Inject
    public Filling(
            SampleStore store,
            PlanTargets targets,
            PlatformErrors errors,
            Alerts alerts,
            Incidents incidents,
            Tasks tasks,
            Feedbacks feedbacks,
            Goals goals,
            Plans plans) {
        this.store = store;
        this.targets = targets;
        this.errors = errors;
        this.alerts = alerts;
        this.incidents = incidents;
        this.tasks = tasks;
        this.feedbacks = feedbacks;
        this.goals = goals;
        this.plans = plans;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Filling() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** A period with its two ends as days and as instants; ends are excluded. */
    private record Period(LocalDate from, LocalDate to, Instant begin, Instant end) {
        static Period of(LocalDate from, LocalDate to, ZoneId zone) {
            return new Period(
                    from,
                    to,
                    from.atStartOfDay(zone).toInstant(),
                    to.atStartOfDay(zone).toInstant());
        }
    }

    List<ReportLine> fill(ReportKind kind, LocalDate from) {
        ZoneId zone = plans.published().zone();
        Period now = Period.of(from, kind.end(from), zone);
        LocalDate earlier = kind.begin(from.minusDays(1));
        Period before = Period.of(earlier, from, zone);
        return switch (kind) {
            case DAILY_LOG -> daily(now, before);
            case WEEKLY -> weekly(now, before);
            case MONTHLY -> monthly(now, before);
            case QUARTERLY -> quarterly(now, before);
            case ANNUAL -> annual(now, before);
        };
    }

    private List<ReportLine> daily(Period now, Period before) {
        List<ReportLine> lines = new ArrayList<>();
        Map<Severity, Long> fired = fired(now);
        long wrong = sum(fired) - of(fired, Severity.INFO) + declared(now);
        lines.add(words(
                "status",
                "status",
                Text.of(Message.of(wrong == 0 ? "report.status.normal" : "report.status.issues")),
                "alerts?state=any"));
        lines.add(metric("usage", "active-users", "platform.active-users", Unit.COUNT, How.MOST, now, before));
        lines.add(metric("usage", "jobs-created", "platform.jobs-created", Unit.COUNT, How.SUM, now, before));
        lines.add(metric("usage", "invoices", "platform.invoices", Unit.COUNT, How.SUM, now, before));
        lines.add(metric("usage", "response-time", "platform.response-time", Unit.SECONDS, How.AVERAGE, now, before));
        lines.add(count("events", "alerts", sum(fired), sum(fired(before)), "alerts?state=any"));
        lines.add(count("events", "incidents", declared(now), declared(before), "incidents"));
        return lines;
    }

    private List<ReportLine> weekly(Period now, Period before) {
        List<ReportLine> lines = new ArrayList<>();
        lines.add(health(now));
        lines.add(metric("performance", "load-time", "platform.page-load", Unit.SECONDS, How.AVERAGE, now, before));
        lines.add(slowest(now));
        errors(lines, now, before);
        lines.add(metric("security", "failed-logins", "security.failed-logins", Unit.COUNT, How.SUM, now, before));
        lines.add(words(
                "security",
                "suspicious",
                Text.of(Message.of(suspicious(now) ? "report.yes" : "report.no")),
                "alerts?state=any"));
        lines.add(metric("users", "active-users", "platform.active-users", Unit.COUNT, How.MOST, now, before));
        lines.add(metric("users", "growth", "platform.registrations", Unit.COUNT, How.SUM, now, before));
        lines.add(
                count("users", "issues", issues(now).received(), issues(before).received(), "feedback?state=any"));
        return lines;
    }

    private List<ReportLine> monthly(Period now, Period before) {
        List<ReportLine> lines = new ArrayList<>();
        lines.add(uptime(now, before));
        lines.add(metric("system", "load-time", "platform.page-load", Unit.SECONDS, How.AVERAGE, now, before));
        lines.add(count("system", "errors", sum(errors(now)), sum(errors(before)), "errors"));
        usage(lines, now, before);
        features(lines, now);
        Tally these = tasks(now);
        Tally those = tasks(before);
        Feedbacks.Tally said = issues(now);
        Feedbacks.Tally saidBefore = issues(before);
        lines.add(count(
                "issues",
                "resolved",
                these.closed() + said.closed(),
                those.closed() + saidBefore.closed(),
                "tasks?state=closed"));
        lines.add(count(
                "issues",
                "pending",
                these.pending() + said.pending(),
                those.pending() + saidBefore.pending(),
                "tasks"));
        return lines;
    }

    private void usage(List<ReportLine> lines, Period now, Period before) {
        lines.add(metric("usage", "active-users", "platform.active-users", Unit.COUNT, How.MOST, now, before));
        lines.add(metric("usage", "jobs-created", "platform.jobs-created", Unit.COUNT, How.SUM, now, before));
        lines.add(metric("usage", "invoices", "platform.invoices", Unit.COUNT, How.SUM, now, before));
        lines.add(metric(
                "usage", "auto-dispatch", "platform.auto-dispatch-share", Unit.PERCENT, How.AVERAGE, now, before));
        lines.add(metric("usage", "gps-sessions", "platform.gps-sessions", Unit.COUNT, How.SUM, now, before));
    }

    private List<ReportLine> quarterly(Period now, Period before) {
        List<ReportLine> lines = new ArrayList<>();
        lines.add(uptime(now, before));
        lines.add(metric("system", "load-time", "platform.page-load", Unit.SECONDS, How.AVERAGE, now, before));
        lines.add(metric("usage", "satisfaction", "satisfaction.score", Unit.COUNT, How.AVERAGE, now, before));
        usage(lines, now, before);
        lines.add(count("events", "incidents", declared(now), declared(before), "incidents"));
        goals(lines, GoalPeriod.QUARTER, now);
        return lines;
    }

    /** Those of the period with how they went, and what is set for the one after it. */
    private void goals(List<ReportLine> lines, GoalPeriod period, Period now) {
        int place = 1;
        for (Goal goal : goals.list(period, now.from())) {
            Integer score = goal.score();
            lines.add(new ReportLine(
                    "goals",
                    Integer.toString(place++),
                    Unit.PERCENT,
                    score == null ? null : Double.valueOf(score),
                    null,
                    Text.same(goal.words()),
                    "goals"));
        }
        place = 1;
        for (Goal goal : goals.list(period, now.to())) {
            lines.add(words("next-goals", Integer.toString(place++), Text.same(goal.words()), "goals"));
        }
    }

    private List<ReportLine> annual(Period now, Period before) {
        List<ReportLine> lines = new ArrayList<>();
        lines.add(uptime(now, before));
        lines.add(metric("totals", "users", "platform.active-users", Unit.COUNT, How.MOST, now, before));
        lines.add(metric("totals", "jobs-created", "platform.jobs-created", Unit.COUNT, How.SUM, now, before));
        lines.add(metric("totals", "revenue", "platform.revenue", Unit.DOLLARS, How.SUM, now, before));
        lines.add(metric("totals", "invoices", "platform.invoices", Unit.COUNT, How.SUM, now, before));
        for (String key : List.of("users", "jobs-created", "revenue")) {
            ReportLine total = lines.stream()
                    .filter(line ->
                            line.section().equals("totals") && line.key().equals(key))
                    .findFirst()
                    .orElseThrow();
            lines.add(new ReportLine("growth", key, Unit.PERCENT, total.change(), null, null, total.source()));
        }
        lines.add(count("events", "incidents", declared(now), declared(before), "incidents"));
        goals(lines, GoalPeriod.YEAR, now);
        return lines;
    }

    /** How many days become one number. */
    private enum How {
        SUM,
        AVERAGE,
        /** The greatest average of a day. */
        MOST
    }

    private static ReportLine words(String section, String key, Text words, String source) {
        return new ReportLine(section, key, Unit.WORDS, null, null, words, source);
    }

    private static ReportLine count(String section, String key, long value, long before, String source) {
        return new ReportLine(section, key, Unit.COUNT, (double) value, (double) before, null, source);
    }

    private ReportLine metric(
            String section, String key, String metric, Unit unit, How how, Period now, Period before) {
        List<Long> lines = lines(metric);
        return new ReportLine(
                section, key, unit, taken(lines, how, now), taken(lines, how, before), null, "monitor?all=true");
    }

    private List<Long> lines(String metric) {
        return store.seriesOf(metric).stream().map(Series::id).toList();
    }

    private @Nullable Double taken(List<Long> lines, How how, Period period) {
        Map<LocalDate, Bucket> days =
                store.days(lines, period.from(), period.to().minusDays(1));
        if (days.isEmpty()) {
            return null;
        }
        double total = days.values().stream().mapToDouble(Bucket::total).sum();
        return switch (how) {
            case SUM -> total;
            case AVERAGE -> total
                    / days.values().stream().mapToLong(Bucket::number).sum();
            case MOST -> days.values().stream()
                    .mapToDouble(Bucket::average)
                    .max()
                    .orElseThrow();
        };
    }

    private @Nullable Double up(Period period) {
        return targets.uptime(period.begin(), period.end()).orElse(null);
    }

    private ReportLine uptime(Period now, Period before) {
        return new ReportLine("system", "uptime", Unit.PERCENT, up(now), up(before), null, "targets");
    }

    /** Excellent without a critical alert, good from 99.9 % uptime on, fair from 99 %, poor below. */
    private ReportLine health(Period now) {
        Double up = up(now);
        String grade = up == null
                ? "report.health.none"
                : up < FAIR
                        ? "report.health.poor"
                        : up < GOOD
                                ? "report.health.fair"
                                : of(fired(now), Severity.CRITICAL) > 0
                                        ? "report.health.good"
                                        : "report.health.excellent";
        return words("health", "health", Text.of(Message.of(grade)), "targets");
    }

    /** The line of page loads with the highest average. */
    private ReportLine slowest(Period now) {
        Map<Double, String> pages = new TreeMap<>(Comparator.reverseOrder());
        for (Series line : store.seriesOf("platform.page-load")) {
            Double average = taken(List.of(line.id()), How.AVERAGE, now);
            if (average != null) {
                String name = line.labels().getOrDefault("page", line.labels().getOrDefault("probe", line.name()));
                pages.put(average, name);
            }
        }
        return pages.entrySet().stream()
                .findFirst()
                .map(page -> new ReportLine(
                        "performance",
                        "slowest",
                        Unit.SECONDS,
                        page.getKey(),
                        null,
                        Text.same(page.getValue()),
                        "monitor?all=true"))
                .orElseGet(() ->
                        new ReportLine("performance", "slowest", Unit.SECONDS, null, null, null, "monitor?all=true"));
    }

    private void errors(List<ReportLine> lines, Period now, Period before) {
        Map<Severity, Long> these = errors(now);
        Map<Severity, Long> those = errors(before);
        lines.add(count("errors", "total", sum(these), sum(those), "errors"));
        lines.add(count("errors", "critical", of(these, Severity.CRITICAL), of(those, Severity.CRITICAL), "errors"));
        lines.add(count("errors", "warnings", of(these, Severity.WARNING), of(those, Severity.WARNING), "errors"));
    }

    private Map<Severity, Long> errors(Period period) {
        Map<Severity, Long> errors = new EnumMap<>(Severity.class);
        this.errors
                .lines(period.begin(), period.end())
                .forEach(line -> errors.merge(line.group().category(), line.number(), Long::sum));
        return errors;
    }

    private Map<Severity, Long> fired(Period period) {
        return alerts.fired(period.begin(), period.end());
    }

    private static long sum(Map<Severity, Long> numbers) {
        return numbers.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long of(Map<Severity, Long> numbers, Severity severity) {
        return numbers.getOrDefault(severity, 0L);
    }

    private boolean suspicious(Period period) {
        Map<String, Long> fired = alerts.firedByRule(period.begin(), period.end());
        return fired.containsKey("failed-logins") || fired.containsKey("security-breach");
    }

    private long declared(Period period) {
        return incidents.declared(period.begin(), period.end()).stream()
                .filter(incident -> !incident.drill())
                .count();
    }

    private Tally tasks(Period period) {
        return tasks.tally(period.begin(), period.end());
    }

    /** What users and staff reported, and what no task follows yet. */
    private Feedbacks.Tally issues(Period period) {
        return feedbacks.tally(FeedbackKind.ISSUE, period.begin(), period.end());
    }

    /** The three features that were used most, and the two that were used least. */
    private void features(List<ReportLine> lines, Period now) {
        Map<String, List<Long>> series = new TreeMap<>();
        for (Series line : store.seriesOf("feature.usage")) {
            String feature = line.labels().get("feature");
            if (feature != null) {
                series.computeIfAbsent(feature, none -> new ArrayList<>()).add(line.id());
            }
        }
        Map<String, Double> used = new TreeMap<>();
        series.forEach((feature, ids) -> {
            Double total = taken(ids, How.SUM, now);
            used.put(feature, total == null ? 0 : total);
        });
        List<Map.Entry<String, Double>> most = used.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .toList();
        for (int i = 0; i < TOP; i++) {
            lines.add(feature("top", i, i < most.size() ? most.get(i) : null));
        }
        for (int i = 0; i < BOTTOM; i++) {
            // One that stands among the most used is not also among the least.
            int place = most.size() - 1 - i;
            lines.add(feature("under", i, place >= TOP ? most.get(place) : null));
        }
    }

    private static ReportLine feature(String section, int place, Map.@Nullable Entry<String, Double> of) {
        return new ReportLine(
                section,
                Integer.toString(place + 1),
                Unit.COUNT,
                of == null ? null : of.getValue(),
                null,
                of == null ? null : Text.same(of.getKey()),
                "monitor?all=true");
    }
}
