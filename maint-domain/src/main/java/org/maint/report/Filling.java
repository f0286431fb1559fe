package org.maint.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformErrors;
import org.maint.alerting.Alerts;
import org.maint.checklist.Runs;
import org.maint.feedback.FeedbackKind;
import org.maint.feedback.Feedbacks;
import org.maint.incident.Incidents;
import org.maint.metric.Series;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.report.Measured.How;
import org.maint.report.ReportLine.Unit;
import org.maint.setting.Judgement;
import org.maint.setting.Settings;
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
    private static final double MINUTES_OF_AN_HOUR = 60;
    private static final int TOP = 3;
    private static final int BOTTOM = 2;

    /** Rules whose alerts are of suspicious activity. */
    static final Set<String> SUSPICIOUS = Set.of("failed-logins", "security-breach");

    /** What a formula may name besides blanks, and the record knows. */
    private static final Set<String> OF_THE_RECORD = Set.of("uptime", "incidents", "hours");

    private final Measured measured;
    private final EnteredFigures entered;
    private final PlanTargets targets;
    private final PlatformErrors errors;
    private final Alerts alerts;
    private final Incidents incidents;
    private final Tasks tasks;
    private final Feedbacks feedbacks;
    private final Goals goals;
    private final Runs runs;
    private final Settings settings;
    private final Plans plans;

    @Inject
    public Filling(
            Measured measured,
            EnteredFigures entered,
            PlanTargets targets,
            PlatformErrors errors,
            Alerts alerts,
            Incidents incidents,
            Tasks tasks,
            Feedbacks feedbacks,
            Goals goals,
            Runs runs,
            Settings settings,
            Plans plans) {
        this.measured = measured;
        this.entered = entered;
        this.targets = targets;
        this.errors = errors;
        this.alerts = alerts;
        this.incidents = incidents;
        this.tasks = tasks;
        this.feedbacks = feedbacks;
        this.goals = goals;
        this.runs = runs;
        this.settings = settings;
        this.plans = plans;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Filling() {
        this(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** A period, and what people have said of it. */
    private record Asked(Period period, Map<String, EnteredFigure> entered) {
        LocalDate from() {
            return period.from();
        }

        LocalDate to() {
            return period.to();
        }

        Instant begin() {
            return period.begin();
        }

        Instant end() {
            return period.end();
        }
    }

    private Asked asked(ReportKind kind, LocalDate from) {
        return new Asked(Period.of(from, kind.end(from), plans.published().zone()), entered.of(kind, from));
    }

    List<ReportLine> fill(ReportKind kind, LocalDate from) {
        Asked now = asked(kind, from);
        Asked before = asked(kind, kind.begin(from.minusDays(1)));
        return switch (kind) {
            case DAILY_LOG -> daily(now, before);
            case WEEKLY -> weekly(now, before);
            case MONTHLY -> monthly(now, before);
            case QUARTERLY -> quarterly(now, before);
            case ANNUAL -> annual(now, before);
        };
    }

    private List<ReportLine> daily(Asked now, Asked before) {
        List<ReportLine> lines = new ArrayList<>();
        Map<Severity, Long> fired = fired(now);
        long wrong = sum(fired) - of(fired, Severity.INFO) + declared(now);
        lines.add(words(
                "status",
                "status",
                Text.of(Message.of(wrong == 0 ? "report.status.normal" : "report.status.issues")),
                "alerts?state=any"));
        lines.add(metric("usage", Blank.ACTIVE_USERS, now, before));
        lines.add(metric("usage", Blank.JOBS, now, before));
        lines.add(metric("usage", Blank.INVOICES, now, before));
        lines.add(metric("usage", Blank.RESPONSE_TIME, now, before));
        lines.add(count("events", "alerts", sum(fired), sum(fired(before)), "alerts?state=any"));
        lines.add(count("events", "incidents", declared(now), declared(before), "incidents"));
        return lines;
    }

    private List<ReportLine> weekly(Asked now, Asked before) {
        List<ReportLine> lines = new ArrayList<>();
        lines.add(health(now));
        lines.add(metric("performance", Blank.LOAD_TIME, now, before));
        lines.add(slowest(now));
        errors(lines, now, before);
        lines.add(metric("security", Blank.FAILED_LOGINS, now, before));
        lines.add(words(
                "security",
                "suspicious",
                Text.of(Message.of(suspicious(now) ? "report.yes" : "report.no")),
                "alerts?state=any"));
        lines.add(metric("users", Blank.ACTIVE_USERS, now, before));
        lines.add(metric("users", Blank.REGISTRATIONS, now, before));
        lines.add(
                count("users", "issues", issues(now).received(), issues(before).received(), "feedback?state=any"));
        return lines;
    }

    private List<ReportLine> monthly(Asked now, Asked before) {
        List<ReportLine> lines = new ArrayList<>();
        lines.add(uptime(now, before));
        lines.add(metric("system", Blank.LOAD_TIME, now, before));
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

    private void usage(List<ReportLine> lines, Asked now, Asked before) {
        lines.add(metric("usage", Blank.ACTIVE_USERS, now, before));
        lines.add(metric("usage", Blank.JOBS, now, before));
        lines.add(metric("usage", Blank.INVOICES, now, before));
        lines.add(metric("usage", Blank.DISPATCH, now, before));
        lines.add(metric("usage", Blank.GPS, now, before));
    }

    private List<ReportLine> quarterly(Asked now, Asked before) {
        List<ReportLine> lines = new ArrayList<>();
        lines.add(uptime(now, before));
        lines.add(metric("system", Blank.LOAD_TIME, now, before));
        lines.add(metric("usage", Blank.SATISFACTION, now, before));
        usage(lines, now, before);
        lines.add(count("events", "incidents", declared(now), declared(before), "incidents"));
        lines.add(roi(now, before));
        goals(lines, GoalPeriod.QUARTER, now);
        return lines;
    }

    /** Those of the period with how they went, and what is set for the one after it. */
    private void goals(List<ReportLine> lines, GoalPeriod period, Asked now) {
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

    private List<ReportLine> annual(Asked now, Asked before) {
        List<ReportLine> lines = new ArrayList<>();
        lines.add(uptime(now, before));
        lines.add(metric("totals", Blank.USERS, now, before));
        lines.add(metric("totals", Blank.JOBS, now, before));
        lines.add(metric("totals", Blank.REVENUE, now, before));
        lines.add(metric("totals", Blank.INVOICES, now, before));
        for (String key : List.of("users", "jobs-created", "revenue")) {
            ReportLine total = lines.stream()
                    .filter(line ->
                            line.section().equals("totals") && line.key().equals(key))
                    .findFirst()
                    .orElseThrow();
            lines.add(new ReportLine("growth", key, Unit.PERCENT, total.change(), null, null, total.source()));
        }
        lines.add(count("events", "incidents", declared(now), declared(before), "incidents"));
        lines.add(roi(now, before));
        goals(lines, GoalPeriod.YEAR, now);
        return lines;
    }

    private static ReportLine words(String section, String key, Text words, String source) {
        return new ReportLine(section, key, Unit.WORDS, null, null, words, source);
    }

    private static ReportLine count(String section, String key, long value, long before, String source) {
        return new ReportLine(section, key, Unit.COUNT, (double) value, (double) before, null, source);
    }

    private ReportLine metric(String section, Blank blank, Asked now, Asked before) {
        Double value = measured(blank, now);
        EnteredFigure said = value == null ? now.entered().get(blank.key()) : null;
        return new ReportLine(
                section,
                blank.key(),
                blank.unit(),
                said == null ? value : (Double) said.value(),
                known(blank, before),
                null,
                "monitor?all=true",
                said == null ? null : entered.words(said));
    }

    private @Nullable Double measured(Blank blank, Asked asked) {
        return measured.taken(measured.lines(blank.metric()), blank.how(), asked.period());
    }

    /** As it was measured, or else as somebody has said. */
    private @Nullable Double known(Blank blank, Asked asked) {
        Double value = measured(blank, asked);
        EnteredFigure said = asked.entered().get(blank.key());
        return value != null || said == null ? value : (Double) said.value();
    }

    /** By the formula that is set, of what is known of the period. */
    private ReportLine roi(Asked now, Asked before) {
        Roi roi = roi(now);
        return new ReportLine(
                Roi.KEY,
                Roi.KEY,
                Unit.PERCENT,
                roi.percent().orElse(null),
                roi(before).percent().orElse(null),
                null,
                "settings?part=judgement",
                roi.words());
    }

    private Roi roi(Asked asked) {
        String formula = settings.current().judgement().roi();
        Map<String, Double> known = new TreeMap<>();
        for (String name : Roi.of(formula, known).formula().names()) {
            Optional<Blank> blank = Blank.of(name.replace('_', '-'));
            EnteredFigure said = asked.entered().get(name);
            if (blank.isPresent()) {
                Optional.ofNullable(known(blank.get(), asked)).ifPresent(value -> known.put(name, value));
            } else if (name.equals("uptime")) {
                Optional.ofNullable(up(asked)).ifPresent(value -> known.put(name, value));
            } else if (name.equals("incidents")) {
                known.put(name, (double) declared(asked));
            } else if (name.equals("hours")) {
                known.put(name, runs.minutes(asked.begin(), asked.end()) / MINUTES_OF_AN_HOUR);
            } else if (said != null) {
                known.put(name, said.value());
            }
        }
        return Roi.of(formula, known);
    }

    /** What a person may say of a period: blanks of the template that nothing measured, and what only the formula asks. */
    Set<String> askable(ReportKind kind, LocalDate from, List<ReportLine> lines) {
        Asked now = asked(kind, from);
        Set<String> names = new LinkedHashSet<>();
        for (ReportLine line : lines) {
            Optional<Blank> blank = line.section().equals("growth") ? Optional.empty() : Blank.of(line.key());
            if (blank.isPresent() && measured(blank.get(), now) == null) {
                names.add(line.key());
            }
        }
        if (lines.stream().anyMatch(line -> line.key().equals(Roi.KEY))) {
            for (String name : Roi.of(settings.current().judgement().roi(), Map.of())
                    .formula()
                    .names()) {
                Optional<Blank> blank = Blank.of(name.replace('_', '-'));
                if (blank.isEmpty() && !OF_THE_RECORD.contains(name)) {
                    names.add(name);
                } else if (blank.isPresent() && measured(blank.get(), now) == null) {
                    names.add(blank.get().key());
                }
            }
        }
        return names;
    }

    private @Nullable Double up(Asked period) {
        return targets.uptime(period.begin(), period.end()).orElse(null);
    }

    private ReportLine uptime(Asked now, Asked before) {
        return new ReportLine("system", "uptime", Unit.PERCENT, up(now), up(before), null, "targets");
    }

    /** By uptime: poor, fair, good from what is set on; excellent when good and without a critical alert. */
    private ReportLine health(Asked now) {
        Double up = up(now);
        Judgement by = settings.current().judgement();
        String grade = up == null
                ? "report.health.none"
                : up < by.fair()
                        ? "report.health.poor"
                        : up < by.good()
                                ? "report.health.fair"
                                : of(fired(now), Severity.CRITICAL) > 0
                                        ? "report.health.good"
                                        : "report.health.excellent";
        return words("health", "health", Text.of(Message.of(grade)), "targets");
    }

    /** The line of page loads with the highest average. */
    private ReportLine slowest(Asked now) {
        Map<Double, String> pages = new TreeMap<>(Comparator.reverseOrder());
        for (Series line : measured.seriesOf("platform.page-load")) {
            Double average = measured.taken(List.of(line.id()), How.AVERAGE, now.period());
            if (average != null) {
                pages.put(average, page(line));
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

    private void errors(List<ReportLine> lines, Asked now, Asked before) {
        Map<Severity, Long> these = errors(now);
        Map<Severity, Long> those = errors(before);
        lines.add(count("errors", "total", sum(these), sum(those), "errors"));
        lines.add(count("errors", "critical", of(these, Severity.CRITICAL), of(those, Severity.CRITICAL), "errors"));
        lines.add(count("errors", "warnings", of(these, Severity.WARNING), of(those, Severity.WARNING), "errors"));
    }

    private Map<Severity, Long> errors(Asked period) {
        Map<Severity, Long> errors = new EnumMap<>(Severity.class);
        this.errors
                .lines(period.begin(), period.end())
                .forEach(line -> errors.merge(line.group().category(), line.number(), Long::sum));
        return errors;
    }

    private Map<Severity, Long> fired(Asked period) {
        return alerts.fired(period.begin(), period.end());
    }

    private static long sum(Map<Severity, Long> numbers) {
        return numbers.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long of(Map<Severity, Long> numbers, Severity severity) {
        return numbers.getOrDefault(severity, 0L);
    }

    private boolean suspicious(Asked period) {
        Set<String> fired = alerts.firedByRule(period.begin(), period.end()).keySet();
        return SUSPICIOUS.stream().anyMatch(fired::contains);
    }

    private long declared(Asked period) {
        return incidents.declared(period.begin(), period.end()).stream()
                .filter(incident -> !incident.drill())
                .count();
    }

    private Tally tasks(Asked period) {
        return tasks.tally(period.begin(), period.end());
    }

    /** What users and staff reported, and what no task follows yet. */
    private Feedbacks.Tally issues(Asked period) {
        return feedbacks.tally(FeedbackKind.ISSUE, period.begin(), period.end());
    }

    /** The three features that were used most, and the two that were used least. */
    private void features(List<ReportLine> lines, Asked now) {
        Map<String, List<Long>> series = features(measured);
        Map<String, Double> used = new TreeMap<>();
        series.forEach((feature, ids) -> {
            Double total = measured.taken(ids, How.SUM, now.period());
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

    /** The lines of each feature that was ever used. */
    static Map<String, List<Long>> features(Measured measured) {
        Map<String, List<Long>> series = new TreeMap<>();
        for (Series line : measured.seriesOf("feature.usage")) {
            String feature = line.labels().get("feature");
            if (feature != null) {
                series.computeIfAbsent(feature, none -> new ArrayList<>()).add(line.id());
            }
        }
        return series;
    }

    /** What a line of page loads is of. */
    static String page(Series line) {
        return line.labels().getOrDefault("page", line.labels().getOrDefault("probe", line.name()));
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
