package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated platform of a home that has begun with one; making its token needs a database and is not shown here. */
class SimulatedChildTest {
    private static final Instant NOW = Instant.parse("2026-11-23T13:30:00Z");

    @TempDir
    Path directory;

    private Home home;
    private int port;

    @BeforeEach
    void begun() {
        home = Home.at(directory).make();
        port = Ports.free();
        home.writeForOwner("simulated-token", "maint_secret\n");
        home.writeForOwner("simulated.properties", "platform=true\nport=" + port + "\n");
    }

    private SimulatedChild prepared() {
        // The token is there: no database is asked.
        return SimulatedChild.prepare(home, null, NOW);
    }

    @Test
    void it_keeps_its_port_and_takes_another_when_that_is_taken() throws IOException {
        assertThat(prepared().url()).isEqualTo("http://127.0.0.1:" + port + "/");
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(prepared().url()).isNotEqualTo("http://127.0.0.1:" + taken.getLocalPort() + "/");
        }
    }

    @Test
    void the_application_is_told_where_it_is_unless_the_environment_says_something_else() {
        SimulatedChild platform = prepared();
        assertThat(platform.settings(Map.of()))
                .containsOnly(
                        Map.entry("MAINT_PLATFORM_URL", platform.url()),
                        Map.entry("MAINT_PROBE_ALLOW", "127.0.0.1:" + port),
                        Map.entry(
                                "MAINT_PROBE_DIRECTORIES",
                                home.file("simulated/backups").toString()));
        assertThat(platform.settings(Map.of("MAINT_PLATFORM_URL", "https://x.example", "MAINT_PROBE_ALLOW", " ")))
                .doesNotContainKey("MAINT_PLATFORM_URL")
                .containsKeys("MAINT_PROBE_ALLOW", "MAINT_PROBE_DIRECTORIES");
    }

    @Test
    void who_has_named_a_platform_keeps_it() {
        home.writeForOwner("simulated.properties", "platform=false\nport=" + port + "\n");
        assertThat(prepared().settings(Map.of())).doesNotContainKey("MAINT_PLATFORM_URL");
    }

    @Test
    void it_runs_in_a_small_process_at_the_given_time_and_ends_when_it_is_told_to() throws IOException {
        SimulatedChild platform = prepared();
        try (platform) {
            platform.start("http://127.0.0.1:" + Ports.free() + "/maint/", NOW);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(platform::isReady);
            assertThat(Micro.answers(port, "/health")).isTrue();
            try (Stream<Path> backups = Files.list(home.file("simulated/backups"))) {
                assertThat(backups).anyMatch(file -> file.endsWith("backup-2026-11-23-0200.sql.gz"));
            }
        }
        assertThat(platform.isAlive()).isFalse();
        assertThat(Micro.answers(port, "/health")).isFalse();
    }
}
