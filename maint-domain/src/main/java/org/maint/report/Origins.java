package org.maint.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformErrors;
import org.maint.alerting.Alert;
import org.maint.alerting.Alerts;
import org.maint.feedback.FeedbackKind;
import org.maint.feedback.Feedbacks;
import org.maint.feedback.Feedbacks.Counted;
import org.maint.incident.Incidents;
import org.maint.metric.Series;
import org.maint.people.Actor;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.report.Measured.How;
import org.maint.report.Origin.Row;
import org.maint.report.ReportLine.Unit;
import org.maint.shared.Csv;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.task.Task;
import org.maint.task.Tasks;

/** Shows what a figure of a report was worked out of: the days, alerts, errors, incidents, tasks and reports it counts. */
@ApplicationScoped
@Transactional
public class Origins {
    private static final double ALL = 100;

    private final Reports reports;
    private final Measured measured;
    private final EnteredFigures entered;
    private final PlatformErrors errors;
    private final Alerts alerts;
    private final Incidents incidents;
    private final Tasks tasks;
    private final Feedbacks feedbacks;
    private final Plans plans;

    @Inject
    public Origins(
            Reports reports,
            Measured measured,
            EnteredFigures entered,
            PlatformErrors errors,
            Alerts alerts,
            Incidents incidents,
            Tasks tasks,
            Feedbacks feedbacks,
            Plans plans) {
        this.reports = reports;
        this.measured = measured;
        this.entered = entered;
        this.errors = errors;
        this.alerts = alerts;
        this.incidents = incidents;
        this.tasks = tasks;
        this.feedbacks = feedbacks;
        this.plans = plans;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Origins() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** A figure, and what it was worked out of, as the record is now; refused when the report has no such blank. */
    public record Traced(Report report, ReportLine line, Origin origin) {}

    public Traced trace(Actor actor, UUID id, @Nullable String section, @Nullable String key) {
        Report report = reports.get(actor, id);
        ReportLine line = report.lines().stream()
                .filter(each -> each.section().equals(section) && each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.figure")));
        Period period = Period.of(report.from(), report.to(), plans.published().zone());
        return new Traced(report, line, origin(actor, report, line, period));
    }

    private Origin origin(Actor actor, Report report, ReportLine line, Period period) {
        EnteredFigure said = entered.of(report.kind(), report.from()).get(line.key());
        if (said != null && line.note() != null) {
            return new Origin(
                    entered.words(said),
                    line.unit(),
                    List.of(new Row(Text.same(said.name()), said.value(), null, null, null)),
                    1);
        }
        return switch (line.section()) {
            case "growth" -> growth(report, line);
            case "top", "under" -> features(line, period);
            case "goals", "next-goals" -> new Origin(how("goals"), Unit.PERCENT, List.of(), 0);
            case Roi.KEY -> roi(actor, report, line);
            default -> ofKey(line, period);
        };
    }

    private Origin ofKey(ReportLine line, Period period) {
        return switch (line.key()) {
            case "alerts", "suspicious", "status" -> alerts(line, period);
            case "incidents" -> incidents(period);
            case "total", "errors" -> errors(period, null);
            case "critical" -> errors(period, Severity.CRITICAL);
            case "warnings" -> errors(period, Severity.WARNING);
            case "uptime", "health" -> uptime(period);
            case "slowest" -> slowest(period);
            case "issues" -> said("issues", List.of(), Counted.RECEIVED, period);
            case "resolved" -> said(
                    "resolved", tasks.closedBetween(period.begin(), period.end()), Counted.CLOSED, period);
            case "pending" -> said("pending", tasks.pendingAt(period.end()), Counted.PENDING, period);
            default -> Blank.of(line.key())
                    .map(blank -> metric(blank, period))
                    .orElseThrow(() -> Refusal.notFound(Message.of("not-found.figure")));
        };
    }

    private static Text how(String key, Object... values) {
        return Text.of(Message.of("origin." + key, values));
    }

    private static Origin some(Text how, Unit unit, List<Row> rows) {
        return new Origin(how, unit, rows.stream().limit(Origin.MOST).toList(), rows.size());
    }

    /** A row a day. */
    private Origin metric(Blank blank, Period period) {
        List<Row> rows = new ArrayList<>();
        new TreeMap<>(measured.days(measured.lines(blank.metric()), period))
                .forEach((day, bucket) -> rows.add(new Row(
                        day(day),
                        blank.how().of(bucket),
                        Text.of(Message.of("origin.measurements", bucket.number())),
                        null,
                        null)));
        return some(
                how(blank.how().name().toLowerCase(Locale.ROOT), Message.of("metric." + blank.metric())),
                blank.unit(),
                rows);
    }

    private static Text day(LocalDate day) {
        return Text.of(Message.of("origin.day", day));
    }

    private Origin growth(Report report, ReportLine line) {
        ReportLine total = report.lines().stream()
                .filter(each -> each.section().equals("totals") && each.key().equals(line.key()))
                .findFirst()
                .orElseThrow();
        return new Origin(
                how("growth"),
                total.unit(),
                List.of(
                        new Row(Text.of(Message.of("origin.this-period")), total.value(), null, null, null),
                        new Row(Text.of(Message.of("origin.period-before")), total.before(), null, null, null)),
                2);
    }

    private Origin roi(Actor actor, Report report, ReportLine line) {
        List<Row> rows = new ArrayList<>();
        reports.entered(actor, report.id())
                .forEach((name, figure) -> rows.add(
                        new Row(Text.same(name), figure.value(), entered.words(figure), figure.enteredAt(), null)));
        Text words = line.note();
        return new Origin(words == null ? how("roi") : words, Unit.COUNT, rows, rows.size());
    }

    private Origin alerts(ReportLine line, Period period) {
        List<Alert> fired = alerts.firedBetween(period.begin(), period.end());
        Map<Long, Set<String>> rules = line.key().equals("suspicious")
                ? alerts.rulesOf(fired.stream().map(Alert::number).toList())
                : Map.of();
        List<Row> rows = new ArrayList<>(fired.stream()
                .filter(alert -> switch (line.key()) {
                    case "suspicious" -> rules.getOrDefault(alert.number(), Set.of()).stream()
                            .anyMatch(Filling.SUSPICIOUS::contains);
                    case "status" -> alert.severity() != Severity.INFO;
                    default -> true;
                })
                .map(alert -> new Row(
                        Text.of(Message.of("origin.thing", "A-" + alert.number(), alert.title())),
                        null,
                        null,
                        alert.firedAt(),
                        "alert?n=" + alert.number()))
                .toList());
        if (line.key().equals("status")) {
            rows.addAll(incidents(period).rows());
        }
        return some(how("alerts"), Unit.COUNT, rows);
    }

    private Origin incidents(Period period) {
        List<Row> rows = incidents.declared(period.begin(), period.end()).stream()
                .filter(incident -> !incident.drill())
                .map(incident -> new Row(
                        Text.of(Message.of("origin.thing", incident.name(), incident.title())),
                        null,
                        null,
                        incident.declaredAt(),
                        "incident?n=" + incident.number()))
                .toList();
        return some(how("incidents"), Unit.COUNT, rows);
    }

    private Origin errors(Period period, @Nullable Severity severity) {
        List<Row> rows = errors.lines(period.begin(), period.end()).stream()
                .filter(each -> severity == null || each.group().category() == severity)
                .map(each -> new Row(
                        Text.same(each.group().message()),
                        (double) each.number(),
                        Text.of(Message.of("severity." + each.group().category())),
                        each.group().lastAt(),
                        "errors"))
                .toList();
        return some(how("errors"), Unit.COUNT, rows);
    }

    /** A row a day, in percent of what was measured. */
    private Origin uptime(Period period) {
        List<Row> rows = new ArrayList<>();
        new TreeMap<>(measured.days(measured.lines("platform.up"), period))
                .forEach((day, bucket) -> rows.add(new Row(
                        day(day),
                        ALL * bucket.average(),
                        Text.of(Message.of("origin.measurements", bucket.number())),
                        null,
                        null)));
        return some(how("uptime"), Unit.PERCENT, rows);
    }

    private Origin slowest(Period period) {
        List<Row> rows = new ArrayList<>();
        for (Series line : measured.seriesOf("platform.page-load")) {
            Double average = measured.taken(List.of(line.id()), How.AVERAGE, period);
            if (average != null) {
                rows.add(new Row(Text.same(Filling.page(line)), average, null, null, null));
            }
        }
        rows.sort(Comparator.comparing(
                        (Row row) -> Optional.ofNullable(row.value()).orElse(0.0))
                .reversed());
        return some(how("slowest"), Unit.SECONDS, rows);
    }

    private Origin features(ReportLine line, Period period) {
        List<Row> rows = new ArrayList<>();
        Filling.features(measured).forEach((feature, ids) -> {
            Double used = measured.taken(ids, How.SUM, period);
            rows.add(new Row(Text.same(feature), used == null ? 0 : used, null, null, null));
        });
        rows.sort(Comparator.comparing(
                        (Row row) -> Optional.ofNullable(row.value()).orElse(0.0))
                .reversed());
        return some(how("features"), line.unit(), rows);
    }

    /** Tasks, and what users and staff reported. */
    private Origin said(String how, List<Task> tasks, Counted counted, Period period) {
        List<Row> rows = new ArrayList<>(tasks.stream()
                .map(task -> new Row(
                        Text.of(Message.of("origin.thing", task.name(), task.title())),
                        null,
                        null,
                        task.closedAt() == null ? task.createdAt() : task.closedAt(),
                        "task?n=" + task.number()))
                .toList());
        feedbacks.counted(FeedbackKind.ISSUE, counted, period.begin(), period.end()).stream()
                .map(each -> new Row(
                        Text.of(Message.of("origin.thing", each.name(), each.title())),
                        null,
                        null,
                        each.createdAt(),
                        "feedback-item?n=" + each.number()))
                .forEach(rows::add);
        return some(how(how), Unit.COUNT, rows);
    }

    /** For a spreadsheet: a row each. Cells that would be formulas are text. */
    public String csv(Actor actor, UUID id, @Nullable String section, @Nullable String key, Locale locale) {
        Traced traced = trace(actor, id, section, key);
        StringBuilder csv = new StringBuilder(Csv.BYTE_ORDER_MARK);
        csv.append(Csv.row(
                word("report.column.what", locale),
                word("report.column.value", locale),
                word("report.column.words", locale),
                word("origin.column.at", locale),
                word("origin.column.link", locale)));
        for (Row row : traced.origin().rows()) {
            Text words = row.words();
            csv.append(Csv.row(
                    row.what().in(locale), row.value(), words == null ? null : words.in(locale), row.at(), row.link()));
        }
        return csv.toString();
    }

    private static String word(String key, Locale locale) {
        return Messages.words(Message.of(key), locale);
    }
}
