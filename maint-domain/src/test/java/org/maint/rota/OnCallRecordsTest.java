package org.maint.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Who was on call stays as it was, whatever becomes of the rotas. */
class OnCallRecordsTest {
    private World world;
    private Actor lead;
    private Actor ana;
    private Actor ben;

    @BeforeEach
    void begin(@TempDir Path home) {
        world = World.at("2026-11-25T08:30", home);
        lead = world.lead();
        ana = world.person("ana", Role.TECHNICIAN);
        ben = world.person("ben", Role.TECHNICIAN);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private RotaWish wish(Actor... members) {
        return RotaWish.of(
                "L1",
                "Days",
                java.util.Arrays.stream(members).map(Actor::id).toList(),
                Rotation.DAILY,
                null,
                LocalTime.of(8, 0),
                DayOfWeek.MONDAY,
                LocalDate.of(2026, 11, 25),
                null);
    }

    private void note() {
        world.act(services -> services.onCallRecords().note());
    }

    private List<String> history() {
        Instant now = world.clock().instant();
        return world
                .<List<OnCallRecord>>in(services -> services.onCallRecords()
                        .between(world.viewer(), now.minus(Duration.ofDays(28)), now.plusNanos(1)))
                .stream()
                .map(record -> record.level() + " " + record.from() + "/" + record.until() + " "
                        + (record.onCall().equals(List.of(ana.id()))
                                ? "ana"
                                : record.onCall().equals(List.of(ben.id()))
                                        ? "ben"
                                        : record.rota() ? "nobody" : "plan"))
                .toList();
    }

    @Test
    void without_a_rota_there_is_nothing_to_remember() {
        note();
        world.clock().advance(Duration.ofMinutes(1));
        note();
        assertThat(history()).isEmpty();
    }

    @Test
    void what_was_does_not_change_with_the_rota_and_a_time_without_a_node_is_computed_afterwards() {
        Rota rota = world.in(services -> services.rotas().create(lead, wish(ana, ben)));
        note();
        world.clock().advance(Duration.ofMinutes(1));
        note();
        note();
        assertThat(history()).containsExactly("L1 2026-11-25T13:30:00Z/2026-11-25T13:31:00Z ana");
        // A night without a node: ben has taken over at eight.
        world.clock().advance(Duration.ofHours(24));
        note();
        assertThat(history())
                .containsExactly(
                        "L1 2026-11-26T13:00:00Z/2026-11-26T13:31:00Z ben",
                        "L1 2026-11-25T13:30:00Z/2026-11-26T13:00:00Z ana");
        // Now ana alone is on it, and would have been yesterday and today.
        world.act(services -> services.rotas().change(lead, rota.id(), wish(ana), null));
        world.clock().advance(Duration.ofMinutes(1));
        note();
        assertThat(history())
                .containsExactly(
                        "L1 2026-11-26T13:31:00Z/2026-11-26T13:32:00Z ana",
                        "L1 2026-11-26T13:00:00Z/2026-11-26T13:31:00Z ben",
                        "L1 2026-11-25T13:30:00Z/2026-11-26T13:00:00Z ana");
        world.act(services -> services.rotas().archive(lead, rota.id(), null));
        world.clock().advance(Duration.ofMinutes(1));
        note();
        assertThat(history()).first().isEqualTo("L1 2026-11-26T13:32:00Z/2026-11-26T13:33:00Z plan");
        assertThat(history()).hasSize(4);
    }

    @Test
    void somebody_on_call_who_is_deactivated_was_on_call_until_then() {
        world.act(services -> services.rotas().create(lead, wish(ana)));
        note();
        world.clock().advance(Duration.ofMinutes(5));
        note();
        world.act(services -> services.profiles().deactivate(world.person("root", Role.ADMIN), ana.id(), 0));
        world.clock().advance(Duration.ofMinutes(1));
        note();
        assertThat(history())
                .containsExactly(
                        "L1 2026-11-25T13:35:00Z/2026-11-25T13:36:00Z nobody",
                        "L1 2026-11-25T13:30:00Z/2026-11-25T13:35:00Z ana");
    }

    @Test
    void more_than_a_year_is_refused() {
        Instant now = world.clock().instant();
        assertThatThrownBy(() -> world.act(
                        services -> services.onCallRecords().between(lead, now.minus(Duration.ofDays(400)), now)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("366");
        assertThatThrownBy(() -> world.act(services -> services.onCallRecords().between(lead, now, now)))
                .isInstanceOf(Refusal.class);
    }
}
