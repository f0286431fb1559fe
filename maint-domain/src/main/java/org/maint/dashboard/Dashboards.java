package org.maint.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertQuery;
import org.maint.alerting.AlertState;
import org.maint.alerting.Alerts;
import org.maint.checklist.RunMark;
import org.maint.checklist.RunSummary;
import org.maint.checklist.Runs;
import org.maint.dashboard.Daily.DayRun;
import org.maint.dashboard.Daily.Figure;
import org.maint.dashboard.Daily.OnDuty;
import org.maint.dashboard.Daily.OpenAlerts;
import org.maint.dashboard.Daily.OpenIncident;
import org.maint.dashboard.SystemStatus.Reason;
import org.maint.dashboard.Weekly.Grade;
import org.maint.incident.Incident;
import org.maint.incident.Incidents;
import org.maint.incident.Trigger;
import org.maint.metric.Bucket;
import org.maint.metric.Heartbeat;
import org.maint.metric.Point;
import org.maint.metric.SampleStore;
import org.maint.metric.Series;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.Occurrence;
import org.maint.plan.PlanDocument.Target;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.rota.Rotas;
import org.maint.setting.Judgement;
import org.maint.setting.Settings;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.target.PlanTargets;
import org.maint.target.TargetResult;
import org.maint.target.TargetState;

/**
 * Sees how the platform stands. What the daily monitor shows is seen every few seconds on each node and kept in memory, so
 * that no page that shows it asks the database for it.
 */
@ApplicationScoped
@Transactional
public class Dashboards {
    /** What is older is seen anew by whoever asks. */
    static final Duration FRESH = Duration.ofSeconds(15);

    /** PlanTargets change slowly, and take the most to work out. */
    private static final Duration TARGETS_FRESH = Duration.ofMinutes(1);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int KNOWN_FEATURES_OF_WEEKS = 8;
    private static final double ALL = 100;
    private static final int TREND_DAYS = 28;
    private static final Set<AlertState> BEING_OPEN = Set.of(AlertState.FIRING, AlertState.ACKNOWLEDGED);

    private final SampleStore store;
    private final PlanTargets targets;
    private final Alerts alerts;
    private final Incidents incidents;
    private final Runs runs;
    private final Rotas rotas;
    private final People people;
    private final Settings settings;
    private final Plans plans;
    private final Clock clock;

    private volatile @Nullable Daily seen;
    private volatile @Nullable Judged judged;

    /** @param before of the month before */
    private record Judged(List<TargetResult> month, List<TargetResult> before, Instant at) {}

    @Inject
    public Dashboards(
            SampleStore store,
            PlanTargets targets,
            Alerts alerts,
            Incidents incidents,
            Runs runs,
            Rotas rotas,
            People people,
            Settings settings,
            Plans plans,
            Clock clock) {
        this.store = store;
        this.targets = targets;
        this.alerts = alerts;
        this.incidents = incidents;
        this.runs = runs;
        this.rotas = rotas;
        this.people = people;
        this.settings = settings;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Dashboards() {
        this(null, null, null, null, null, null, null, null, null, null);
    }

    /** As it was seen a few seconds ago at most. */
    public Daily daily(Actor actor) {
        actor.requireStaff();
        Daily last = seen;
        Instant now = clock.instant();
        if (last == null || last.at().isAfter(now) || !last.at().plus(FRESH).isAfter(now)) {
            return look();
        }
        return last;
    }

    /** Sees it anew. */
    public Daily look() {
        Instant now = clock.instant();
        Judged known = judged(now);
        Map<String, TargetResult> month = byKey(known.month());
        Map<Severity, Page<Alert>> open = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            open.put(
                    severity,
                    alerts.list(Actor.MAINT, new AlertQuery(BEING_OPEN, severity, null), 0, SystemStatus.MOST));
        }
        List<Incident> emergencies = incidents.open(Actor.MAINT).stream()
                .filter(incident -> !incident.drill())
                .toList();
        List<RunSummary> late = runs.unfinished(Actor.MAINT).stream()
                .filter(run -> run.late(now))
                .toList();
        Daily daily = new Daily(
                SystemStatus.of(reasons(open, emergencies, late, known.month())),
                List.of(
                        uptime(month, byKey(known.before())),
                        hour("response-time", "platform.response-time", null, month, now),
                        newest("active-users", "platform.active-users", now),
                        hour("error-rate", "platform.error-rate", "error-rate", month, now),
                        backup(month, now)),
                open.entrySet().stream()
                        .map(each ->
                                new OpenAlerts(each.getKey(), each.getValue().total()))
                        .toList(),
                emergencies.stream()
                        .map(incident -> new OpenIncident(
                                incident.number(),
                                incident.name(),
                                incident.title(),
                                incident.declaredAt(),
                                incident.promisedAt()))
                        .toList(),
                onCall(),
                runsOfToday(now),
                now);
        seen = daily;
        return daily;
    }

