package org.maint.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.maint.incident.Declaration;
import org.maint.incident.Trigger;
import org.maint.metric.Heartbeat;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;
import org.maint.window.WindowWish;

/** How targets stand over a month, against figures worked out by hand; and the corrective actions that follow, in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlanTargetsTest {
    private static final ZoneId MONTREAL = ZoneId.of("America/Toronto");
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private static World world;
    private static Actor machine;
    private static Actor lead;

    @BeforeAll
    static void measure(@TempDir Path home) {
        world = World.at("2026-11-10T08:00", home);
        machine = world.person("machine", Role.INGEST);
        lead = world.lead();
        // Announced at eight for nine o'clock.
        world.act(services -> services.windows()
                .plan(
                        lead,
                        WindowWish.of(
                                "Upgrade", "A new version", local("2026-11-10T09:00"), local("2026-11-10T10:00"))));
        world.clock().set("2026-11-10T12:00");
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Instant at = local("2026-11-10T08:00").plus(Duration.ofMinutes(5L * i));
            boolean down = i == 6 || i == 12 || i == 13;
            samples.add(Sample.of("platform.up", at, down ? 0 : 1));
            samples.add(Sample.of("platform.error-rate", at, i % 2));
        }
        for (int i = 0; i < 4; i++) {
            samples.add(Sample.of("satisfaction.score", local("2026-11-10T08:00"), 5, "s" + i, Map.of()));
        }
        push(samples);
        world.act(services -> {
            services.samples().beat(machine, new Heartbeat("backup", local("2026-11-07T02:00"), true, 1L, 1.0, null));
            services.samples().beat(machine, new Heartbeat("backup", local("2026-11-08T02:00"), false, 1L, 1.0, null));
            services.samples().beat(machine, new Heartbeat("backup", local("2026-11-09T02:00"), true, 1L, 1.0, null));
        });
        declare(false);
        declare(true);
        world.clock().advance(Duration.ofSeconds(1));
    }

    private static void declare(boolean drill) {
        world.act(services -> services.incidents()
                .declare(lead, Declaration.of(Trigger.SECURITY_BREACH, "Somebody is in", null, null, null, drill)));
    }

    private static void push(List<Sample> samples) {
        world.act(services -> services.samples().accept(machine, samples));
        // First the rules, then what is kept of it.
        world.act(services -> services.evaluations().evaluate(false));
        world.act(services -> services.rollups().rollUp());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(MONTREAL).toInstant();
    }

    private static TargetResult november(String key) {
        return world.in(services -> services.planTargets().month(lead, NOVEMBER)).stream()
                .filter(result -> result.target().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void uptime_has_three_accounts_and_a_budget() {
        TargetResult result = november("uptime");
        // 24 times five minutes were measured; three of them down, two of these announced.
        assertThat(result.value()).isEqualTo(87.5);
        assertThat(result.state()).isEqualTo(TargetState.MISSED);
        Uptime uptime = result.uptime();
        assertThat(uptime).isNotNull();
        assertThat(uptime.raw().down()).hasMinutes(15);
        assertThat(uptime.announced().measured()).hasMinutes(60);
        assertThat(uptime.announced().down()).hasMinutes(5);
        assertThat(uptime.service().measured()).hasMinutes(120);
        assertThat(uptime.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.from()).isEqualTo(local("2026-11-10T09:00"));
            assertThat(difference.to()).isEqualTo(local("2026-11-10T09:10"));
            assertThat(difference.down()).hasMinutes(10);
            assertThat(difference.words()).isEqualTo("Upgrade");
        });
        // November has 30 days and the hour that comes twice: 43,260 minutes, a thousandth of which is allowed.
        assertThat(result.budget()).isNotNull();
        assertThat(result.budget().allowed()).isCloseTo(43.26, within(1e-9));
        assertThat(result.budget().used()).isEqualTo(15.0);
        assertThat(result.arithmetic().get(0).en()).isEqualTo("15.0 of 120 measured minutes down: 87.500%");
        assertThat(result.arithmetic().get(1).fr()).contains("5,0 de 60 minutes");
    }

    @Test
    @Order(2)
    void a_rate_has_a_budget_and_burns() {
        TargetResult result = november("error-rate");
        assertThat(result.value()).isEqualTo(0.5);
        assertThat(result.budget()).isEqualTo(new Budget(1, 0.5));
        assertThat(result.state()).isEqualTo(TargetState.MET);
        // Of the last five and thirty minutes there is nothing.
        assertThat(result.burns()).hasSize(3).noneMatch(Burn::hot);
        assertThat(result.burns().get(1).overLong()).isCloseTo(0.5, within(0.03));
        assertThat(result.burns().get(1).overShort()).isNull();
    }

    @Test
    @Order(3)
    void backups_are_counted_by_days_and_the_missing_ones_named() {
        TargetResult result = november("backup-success");
        assertThat(result.value()).isCloseTo(66.667, within(0.001));
        assertThat(result.samples()).isEqualTo(3);
        assertThat(result.state()).isEqualTo(TargetState.MISSED);
        assertThat(result.arithmetic().get(1).en()).contains("Nov. 8, 2026");
    }

    @Test
    @Order(4)
    void incidents_of_security_are_counted_without_drills() {
        TargetResult result = november("security-incidents");
        assertThat(result.value()).isEqualTo(1.0);
        assertThat(result.state()).isEqualTo(TargetState.MISSED);
        assertThat(result.arithmetic().get(0).en()).contains("I-1").doesNotContain("I-2");
    }

    @Test
    @Order(5)
    void few_answers_say_nothing() {
        assertThat(november("user-satisfaction").state()).isEqualTo(TargetState.NO_DATA);
        push(List.of(Sample.of("satisfaction.score", local("2026-11-10T08:00"), 3, "s9", Map.of())));
        TargetResult result = november("user-satisfaction");
        assertThat(result.value()).isEqualTo(4.6);
        assertThat(result.state()).isEqualTo(TargetState.MET);
        assertThat(november("page-load-time").state()).isEqualTo(TargetState.NO_DATA);
        assertThat(november("page-load-time").value()).isNull();
    }

    @Test
    @Order(6)
    void the_last_thirty_days_are_another_period_and_a_month_to_come_is_refused() {
        TargetResult rolling =
                world.in(services -> services.planTargets().rolling(lead)).get(0);
        assertThat(rolling.from()).isEqualTo(world.clock().instant().minus(Duration.ofDays(30)));
        assertThat(rolling.value()).isEqualTo(87.5);
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services -> services.planTargets().month(lead, NOVEMBER.plusMonths(1))));
        assertThat(refusal.faults()).extracting(Refusal.Fault::pointer).containsExactly("/period");
        Refusal machines = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services -> services.planTargets().rolling(machine)));
        assertThat(machines.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    private static List<Corrections.Whole> cases() {
        return world.in(services -> services.corrections().list(lead));
    }

    @Test
    @Order(7)
    void a_month_that_missed_opens_a_case_once_with_the_plans_steps() {
        world.act(services -> services.corrections().look());
        assertThat(cases()).as("October has no data").isEmpty();
        world.clock().set("2026-12-01T00:30");
        world.act(services -> services.corrections().look());
        world.act(services -> services.corrections().look());
        assertThat(cases())
                .extracting(whole -> whole.of().target() + " " + whole.of().firstMonth())
                .containsExactlyInAnyOrder("uptime 2026-11", "backup-success 2026-11", "security-incidents 2026-11");
        assertThat(cases().get(0).steps())
                .extracting(step -> step.title().en())
                .containsExactly(
                        "Document the issue",
                        "Identify root cause",
                        "Implement corrective action",
                        "Monitor improvement",
                        "Update procedures");
        assertThat(world.sent("portal"))
                .anySatisfy(each -> assertThat(each.toString()).contains("approval.correction"));
    }

    @Test
    @Order(8)
    void a_step_is_done_once_with_words() {
        long number = cases().get(0).of().number();
        Refusal silent = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services -> services.corrections().done(lead, number, 1, " ")));
        assertThat(silent.faults()).extracting(Refusal.Fault::pointer).containsExactly("/note");
        world.act(services -> services.corrections().done(lead, number, 1, "The disk was full"));
        Refusal again = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services -> services.corrections().done(lead, number, 1, "Again")));
        assertThat(again.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(cases().get(0).steps().get(0).note()).isEqualTo("The disk was full");
        Refusal unknown = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services -> services.corrections().done(lead, number, 6, "None")));
        assertThat(unknown.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        Refusal reader = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services -> services.corrections().done(world.viewer(), number, 2, "Mine")));
        assertThat(reader.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    @Order(9)
    void two_good_months_in_a_row_close_it() {
        for (String month : List.of("2026-12", "2027-01")) {
            world.clock().set(month + "-20T12:00");
            List<Sample> up = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                up.add(Sample.of("platform.up", local(month + "-20T08:00").plus(Duration.ofMinutes(5L * i)), 1));
            }
            push(up);
            YearMonth next = YearMonth.parse(month).plusMonths(1);
            world.clock().set(next + "-01T00:30");
            world.act(services -> services.corrections().look());
        }
        assertThat(cases())
                .filteredOn(whole -> whole.of().target().equals("uptime"))
                .singleElement()
                .satisfies(whole -> {
                    assertThat(whole.of().open()).isFalse();
                    assertThat(whole.of().goodPeriods()).isEqualTo(2);
                });
        long closed = cases().stream()
                .filter(whole -> !whole.of().open())
                .findFirst()
                .orElseThrow()
                .of()
                .number();
        Refusal late = catchThrowableOfType(
                Refusal.class,
                () -> world.act(services -> services.corrections().done(lead, closed, 5, "Late")));
        assertThat(late.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        // No security incident was declared in two months either; backups went on missing.
        assertThat(cases().stream().filter(whole -> whole.of().open()).map(whole -> whole.of()
                        .target()))
                .containsExactly("backup-success");
    }
}
