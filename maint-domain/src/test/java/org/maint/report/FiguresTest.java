package org.maint.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.incident.Declaration;
import org.maint.incident.Trigger;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.report.Origins.Traced;
import org.maint.setting.Judgement;
import org.maint.shared.Refusal;
import org.maint.task.Priority;
import org.maint.task.TaskWish;
import org.maint.testing.World;

/** Figures that a person says, the return on investment that is worked out of them, and what each figure was made of. */
class FiguresTest {
    private World world;
    private Actor manager;

    @BeforeEach
    void begin(@TempDir Path home) {
        world = World.at("2026-11-24T10:00", home);
        manager = world.person("manager", Role.MANAGER);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void push(Sample... samples) {
        Actor machine = world.person("machine", Role.INGEST);
        world.act(services -> services.samples().accept(machine, List.of(samples)));
        world.act(services -> services.evaluations().evaluate(false));
        world.act(services -> services.rollups().rollUp());
    }

    private static Sample at(String instant, String metric, double value, Map<String, String> labels) {
        return Sample.of(metric, Instant.parse(instant), value, "", labels);
    }

    private Report report(ReportKind kind) {
        return world.in(services -> services.reports().draft(manager, kind, LocalDate.of(2026, 11, 20)))
                .report();
    }

    private Report enter(Report report, Map<String, @Nullable Double> figures) {
        return world.in(services -> services.reports().enter(manager, report.id(), figures, null));
    }

    private static ReportLine line(Report report, String section, String key) {
        return report.lines().stream()
                .filter(each -> each.section().equals(section) && each.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private Traced trace(Report report, String section, String key) {
        return world.in(services -> services.origins().trace(world.viewer(), report.id(), section, key));
    }

    @Test
    void the_return_on_investment_lacks_what_nobody_has_said_and_then_says_how_it_came_about() {
        push(
                at("2026-10-28T15:00:00Z", "platform.revenue", 70_000, Map.of()),
                at("2026-11-05T15:00:00Z", "platform.revenue", 50_000, Map.of()));
        Report quarter = report(ReportKind.QUARTERLY);
        ReportLine before = line(quarter, "roi", "roi");
        assertThat(before.value()).isNull();
        assertThat(before.note().en())
                .contains("(revenue - cost) / cost * 100", "neither measured nor entered", "cost");
        assertThat(world.<java.util.Set<String>>in(
                        services -> services.reports().askable(manager, quarter.id())))
                .contains("cost")
                .doesNotContain("revenue");
        Report said = enter(quarter, Map.of("cost", 80_000.0));
        ReportLine after = line(said, "roi", "roi");
        assertThat(after.value()).isEqualTo(50);
        assertThat(after.note().en()).contains("cost = 80000", "revenue = 120000");
        assertThat(trace(said, "roi", "roi").origin().rows()).singleElement().satisfies(row -> {
            assertThat(row.what().en()).isEqualTo("cost");
            assertThat(row.value()).isEqualTo(80_000);
            assertThat(row.words().en()).contains("manager");
        });
        Map<String, @Nullable Double> nothing = new HashMap<>();
        nothing.put("cost", null);
        assertThat(line(enter(quarter, nothing), "roi", "roi").value())
                .as("taken back")
                .isNull();
    }

    @Test
    void a_blank_that_nothing_measured_is_said_by_a_person_and_the_report_says_who() {
        Report year = report(ReportKind.ANNUAL);
        assertThat(line(year, "totals", "revenue").value()).isNull();
        Report said = enter(year, Map.of("revenue", 240_000.0, "users", 61.0));
        assertThat(line(said, "totals", "revenue").value()).isEqualTo(240_000);
        assertThat(line(said, "totals", "revenue").note().fr()).isEqualTo("saisi par manager");
        assertThat(line(said, "totals", "users").value()).isEqualTo(61);
        assertThat(line(said, "totals", "invoices").value()).isNull();
        assertThat(trace(said, "totals", "revenue").origin().how().en()).isEqualTo("entered by manager");
        // Next year compares with what was said of this one.
        world.clock().set("2027-01-05T10:00");
        Report next = world.in(
                        services -> services.reports().draft(manager, ReportKind.ANNUAL, LocalDate.of(2027, 1, 4)))
                .report();
        assertThat(line(next, "totals", "revenue").before()).isEqualTo(240_000);
    }

    @Test
    void what_the_record_knows_and_what_the_report_does_not_ask_is_refused_and_changes_nothing() {
        push(at("2026-11-05T15:00:00Z", "platform.revenue", 50_000, Map.of()));
        Report year = report(ReportKind.ANNUAL);
        for (String name : List.of("revenue", "weather", "incidents", "uptime", "hours")) {
            assertThatThrownBy(() -> enter(year, Map.of("cost", 1.0, name, 1.0)))
                    .as(name)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(name);
        }
        assertThatThrownBy(() -> enter(year, Map.of("cost", Double.NaN))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> world.act(
                        services -> services.reports().enter(world.technician(), year.id(), Map.of("cost", 1.0), null)))
                .isInstanceOf(Refusal.class);
        assertThat(world.<Map<String, EnteredFigure>>in(
                        services -> services.reports().entered(manager, year.id())))
                .isEmpty();
    }

    @Test
    void once_approved_nothing_is_said_any_more() {
        world.clock().set("2027-01-05T10:00");
        Report quarter = report(ReportKind.QUARTERLY);
        world.act(services -> services.reports().approve(manager, quarter.id(), null));
        assertThatThrownBy(() -> enter(quarter, Map.of("cost", 1.0))).isInstanceOf(Refusal.class);
    }

    @Test
    void another_formula_asks_for_other_figures_and_one_that_is_not_understood_is_refused() {
        Judgement usual = Judgement.USUAL;
        Judgement other = new Judgement(
                LocalTime.of(6, 0), LocalTime.of(20, 0), true, 1.5, 1, 90, 60, 99.5, 98, "incidents * 2 + saved");
        world.act(services -> services.settings().changeJudgement(manager, 0, other));
        Report quarter = report(ReportKind.QUARTERLY);
        assertThat(line(enter(quarter, Map.of("saved", 7.0)), "roi", "roi").value())
                .isEqualTo(7);
        assertThatThrownBy(() ->
                        new Judgement(usual.opens(), usual.closes(), false, 1.25, 0.5, 80, 50, 99.9, 99, "cost ^ 99"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(
                        () -> new Judgement(usual.closes(), usual.opens(), false, 1.25, 0.5, 80, 50, 99.9, 99, "cost"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(
                        () -> new Judgement(usual.opens(), usual.closes(), false, 1.25, 0.5, 50, 80, 99.9, 99, "cost"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(
                        () -> world.act(services -> services.settings().changeJudgement(world.technician(), 0, usual)))
                .isInstanceOf(Refusal.class);
        assertThat(world.<Judgement>in(services -> services.settings().current().judgement()))
                .isEqualTo(other);
    }

    @Test
    void a_metric_is_made_of_its_days() {
        push(
                at("2026-11-16T15:00:00Z", "platform.jobs-created", 7, Map.of()),
                at("2026-11-18T15:00:00Z", "platform.jobs-created", 8, Map.of()),
                at("2026-11-18T16:00:00Z", "platform.jobs-created", 2, Map.of()),
                at("2026-10-31T03:00:00Z", "platform.jobs-created", 99, Map.of()));
        Traced traced = trace(report(ReportKind.MONTHLY), "usage", "jobs-created");
        assertThat(traced.line().value()).isEqualTo(17);
        assertThat(traced.origin().rows()).extracting(Origin.Row::value).containsExactly(7.0, 10.0);
        assertThat(traced.origin().rows())
                .extracting(row -> row.what().en() + ": " + row.words().en())
                .containsExactly("Nov. 16, 2026: 1 measurement", "Nov. 18, 2026: 2 measurements");
    }

    @Test
    void what_is_counted_is_made_of_what_was_counted_with_its_page() {
        world.act(services -> services.incidents()
                .declare(world.lead(), Declaration.of(Trigger.values()[0], "Slow", "Very", null, null, false)));
        world.act(services -> services.incidents()
                .declare(world.lead(), Declaration.of(Trigger.values()[0], "Drill", "Only", null, null, true)));
        Report week = world.in(
                        services -> services.reports().draft(manager, ReportKind.MONTHLY, LocalDate.of(2026, 11, 24)))
                .report();
        world.act(services -> services.tasks()
                .create(world.lead(), new TaskWish("Look", null, Priority.NORMAL, null, null), null, null));
        Report fresh = world.in(services -> services.reports().refresh(manager, week.id(), null));
        Traced pending = trace(fresh, "issues", "pending");
        assertThat((double) pending.origin().all()).isEqualTo(pending.line().value());
        assertThat(pending.origin().rows())
                .anySatisfy(row -> assertThat(row.link()).startsWith("task?n="));
        Report day = world.in(
                        services -> services.reports().draft(manager, ReportKind.DAILY_LOG, LocalDate.of(2026, 11, 24)))
                .report();
        Traced declared = trace(day, "events", "incidents");
        assertThat(declared.origin().rows()).singleElement().satisfies(row -> {
            assertThat(row.what().en()).contains("Slow");
            assertThat(row.link()).startsWith("incident?n=");
        });
    }

    @Test
    void every_figure_of_every_report_can_be_traced_and_taken_away() {
        for (ReportKind kind : ReportKind.values()) {
            Report report = report(kind);
            for (ReportLine line : report.lines()) {
                Traced traced = trace(report, line.section(), line.key());
                assertThat(traced.origin().how().en()).as(line.key()).isNotBlank();
                assertThat(world.<String>in(services -> services.origins()
                                .csv(world.viewer(), report.id(), line.section(), line.key(), Locale.FRENCH)))
                        .contains("Valeur");
            }
            assertThatThrownBy(() -> trace(report, "usage", "weather")).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void what_would_be_a_formula_in_a_spreadsheet_is_text() {
        push(at("2026-11-16T15:00:00Z", "feature.usage", 7, Map.of("feature", "=1+1")));
        Report month = report(ReportKind.MONTHLY);
        List<String> rows = new ArrayList<>(
                world.<String>in(services -> services.origins().csv(manager, month.id(), "top", "1", Locale.ENGLISH))
                        .lines()
                        .toList());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1)).startsWith("'=1+1").contains("7");
    }
}