    /** What is there, and what the plan has still to come today. */
    private List<DayRun> runsOfToday(Instant now) {
        ZoneId zone = plans.published().zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant begin = today.atStartOfDay(zone).toInstant();
        Instant end = today.plusDays(1).atStartOfDay(zone).toInstant();
        double length = Duration.between(begin, end).toSeconds();
        List<DayRun> all = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (RunMark run : runs.marks(Actor.MAINT, begin, end)) {
            there.add(run.routineKey() + " " + run.nominalDate());
            Instant due = run.dueAt() == null ? run.opensAt() : run.dueAt();
            all.add(new DayRun(
                    run.title(),
                    run.state().name(),
                    run.late(now),
                    share(begin, run.opensAt(), length),
                    share(begin, due, length),
                    run.opensAt(),
                    due,
                    "run?id=" + run.id()));
        }
        for (Occurrence occurrence : plans.calendar(Actor.MAINT, today, today)) {
            if (occurrence.opensAt().isAfter(now)
                    && !there.contains(occurrence.routine() + " " + occurrence.nominalDate())) {
                all.add(new DayRun(
                        plans.published()
                                .document()
                                .routine(occurrence.routine())
                                .orElseThrow()
                                .title(),
                        "PLANNED",
                        false,
                        share(begin, occurrence.opensAt(), length),
                        share(begin, occurrence.dueAt(), length),
                        occurrence.opensAt(),
                        occurrence.dueAt(),
                        null));
            }
        }
        all.sort(Comparator.comparing(DayRun::opensAt));
        return all;
    }

    private static double share(Instant begin, Instant at, double length) {
        return Math.max(0, Math.min(1, Duration.between(begin, at).toSeconds() / length));
    }

    private static Map<String, TargetResult> byKey(List<TargetResult> results) {
        return results.stream()
                .collect(Collectors.toMap(result -> result.target().key(), Function.identity()));
    }

    private Judged judged(Instant now) {
        Judged last = judged;
        if (last == null
                || last.at().isAfter(now)
                || !last.at().plus(TARGETS_FRESH).isAfter(now)) {
            YearMonth month = YearMonth.from(now.atZone(plans.published().zone()));
            last = new Judged(targets.month(Actor.MAINT, month), targets.month(Actor.MAINT, month.minusMonths(1)), now);
            judged = last;
        }
        return last;
    }

    private static List<Reason> reasons(
            Map<Severity, Page<Alert>> open,
            List<Incident> emergencies,
            List<RunSummary> late,
            List<TargetResult> month) {
        List<Reason> reasons = new ArrayList<>();
        emergencies.forEach(incident -> reasons.add(new Reason(
                Colour.RED,
                Text.of(Message.of("status.reason.incident", incident.name(), incident.title())),
                "incident?n=" + incident.number())));
        open.forEach((severity, some) -> {
            if (severity != Severity.INFO) {
                some.items()
                        .forEach(alert -> reasons.add(new Reason(
                                severity == Severity.CRITICAL ? Colour.RED : Colour.AMBER,
                                Text.of(Message.of("status.reason.alert", "A-" + alert.number(), alert.title())),
                                "alert?n=" + alert.number())));
            }
        });
        late.forEach(run -> reasons.add(new Reason(
                Colour.AMBER, Text.of(Message.of("status.reason.late", run.title())), "run?id=" + run.id())));
        month.stream()
                .filter(result -> result.state() == TargetState.MISSED || result.state() == TargetState.AT_RISK)
                .forEach(result -> reasons.add(new Reason(
                        Colour.AMBER,
                        Text.of(Message.of(
                                "status.reason.target." + result.state(),
                                result.target().title())),
                        "targets")));
        return reasons;
    }

