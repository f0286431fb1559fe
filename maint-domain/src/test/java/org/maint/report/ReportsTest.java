package org.maint.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.maint.incident.Declaration;
import org.maint.incident.Trigger;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** What reports are filled with, against figures worked out by hand; how they are judged, approved and frozen; in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportsTest {
    private static final ZoneId MONTREAL = ZoneId.of("America/Toronto");

    private static World world;
    private static Actor lead;
    private static Actor manager;
    private static Actor machine;

    @BeforeAll
    static void measure(@TempDir Path home) {
        world = World.at("2026-11-24T10:00", home);
        lead = world.lead();
        manager = world.person("manager", Role.MANAGER);
        machine = world.person("machine", Role.INGEST);
        List<Sample> samples = new ArrayList<>();
        // The week from the 16th: 3 and 5 seconds, 40 and 60 users, 7 and 8 jobs, 4 failed sign-ins, 2 registrations.
        samples.add(at("2026-11-16T10:00", "platform.page-load", 3, Map.of("page", "/invoices")));
        samples.add(at("2026-11-18T10:00", "platform.page-load", 5, Map.of("page", "/map")));
        samples.add(at("2026-11-16T10:00", "platform.active-users", 40, Map.of()));
        samples.add(at("2026-11-18T10:00", "platform.active-users", 60, Map.of()));
        samples.add(at("2026-11-17T10:00", "platform.jobs-created", 7, Map.of()));
        samples.add(at("2026-11-18T10:00", "platform.jobs-created", 8, Map.of()));
        samples.add(at("2026-11-18T10:00", "security.failed-logins", 4, Map.of("account", "sam")));
        samples.add(at("2026-11-19T10:00", "platform.registrations", 2, Map.of()));
        // The week before: 2 seconds, 50 users.
        samples.add(at("2026-11-11T10:00", "platform.page-load", 2, Map.of("page", "/map")));
        samples.add(at("2026-11-11T10:00", "platform.active-users", 50, Map.of()));
        // Ten measurements, one of them down.
        for (int i = 0; i < 10; i++) {
            samples.add(at("2026-11-18T1" + i % 10 + ":30", "platform.up", i == 4 ? 0 : 1, Map.of()));
        }
        for (String[] each : new String[][] {{"a", "9"}, {"b", "7"}, {"c", "5"}, {"d", "3"}, {"e", "1"}}) {
            samples.add(
                    at("2026-11-18T10:00", "feature.usage", Double.parseDouble(each[1]), Map.of("feature", each[0])));
        }
        world.act(services -> services.samples().accept(machine, samples));
        world.act(services -> services.evaluations().evaluate(false));
        world.act(services -> services.rollups().rollUp());
    }

    private static Sample at(String local, String metric, double value, Map<String, String> labels) {
        return Sample.of(metric, local(local), value, "", labels);
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(MONTREAL).toInstant();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Report report(ReportKind kind, String day) {
        return world.in(services -> services.reports().draft(lead, kind, LocalDate.parse(day)))
                .report();
    }

    private static Map<String, ReportLine> lines(Report report) {
        return report.lines().stream()
                .collect(Collectors.toMap(line -> line.section() + "." + line.key(), line -> line));
    }

    @Test
    @Order(1)
    void a_week_is_filled_from_the_record_beside_the_week_before() {
        Report week = report(ReportKind.WEEKLY, "2026-11-19");
        assertThat(week.from()).isEqualTo("2026-11-16");
        assertThat(week.last()).isEqualTo("2026-11-22");
        Map<String, ReportLine> lines = lines(week);
        assertThat(lines.get("performance.load-time").value()).isEqualTo(4.0);
        assertThat(lines.get("performance.load-time").before()).isEqualTo(2.0);
        assertThat(lines.get("performance.load-time").change()).isEqualTo(100.0);
        assertThat(lines.get("performance.slowest").value()).isEqualTo(5.0);
        assertThat(lines.get("performance.slowest").words().en()).isEqualTo("/map");
        assertThat(lines.get("security.failed-logins").value()).isEqualTo(4.0);
        assertThat(lines.get("security.suspicious").words().en()).isEqualTo("No");
        assertThat(lines.get("users.active-users").value()).isEqualTo(60.0);
        assertThat(lines.get("users.growth").value()).isEqualTo(2.0);
        assertThat(lines.get("users.growth").before())
                .as("nothing was measured")
                .isNull();
        assertThat(lines.get("errors.total").value()).isEqualTo(0.0);
        // 90 of 100 measurements found it up.
        assertThat(lines.get("health.health").words().fr()).isEqualTo("Mauvais");
    }

    @Test
    @Order(2)
    void a_month_has_its_features_and_says_no_data_where_there_is_none() {
        Map<String, ReportLine> lines = lines(report(ReportKind.MONTHLY, "2026-11-24"));
        assertThat(lines.get("system.uptime").value()).isCloseTo(90, within(1e-9));
        assertThat(lines.get("system.load-time").value()).isCloseTo(10.0 / 3, within(1e-9));
        assertThat(lines.get("usage.jobs-created").value()).isEqualTo(15.0);
        assertThat(lines.get("usage.invoices").value()).isNull();
        assertThat(lines.get("top.1").words().en()).isEqualTo("a");
        assertThat(lines.get("top.3").value()).isEqualTo(5.0);
        assertThat(lines.get("under.1").words().en()).isEqualTo("e");
        assertThat(lines.get("under.2").words().en()).isEqualTo("d");
        Map<String, ReportLine> october = lines(report(ReportKind.MONTHLY, "2026-10-10"));
        assertThat(october.get("system.uptime").value()).isNull();
        assertThat(october.get("under.1").words())
                .as("a top feature is no underused one")
                .isNotNull();
    }

    @Test
    @Order(3)
    void a_day_a_quarter_and_a_year_have_their_own_blanks() {
        world.act(services -> services.incidents()
                .declare(lead, Declaration.of(Trigger.PLATFORM_DOWN, "Down", null, null, null, false)));
        Map<String, ReportLine> day = lines(report(ReportKind.DAILY_LOG, "2026-11-24"));
        assertThat(day.get("events.incidents").value()).isEqualTo(1.0);
        assertThat(day.get("status.status").words().en()).isEqualTo("Issues");
        Report quarter = report(ReportKind.QUARTERLY, "2026-11-24");
        assertThat(quarter.from()).isEqualTo("2026-10-01");
        assertThat(quarter.to()).isEqualTo("2027-01-01");
        assertThat(lines(quarter).get("usage.satisfaction").value()).isNull();
        Report year = report(ReportKind.ANNUAL, "2026-11-24");
        assertThat(year.from()).isEqualTo("2026-01-01");
        assertThat(lines(year).get("totals.jobs-created").value()).isEqualTo(15.0);
        assertThat(lines(year).get("growth.jobs-created").value())
                .as("nothing to compare with")
                .isNull();
        assertThat(Reports.title(year).fr()).isEqualTo("Rapport de l’année 2026");
    }

    @Test
    @Order(4)
    void the_same_period_is_the_same_report_and_one_to_come_is_refused() {
        Reports.Made again =
                world.in(services -> services.reports().draft(lead, ReportKind.WEEKLY, LocalDate.parse("2026-11-22")));
        assertThat(again.fresh()).isFalse();
        Refusal future = catchThrowableOfType(Refusal.class, () -> report(ReportKind.WEEKLY, "2026-11-30"));
        assertThat(future.faults()).extracting(Refusal.Fault::pointer).containsExactly("/date");
        Refusal nothing = catchThrowableOfType(
                Refusal.class, () -> world.act(services -> services.reports().draft(lead, null, null)));
        assertThat(nothing.faults()).extracting(Refusal.Fault::pointer).containsExactly("/kind");
        Refusal reader = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services ->
                        services.reports().draft(world.viewer(), ReportKind.WEEKLY, LocalDate.parse("2026-11-19"))));
        assertThat(reader.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    @Order(5)
    void people_answer_what_the_template_asks() {
        Report week = report(ReportKind.WEEKLY, "2026-11-19");
        Report answered = world.in(services -> services.reports()
                .answer(
                        lead,
                        week.id(),
                        Map.of("performance-action", "=1+1 look at the map", "notes", " "),
                        week.version()));
        assertThat(answered.answers()).containsExactly(Map.entry("performance-action", "=1+1 look at the map"));
        Refusal stale = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services ->
                        services.reports().answer(lead, week.id(), Map.of("notes", "Late"), week.version())));
        assertThat(stale.kind()).isEqualTo(Refusal.Kind.STALE);
        Refusal unknown = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services -> services.reports().answer(lead, week.id(), Map.of("goals", "None"), null)));
        assertThat(unknown.faults()).extracting(Refusal.Fault::pointer).containsExactly("/answers/goals");
        String csv = world.in(services -> services.reports().csv(lead, week.id(), Locale.ENGLISH));
        assertThat(csv).contains("Performance,Average load time,4.0,s,2.0").doesNotContain(",=1+1");
        Map<String, String> workbook = workbook(week);
        assertThat(workbook.get("xl/worksheets/sheet1.xml"))
                .as("4 seconds, 2 before: numbers, and twice as much")
                .contains("<v>4</v>", "<v>2</v>", "<v>1</v>")
                .doesNotContain("<f>");
        assertThat(workbook.get("xl/worksheets/sheet2.xml")).doesNotContain("<f>");
        assertThat(workbook.get("xl/sharedStrings.xml")).contains("=1+1 look at the map", "Average load time");
    }

    /** The parts of the workbook by their names. */
    private static Map<String, String> workbook(Report of) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, String> parts = new HashMap<>();
        try {
            world.act(services -> {
                try {
                    services.reports().xlsx(lead, of.id(), Locale.ENGLISH, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Path file = Files.write(Files.createTempFile("report", ".xlsx"), out.toByteArray());
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
                    parts.put(
                            entry.getName(),
                            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    @Test
    @Order(6)
    void a_manager_approves_it_once_it_is_over_and_its_text_is_frozen() {
        Report week = report(ReportKind.WEEKLY, "2026-11-19");
        Refusal notTheirs = catchThrowableOfType(
                Refusal.class, () -> world.act(services -> services.reports().approve(lead, week.id(), null)));
        assertThat(notTheirs.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
        Refusal running = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services -> services.reports()
                        .approve(
                                manager,
                                report(ReportKind.MONTHLY, "2026-11-24").id(),
                                null)));
        assertThat(running.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        Report approved = world.in(services -> services.reports().approve(manager, week.id(), week.version()));
        assertThat(approved.state()).isEqualTo(ReportState.APPROVED);
        String content = world.in(services ->
                services.logbook().get(lead, approved.logEntry()).content().toString());
        assertThat(content).contains("\"report\"", "look at the map", "\"load-time\"");
        assertThat(world.in(services -> services.logbook().verify(lead)).intact())
                .isTrue();
        for (Runnable deed : List.<Runnable>of(
                () -> world.act(services -> services.reports().approve(manager, week.id(), null)),
                () -> world.act(services -> services.reports().refresh(lead, week.id(), null)),
                () -> world.act(services -> services.reports().answer(lead, week.id(), Map.of(), null)))) {
            assertThat(catchThrowableOfType(Refusal.class, deed::run).kind()).isEqualTo(Refusal.Kind.CONFLICT);
        }
    }

    @Test
    @Order(7)
    void reports_write_themselves_once_when_their_period_is_over() {
        int none = world.in(services -> services.reports().writeDue());
        assertThat(none).as("all of it was over before there was a plan").isZero();
        world.clock().set("2026-12-01T00:30");
        // Yesterday's and last week's; November has one, the third quarter and last year were over long before.
        int written = world.in(services -> services.reports().writeDue());
        assertThat(written).isEqualTo(2);
        int again = world.in(services -> services.reports().writeDue());
        assertThat(again).isZero();
        assertThat(world.in(services -> services.reports().list(lead, null, null, null, 0, 50))
                        .items())
                .extracting(report -> report.kind() + " " + report.from())
                .contains("DAILY_LOG 2026-11-30", "WEEKLY 2026-11-23")
                .doesNotContain("QUARTERLY 2026-07-01", "ANNUAL 2025-01-01");
        assertThat(world.in(services -> services.reports()
                                .list(lead, ReportKind.WEEKLY, LocalDate.parse("2026-11-17"), null, 0, 50))
                        .total())
                .isEqualTo(1);
        assertThat(world.sent("portal").stream().map(each -> each.title().en()))
                .anyMatch(title -> title.startsWith("Weekly report") && title.endsWith("is ready"));
    }
}
