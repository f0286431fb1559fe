package org.maint.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.maint.audit.AuditEntry;
import org.maint.audit.AuditQuery;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaintenanceWindowsTest {
    private World world;
    private Actor lead;

    @BeforeAll
    void begin(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        lead = world.lead();
    }

    @AfterAll
    void end() {
        world.close();
    }

    @BeforeEach
    void monday() {
        world.clock().set("2026-11-23T08:30");
    }

    private Instant in(Duration later) {
        return world.clock().instant().plus(later);
    }

    private MaintenanceWindow plan(String title, Duration from, Duration to) {
        return world.in(
                services -> services.windows().plan(lead, WindowWish.of(title, "Because of it", in(from), in(to))));
    }

    private MaintenanceWindow get(UUID id) {
        return world.in(services -> services.windows().get(world.viewer(), id));
    }

    private List<String> openTitles() {
        return world.in(services -> services.windows().openNow()).stream()
                .map(MaintenanceWindow::title)
                .toList();
    }

    private static void refused(Refusal.Kind kind, String words, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal).hasMessageContaining(words);
        });
    }

    @Test
    void a_lead_announces_a_window_and_it_opens_and_ends_by_itself() {
        MaintenanceWindow window = plan("New disks", Duration.ofHours(2), Duration.ofHours(4));
        assertThat(get(window.id()).state(world.clock().instant())).isEqualTo(WindowState.PLANNED);
        assertThat(openTitles()).doesNotContain("New disks");
        world.clock().advance(Duration.ofHours(2));
        assertThat(openTitles()).contains("New disks");
        Instant during = world.clock().instant();
        List<MaintenanceWindow> open = world.in(services -> services.windows().openAt(during));
        assertThat(open).extracting(MaintenanceWindow::id).contains(window.id());
        world.clock().advance(Duration.ofHours(2));
        assertThat(openTitles()).doesNotContain("New disks");
        assertThat(get(window.id()).state(world.clock().instant())).isEqualTo(WindowState.ENDED);
    }

    @Test
    void a_window_lasts_from_a_minute_to_thirty_days_and_ends_in_the_future() {
        refused(Refusal.Kind.INVALID, "1 minute", () -> plan("Blink", Duration.ofHours(1), Duration.ofSeconds(3659)));
        refused(Refusal.Kind.INVALID, "30 days", () -> plan("Age", Duration.ofHours(1), Duration.ofHours(1 + 720 + 1)));
        refused(Refusal.Kind.INVALID, "future", () -> plan("Gone", Duration.ofHours(-2), Duration.ZERO));
        refused(Refusal.Kind.INVALID, "3 years", () -> plan("Far", Duration.ofDays(1096), Duration.ofDays(1097)));
        plan("Shortest", Duration.ofHours(1), Duration.ofMinutes(61));
        plan("Longest", Duration.ofHours(1), Duration.ofHours(1 + 720));
        plan("Begun already", Duration.ofHours(-1), Duration.ofMinutes(1));
        refused(
                Refusal.Kind.INVALID,
                "needed",
                () -> world.act(services -> services.windows()
                        .plan(lead, WindowWish.of("No reason", " ", in(Duration.ZERO), in(Duration.ofHours(1))))));
    }

    @Test
    void only_a_lead_may_and_everybody_of_the_staff_sees_it() {
        WindowWish wish = WindowWish.of("Not yours", "Why", in(Duration.ofHours(1)), in(Duration.ofHours(2)));
        refused(
                Refusal.Kind.FORBIDDEN,
                "lead",
                () -> world.act(services -> services.windows().plan(world.technician(), wish)));
        MaintenanceWindow window = plan("Ours", Duration.ofHours(1), Duration.ofHours(2));
        refused(
                Refusal.Kind.FORBIDDEN,
                "lead",
                () -> world.act(services -> services.windows().end(world.technician(), window.id(), null)));
        assertThat(world
                        .in(services -> services.windows()
                                .between(world.viewer(), in(Duration.ofMinutes(90)), in(Duration.ofMinutes(91))))
                        .stream()
                        .map(MaintenanceWindow::id))
                .contains(window.id());
    }

    @Test
    void one_that_has_not_begun_is_cancelled_one_that_is_open_is_ended_and_one_that_is_over_stays() {
        MaintenanceWindow cancelled = plan("Never mind", Duration.ofHours(1), Duration.ofHours(2));
        world.act(services -> services.windows().end(lead, cancelled.id(), cancelled.version()));
        assertThat(get(cancelled.id()).state(world.clock().instant())).isEqualTo(WindowState.CANCELLED);
        assertThat(get(cancelled.id()).cancelledBy()).isEqualTo(lead.id());
        refused(
                Refusal.Kind.CONFLICT,
                "cancelled",
                () -> world.act(services -> services.windows().end(lead, cancelled.id(), null)));

        MaintenanceWindow early = plan("Quick", Duration.ZERO, Duration.ofHours(2));
        world.clock().advance(Duration.ofMinutes(10));
        world.act(services -> services.windows().end(lead, early.id(), null));
        assertThat(get(early.id()).to()).isEqualTo(world.clock().instant());
        assertThat(openTitles()).doesNotContain("Quick");
        refused(
                Refusal.Kind.CONFLICT,
                "over",
                () -> world.act(services -> services.windows().end(lead, early.id(), null)));
        refused(
                Refusal.Kind.CONFLICT,
                "over",
                () -> world.act(services -> services.windows()
                        .change(
                                lead,
                                early.id(),
                                WindowWish.of("Again", "Why", early.from(), in(Duration.ofHours(3))),
                                null)));
    }

    @Test
    void the_beginning_of_an_open_one_stays_and_its_end_may_move() {
        MaintenanceWindow window = plan("Longer than thought", Duration.ofMinutes(5), Duration.ofHours(1));
        world.clock().advance(Duration.ofMinutes(10));
        refused(
                Refusal.Kind.INVALID,
                "has begun",
                () -> world.act(services -> services.windows()
                        .change(
                                lead,
                                window.id(),
                                WindowWish.of("Later", "Why", in(Duration.ofHours(1)), in(Duration.ofHours(2))),
                                null)));
        Instant later = in(Duration.ofHours(5));
        world.act(services -> services.windows()
                .change(lead, window.id(), WindowWish.of("Longer", "Why", window.from(), later), window.version()));
        assertThat(get(window.id()).to()).isEqualTo(later);
        refused(
                Refusal.Kind.STALE,
                "Somebody else",
                () -> world.act(services -> services.windows().end(lead, window.id(), window.version())));
    }

    @Test
    void moved_over_a_change_of_the_clocks_it_keeps_its_local_time_and_its_length() {
        Instant from = Instant.parse("2027-03-13T04:00:00Z");
        MaintenanceWindow window = world.in(services ->
                services.windows().plan(lead, WindowWish.of("At eleven", "Why", from, from.plus(Duration.ofHours(3)))));
        world.act(services -> services.windows().move(lead, window.id(), LocalDate.of(2027, 3, 14), window.version()));
        // 23:00 in Montréal is 03:00 UTC once the clocks have gone forward.
        assertThat(get(window.id()).from()).isEqualTo("2027-03-15T03:00:00Z");
        assertThat(get(window.id()).to()).isEqualTo("2027-03-15T06:00:00Z");
    }

    @Test
    void each_deed_stands_in_the_audit_trail() {
        MaintenanceWindow window = plan("Audited", Duration.ofHours(1), Duration.ofHours(2));
        world.act(services -> services.windows().move(lead, window.id(), LocalDate.of(2026, 11, 30), null));
        world.act(services -> services.windows().end(lead, window.id(), null));
        Actor admin = world.person("auditor", Role.ADMIN);
        assertThat(world.in(services -> services.audit().list(admin, AuditQuery.ALL, 0, 500)).items().stream()
                        .filter(entry -> entry.subject().equals("window:" + window.id()))
                        .map(AuditEntry::action))
                .containsExactly("window.cancelled", "window.changed", "window.planned");
    }
}
