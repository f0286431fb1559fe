package org.maint.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.people.Actor;
import org.maint.shared.Refusal;
import org.maint.testing.World;

class RecurringWindowsTest {
    /** A Monday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private World world;
    private Actor lead;

    @BeforeEach
    void begin(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        lead = world.lead();
    }

    @AfterEach
    void end() {
        world.close();
    }

    private RecurringWindow plan(String rule, String time, LocalDate first, LocalDate last) {
        RecurringWish wish =
                RecurringWish.of("Updates", "Security", rule, LocalTime.parse(time), 120, first, last, List.of());
        return world.in(services -> services.recurringWindows().plan(lead, wish));
    }

    private List<MaintenanceWindow> windows() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        return world.in(services -> services.windows().between(world.viewer(), from, from.plus(Duration.ofDays(999))));
    }

    private List<LocalDate> dates() {
        return windows().stream().map(MaintenanceWindow::nominalDate).toList();
    }

    private int makeAhead() {
        return world.in(services -> services.recurringWindows().makeAhead());
    }

    private static void refused(Refusal.Kind kind, String pointer, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.faults()).extracting(Refusal.Fault::pointer).contains(pointer);
        });
    }

    @Test
    void its_windows_are_there_sixty_days_ahead_and_come_until_its_last_day() {
        plan("FREQ=WEEKLY;BYDAY=TU", "22:00", TODAY, LocalDate.of(2027, 3, 31));
        assertThat(dates()).startsWith(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 12, 1));
        assertThat(dates().get(dates().size() - 1)).isAfter(TODAY.plusDays(60 - 7));
        assertThat(makeAhead()).as("made again, nothing comes").isZero();
        int most = 0;
        for (int day = 0; day < 200; day++) {
            world.clock().advance(Duration.ofDays(1));
            most = Math.max(most, makeAhead());
            LocalDate ahead = LocalDate.ofInstant(world.clock().instant(), java.time.ZoneId.of("America/Toronto"))
                    .plusDays(60 - 7);
            LocalDate newest = dates().get(dates().size() - 1);
            assertThat(newest.isAfter(ahead) || newest.equals(LocalDate.of(2027, 3, 30)))
                    .as("on day " + day + " until " + newest)
                    .isTrue();
        }
        assertThat(most).as("never a burst").isBetween(1, 3);
        assertThat(dates()).doesNotHaveDuplicates().hasSize(19);
    }

    @Test
    void its_windows_follow_the_plan_to_another_zone_but_not_the_one_that_somebody_changed_alone() {
        plan("FREQ=WEEKLY;BYDAY=TU", "22:00", TODAY, LocalDate.of(2026, 12, 15));
        MaintenanceWindow moved = windows().get(1);
        WindowWish later = WindowWish.of(
                "Updates",
                "Security",
                moved.from().plusSeconds(3_600),
                moved.to().plusSeconds(3_600),
                List.of());
        world.clock().advance(Duration.ofMinutes(1));
        world.act(services -> services.windows().change(lead, moved.id(), later, null));
        assertThat(world.<Integer>in(services -> services.recurringWindows().follow()))
                .isZero();
        world.act(services -> services.plans()
                .publish(
                        services.plans().find(1).document().replace("America/Toronto", "America/Vancouver"),
                        null,
                        java.util.Locale.ENGLISH));
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(world.<Integer>in(services -> services.recurringWindows().follow()))
                .isEqualTo(3);
        assertThat(windows())
                .extracting(window -> window.from().toString())
                .containsExactly(
                        "2026-11-25T06:00:00Z",
                        moved.from().plusSeconds(3_600).toString(),
                        "2026-12-09T06:00:00Z",
                        "2026-12-16T06:00:00Z");
        assertThat(world.<Integer>in(services -> services.recurringWindows().follow()))
                .as("once")
                .isZero();
    }

    @Test
    void it_keeps_its_local_time_over_changes_of_the_clocks_and_a_time_that_is_skipped_is_the_next_there_is() {
        world.clock().set("2027-03-01T08:30");
        plan("FREQ=DAILY", "02:30", LocalDate.of(2027, 3, 13), LocalDate.of(2027, 3, 15));
        assertThat(windows())
                .extracting(window -> window.from().toString())
                .containsExactly("2027-03-13T07:30:00Z", "2027-03-14T07:00:00Z", "2027-03-15T06:30:00Z");
        assertThat(windows()).allSatisfy(window -> assertThat(Duration.between(window.from(), window.to()))
                .isEqualTo(Duration.ofMinutes(120)));
    }

    @Test
    void a_local_time_that_comes_twice_is_used_once() {
        world.clock().set("2027-10-20T08:30");
        plan("FREQ=DAILY", "01:30", LocalDate.of(2027, 11, 6), LocalDate.of(2027, 11, 8));
        assertThat(windows())
                .extracting(window -> window.from().toString())
                .containsExactly("2027-11-06T05:30:00Z", "2027-11-07T05:30:00Z", "2027-11-08T06:30:00Z");
    }

    @Test
    void one_that_was_moved_or_cancelled_alone_stays_so_and_is_not_made_again() {
        plan("FREQ=WEEKLY;BYDAY=TU", "22:00", TODAY, LocalDate.of(2027, 3, 31));
        MaintenanceWindow first = windows().get(0);
        MaintenanceWindow second = windows().get(1);
        world.act(services -> {
            services.windows().move(lead, first.id(), LocalDate.of(2026, 11, 26), first.version());
            services.windows().end(lead, second.id(), second.version());
        });
        int before = windows().size();
        assertThat(makeAhead()).isZero();
        world.clock().advance(Duration.ofDays(1));
        makeAhead();
        assertThat(windows()).hasSize(before);
        assertThat(dates()).doesNotHaveDuplicates();
        MaintenanceWindow moved = world.in(services -> services.windows().get(lead, first.id()));
        assertThat(moved.from()).isEqualTo("2026-11-27T03:00:00Z");
        assertThat(moved.nominalDate()).isEqualTo("2026-11-24");
        Instant now = world.clock().instant();
        assertThat(world.in(services -> services.windows().get(lead, second.id()))
                        .state(now))
                .isEqualTo(WindowState.CANCELLED);
    }

    @Test
    void two_nodes_at_once_make_each_window_once() throws Exception {
        for (int i = 0; i < 3; i++) {
            plan("FREQ=DAILY", "0" + i + ":00", TODAY, LocalDate.of(2027, 6, 30));
        }
        world.clock().advance(Duration.ofDays(40));
        int before = windows().size();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Integer>> made = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                made.add(nodes.submit(() -> {
                    start.await();
                    return makeAhead();
                }));
            }
            start.countDown();
            int all = 0;
            for (Future<Integer> each : made) {
                all += each.get();
            }
            assertThat(all).isEqualTo(3 * 40);
        } finally {
            nodes.shutdownNow();
        }
        assertThat(windows()).hasSize(before + 3 * 40);
    }

    @Test
    void ended_its_windows_that_have_not_begun_are_cancelled_and_an_open_one_stays() {
        RecurringWindow recurring = plan("FREQ=DAILY", "08:00", TODAY, LocalDate.of(2026, 12, 31));
        world.act(services -> services.recurringWindows().end(lead, recurring.id()));
        Instant now = world.clock().instant();
        assertThat(windows().stream().map(window -> window.state(now)).distinct())
                .containsExactly(WindowState.OPEN, WindowState.CANCELLED);
        assertThat(windows().get(0).state(now)).isEqualTo(WindowState.OPEN);
        world.clock().advance(Duration.ofDays(20));
        assertThat(makeAhead()).isZero();
        assertThatThrownBy(
                        () -> world.act(services -> services.recurringWindows().end(lead, recurring.id())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
        assertThatThrownBy(() ->
                        world.act(services -> services.recurringWindows().end(world.technician(), recurring.id())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    @ParameterizedTest
    @CsvSource({
        "FREQ=HOURLY, 2026-11-23, 2026-12-23, 60, /recurrence",
        "FREQ=DAILY;COUNT=3, 2026-11-23, 2026-12-23, 60, /recurrence",
        "often, 2026-11-23, 2026-12-23, 60, /recurrence",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29, 2026-11-23, 2027-11-23, 60, /recurrence",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30, 2026-11-23, 2027-11-23, 60, /recurrence",
        "FREQ=DAILY, 2026-11-23, 2027-11-24, 60, /last",
        "FREQ=DAILY, 2026-11-23, 2026-11-22, 60, /last",
        "FREQ=DAILY, 2026-11-22, 2026-12-22, 60, /first",
        "FREQ=DAILY, 2027-11-24, 2027-12-22, 60, /first",
        "FREQ=DAILY, 2026-11-23, 2026-12-23, 0, /minutes",
        "FREQ=DAILY, 2026-11-23, 2026-12-23, 1441, /minutes",
    })
    void what_never_occurs_or_never_ends_is_refused(
            String rule, LocalDate first, LocalDate last, int minutes, String pointer) {
        refused(Refusal.Kind.INVALID, pointer, () -> {
            RecurringWish wish =
                    RecurringWish.of("Updates", "Security", rule, LocalTime.of(8, 0), minutes, first, last, List.of());
            world.act(services -> services.recurringWindows().plan(lead, wish));
        });
        assertThat(windows()).isEmpty();
    }

    @Test
    void a_window_covers_the_whole_platform_or_what_it_names() {
        Instant now = world.clock().instant();
        world.act(services -> services.windows()
                .plan(
                        lead,
                        WindowWish.of(
                                "Disks",
                                "New ones",
                                now,
                                now.plus(Duration.ofHours(1)),
                                List.of("host.storage*", " ", "probe home images"))));
        assertThat(covering("host.storage-used", now))
                .get()
                .extracting(MaintenanceWindow::title)
                .isEqualTo("Disks");
        assertThat(covering("probe home images", now)).isPresent();
        assertThat(covering("platform.up", now)).isEmpty();
        assertThat(covering("host.storage-used", now.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(covering("host.storage-used", now.minusSeconds(1))).isEmpty();
        world.act(services ->
                services.windows().plan(lead, WindowWish.of("All", "Move", now, now.plus(Duration.ofHours(2)))));
        assertThat(covering("platform.up", now))
                .get()
                .extracting(MaintenanceWindow::title)
                .isEqualTo("All");
        assertThat(covering("host.storage-used", now))
                .as("the one that ends last")
                .get()
                .extracting(MaintenanceWindow::title)
                .isEqualTo("All");
        refused(Refusal.Kind.INVALID, "/scope", () -> WindowScope.of(List.of("*")));
        refused(Refusal.Kind.INVALID, "/scope", () -> WindowScope.of(List.of("a\nb")));
        refused(
                Refusal.Kind.INVALID,
                "/scope",
                () -> WindowScope.of(java.util.Collections.nCopies(1, "x".repeat(191))));
        refused(
                Refusal.Kind.INVALID,
                "/scope",
                () -> WindowScope.of(java.util.stream.IntStream.range(0, 21)
                        .mapToObj(number -> "a" + number)
                        .toList()));
    }

    private Optional<MaintenanceWindow> covering(String fingerprint, Instant at) {
        return world.in(services -> services.windows().covering(fingerprint, at));
    }
}
