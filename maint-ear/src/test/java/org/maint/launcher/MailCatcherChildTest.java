package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCatcherChildTest {
    @TempDir
    Path directory;

    private Home home;

    @BeforeEach
    void begun() {
        home = Home.at(directory).make();
    }

    private MailCatcherChild prepared() {
        return MailCatcherChild.prepare(home, Map.of()).orElseThrow();
    }

    @Test
    void it_keeps_its_ports_and_takes_another_when_one_is_taken() throws IOException {
        String url = prepared().url();
        Map<String, String> settings = prepared().settings(Map.of());
        assertThat(prepared().url()).isEqualTo(url);
        assertThat(prepared().settings(Map.of())).isEqualTo(settings);
        try (ServerSocket taken = new ServerSocket(URI.create(url).getPort(), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(prepared().url()).isNotEqualTo("http://127.0.0.1:" + taken.getLocalPort() + "/");
            assertThat(prepared().settings(Map.of())).isEqualTo(settings);
        }
    }

    @Test
    void the_application_is_told_where_it_is() {
        MailCatcherChild catcher = prepared();
        assertThat(catcher.settings(Map.of()))
                .containsOnlyKeys("MAINT_SMTP_HOST", "MAINT_SMTP_PORT", "MAINT_SMTP_TLS", "MAINT_SMTP_FROM")
                .containsEntry("MAINT_SMTP_HOST", "127.0.0.1")
                .containsEntry("MAINT_SMTP_TLS", "NONE")
                .containsEntry("MAINT_SMTP_FROM", "maint@plomberiedexperts.example");
        assertThat(catcher.settings(Map.of("MAINT_SMTP_FROM", "me@example.com")))
                .doesNotContainKey("MAINT_SMTP_FROM");
    }

    @Test
    void where_the_environment_names_a_mail_server_there_is_none() {
        assertThat(MailCatcherChild.prepare(home, Map.of("MAINT_SMTP_HOST", "mail.example.com")))
                .isEmpty();
        assertThat(MailCatcherChild.prepare(home, Map.of("MAINT_SMTP_HOST", " ")))
                .isPresent();
    }

    @Test
    void it_runs_in_a_small_process_and_ends_when_it_is_told_to() {
        MailCatcherChild catcher = prepared();
        int port = URI.create(catcher.url()).getPort();
        try (catcher) {
            catcher.start(Instant.parse("2026-11-23T13:30:00Z"));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(catcher::isReady);
            assertThat(Micro.answers(port, "/")).isTrue();
        }
        assertThat(catcher.isAlive()).isFalse();
        assertThat(Micro.answers(port, "/messages")).isFalse();
    }
}
