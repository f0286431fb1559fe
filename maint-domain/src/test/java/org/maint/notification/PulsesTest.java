package org.maint.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** The sign of life goes out once a minute, whoever asks, and its address is never shown. */
class PulsesTest {
    private static World world;
    private static Actor admin;

    @BeforeAll
    static void install(@TempDir Path home) {
        world = World.at("2026-11-24T07:00", home);
        admin = world.person("ada", Role.ADMIN);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Optional<URI> due() {
        return world.in(services -> services.pulses().due());
    }

    @Test
    void it_beats_once_a_minute_for_whoever_asks_first() {
        assertThat(due().isPresent()).isFalse();
        world.act(services -> services.pulses().point(admin, "https://beat.example.com/secret-token", null));
        assertThat(due().map(URI::toString).orElse("")).isEqualTo("https://beat.example.com/secret-token");
        assertThat(due().isPresent()).isFalse();
        world.act(services -> services.pulses().record(false, "HTTP 500"));
        world.clock().advance(Duration.ofSeconds(30));
        assertThat(due().isPresent()).isFalse();
        world.clock().advance(Duration.ofSeconds(30));
        assertThat(due().isPresent()).isTrue();
        Pulse pulse = world.in(services -> services.pulses().get(admin));
        assertThat(pulse.ok()).isFalse();
        assertThat(pulse.urlSealed()).doesNotContain("secret-token");
    }

    @Test
    void only_an_administrator_points_it_and_only_at_the_web() {
        assertThatThrownBy(
                        () -> world.act(services -> services.pulses().point(world.lead(), "https://x.example", null)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        assertThatThrownBy(() -> world.act(services -> services.pulses().point(admin, "file:///etc/passwd", null)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
    }
}