    private Figure uptime(Map<String, TargetResult> month, Map<String, TargetResult> before) {
        TargetResult now = month.get("uptime");
        TargetResult then = before.get("uptime");
        return new Figure(
                "uptime",
                "platform.up",
                now == null ? null : now.value(),
                then == null ? null : then.value(),
                now == null ? null : now.target().value(),
                now == null ? null : now.target().when(),
                now == null ? null : now.state(),
                store.newest(lines("platform.up"), null).map(Point::at).orElse(null),
                "targets");
    }

    private Figure hour(
            String key, String metric, @Nullable String target, Map<String, TargetResult> month, Instant now) {
        TargetResult result = target == null ? null : month.get(target);
        List<Long> lines = lines(metric);
        return new Figure(
                key,
                metric,
                average(lines, now.minus(HOUR), now).orElse(null),
                average(lines, now.minus(DAY).minus(HOUR), now.minus(DAY)).orElse(null),
                result == null ? null : result.target().value(),
                result == null ? null : result.target().when(),
                result == null ? null : result.state(),
                store.newest(lines, null).map(Point::at).orElse(null),
                "monitor");
    }

    private Figure newest(String key, String metric, Instant now) {
        List<Long> lines = lines(metric);
        Optional<Point> newest = store.newest(lines, null);
        return new Figure(
                key,
                metric,
                newest.map(Point::value).orElse(null),
                store.newest(lines, now.minus(DAY)).map(Point::value).orElse(null),
                null,
                null,
                null,
                newest.map(Point::at).orElse(null),
                "monitor");
    }

    private Figure backup(Map<String, TargetResult> month, Instant now) {
        TargetResult result = month.get("backup-success");
        Optional<Instant> newest = store.newestHeartbeat("backup", true, now).map(Heartbeat::at);
        return new Figure(
                "last-backup",
                "backup.age",
                newest.map(at -> Duration.between(at, now).toMinutes() / 60.0).orElse(null),
                null,
                null,
                null,
                result == null ? null : result.state(),
                newest.orElse(null),
                "targets");
    }

    private List<OnDuty> onCall() {
        List<OnDuty> onCall = new ArrayList<>();
        rotas.levels().forEach(level -> {
            List<PersonId> ids = rotas.onCallNow(level.level()).people();
            Map<PersonId, String> names = people.names(ids);
            onCall.add(new OnDuty(
                    level.level(),
                    ids.stream().map(id -> names.getOrDefault(id, "?")).toList()));
        });
        return onCall;
    }

    private List<Long> lines(String metric) {
        return store.seriesOf(metric).stream().map(Series::id).toList();
    }

    private Optional<Double> average(List<Long> lines, Instant from, Instant to) {
        List<Point> points = store.points(lines, from, to);
        return points.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        points.stream().mapToDouble(Point::value).average().orElseThrow());
    }

    /**
     * A week, from Monday on, in the plan's zone.
     *
     * @param any a day of it; null for this week
     */
    public Weekly weekly(Actor actor, @Nullable LocalDate any) {
        actor.requireStaff();
        ZoneId zone = plans.published().zone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate monday = (any == null ? today : any).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (monday.isAfter(today)) {
            throw Refusal.invalid("/week", Message.of("invalid.target.future", monday));
        }
        Instant from = monday.atStartOfDay(zone).toInstant();
        Instant to = monday.plusDays(7).atStartOfDay(zone).toInstant();
        Judgement by = settings.current().judgement();
        return new Weekly(
                monday,
                List.of(
                        performance(from, to, by.slow()),
                        security(from, to),
                        satisfaction(from, to, by.below()),
                        adoption(from, to, by)),
                TRENDS.stream().map(trend -> trend(trend, monday)).toList());
    }

    /** What is charted: a grade's metric, and whether a day counts by its sum or by its average. */
    private record Charted(String grade, String metric, boolean sum, @Nullable String target) {}

    private static final List<Charted> TRENDS = List.of(
            new Charted("performance", "platform.page-load", false, "page-load-time"),
            new Charted("security", "security.failed-logins", true, null),
            new Charted("satisfaction", "satisfaction.score", false, "user-satisfaction"),
            new Charted("adoption", "feature.usage", true, null));

    /** Four weeks, of which the one from Monday on is the last. */
    private Weekly.Trend trend(Charted charted, LocalDate monday) {
        LocalDate first = monday.minusDays(TREND_DAYS - 7);
        Map<LocalDate, Bucket> days = store.days(lines(charted.metric()), first, monday.plusDays(6));
        List<Weekly.Day> all = new ArrayList<>();
        for (LocalDate day = first; day.isBefore(monday.plusDays(7)); day = day.plusDays(1)) {
            Bucket bucket = days.get(day);
            all.add(new Weekly.Day(
                    day, bucket == null ? null : (Double) (charted.sum() ? bucket.total() : bucket.average())));
        }
        String target = charted.target();
        return new Weekly.Trend(charted.grade(), charted.metric(), all, target == null ? null : targetOf(target));
    }

    private @Nullable Double targetOf(String key) {
        return plans.published().document().targets().stream()
                .filter(each -> each.key().equals(key))
                .map(Target::value)
                .findFirst()
                .map(Number::doubleValue)
                .orElse(null);
    }

    private double bound(String target, double otherwise) {
        Double set = targetOf(target);
        return set == null ? otherwise : set;
    }

    private Optional<Double> mean(String metric, Instant from, Instant to) {
        List<Bucket> buckets = store.fiveMinutes(lines(metric), from, to);
        long number = buckets.stream().mapToLong(Bucket::number).sum();
        return number == 0
                ? Optional.empty()
                : Optional.of(buckets.stream().mapToDouble(Bucket::total).sum() / number);
    }

    private Grade performance(Instant from, Instant to, double slow) {
        double bound = bound("page-load-time", 3);
        return mean("platform.page-load", from, to)
                .map(value -> new Grade(
                        "performance",
                        value < bound ? Colour.GREEN : value < bound * slow ? Colour.AMBER : Colour.RED,
                        value,
                        Text.of(Message.of("grade.performance", value, bound, bound * slow)),
                        "monitor?over=week"))
                .orElseGet(() -> none("performance", "monitor?over=week"));
    }

    private Grade security(Instant from, Instant to) {
        long breaches = incidents.declared(from, to).stream()
                .filter(incident -> incident.trigger() == Trigger.SECURITY_BREACH && !incident.drill())
                .count();
        Map<String, Long> fired = alerts.firedByRule(from, to);
        long breachAlerts = fired.getOrDefault("security-breach", 0L);
        long signIns = fired.getOrDefault("failed-logins", 0L);
        Colour colour = breaches + breachAlerts > 0 ? Colour.RED : signIns > 0 ? Colour.AMBER : Colour.GREEN;
        return new Grade(
                "security",
                colour,
                (double) breaches,
                Text.of(Message.of("grade.security", breaches, breachAlerts, signIns)),
                "alerts");
    }

    private Grade satisfaction(Instant from, Instant to, double below) {
        double bound = bound("user-satisfaction", 4.5);
        return mean("satisfaction.score", from, to)
                .map(value -> new Grade(
                        "satisfaction",
                        value >= bound ? Colour.GREEN : value >= bound - below ? Colour.AMBER : Colour.RED,
                        value,
                        Text.of(Message.of("grade.satisfaction", value, bound, bound - below)),
                        "targets"))
                .orElseGet(() -> none("satisfaction", "targets"));
    }

    /** How many of the features that were used in eight weeks were used in this one. */
    private Grade adoption(Instant from, Instant to, Judgement by) {
        Map<String, List<Long>> features = new HashMap<>();
        for (Series line : store.seriesOf("feature.usage")) {
            String feature = line.labels().get("feature");
            if (feature != null) {
                features.computeIfAbsent(feature, none -> new ArrayList<>()).add(line.id());
            }
        }
        Instant before = from.minus(Duration.ofDays(7L * KNOWN_FEATURES_OF_WEEKS));
        long known = features.values().stream()
                .filter(lines -> used(lines, before, to))
                .count();
        if (known == 0) {
            return none("adoption", "monitor?all=true");
        }
        long used = features.values().stream()
                .filter(lines -> used(lines, from, to))
                .count();
        double share = ALL * used / known;
        return new Grade(
                "adoption",
                share >= by.adopted() ? Colour.GREEN : share >= by.halfAdopted() ? Colour.AMBER : Colour.RED,
                share,
                Text.of(Message.of("grade.adoption", used, known, by.adopted(), by.halfAdopted())),
                "monitor?all=true");
    }

    private boolean used(List<Long> lines, Instant from, Instant to) {
        return store.fiveMinutes(lines, from, to).stream().anyMatch(bucket -> bucket.total() > 0);
    }

    private static Grade none(String key, String source) {
        return new Grade(key, Colour.NONE, null, Text.of(Message.of("grade.none")), source);
    }
}
