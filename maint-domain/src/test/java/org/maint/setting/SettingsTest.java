package org.maint.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.audit.AuditQuery;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** What may be set. */
class SettingsTest {
    @TempDir
    static Path home;

    private static World world() {
        return World.at("2026-11-23T09:00", home);
    }

    private static Refusal refused(ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private static void url(World world, Actor actor, int version, String url) {
        world.act(services -> services.settings().changePlatformUrl(actor, version, url));
    }

    @Test
    void the_platforms_address_is_one_that_a_browser_opens() {
        try (World world = world()) {
            Actor admin = world.person("root", Role.ADMIN);
            for (String bad : List.of(
                    "plomberiedexperts.com",
                    "ftp://example.com",
                    "javascript:alert(1)",
                    "https://",
                    "https://user:secret@example.com",
                    "https://exa mple.com",
                    "https://example.com/" + "x".repeat(300))) {
                assertThat(refused(() -> url(world, admin, 0, bad))
                                .faults()
                                .get(0)
                                .pointer())
                        .as(bad)
                        .isEqualTo("/platformUrl");
            }
            url(world, admin, 0, " https://app.example.com/start ");
            Optional<URI> set = world.in(services -> services.settings().platformUrl());
            assertThat(set).contains(URI.create("https://app.example.com/start"));
            url(world, admin, 1, " ");
            Optional<URI> forgotten = world.in(services -> services.settings().platformUrl());
            assertThat(forgotten).isEmpty();
        }
    }

    @Test
    void what_the_server_is_configured_with_wins_and_cannot_be_changed() {
        try (World world = world()) {
            Actor admin = world.person("root", Role.ADMIN);
            url(world, admin, 0, "https://typed.example.com");
            world.act(services -> {
                Settings settings = new Settings(
                        services.em(), event -> {}, world.clock(), Optional.of("https://configured.example.com"));
                assertThat(settings.platformUrl()).contains(URI.create("https://configured.example.com"));
                assertThat(settings.current().platformUrlIsFixed()).isTrue();
                assertThat(refused(() -> settings.changePlatformUrl(admin, 1, "https://other.example.com"))
                                .kind())
                        .isEqualTo(Refusal.Kind.CONFLICT);
                // Nonsense is passed over, and logged.
                assertThat(new Settings(services.em(), event -> {}, world.clock(), Optional.of("nonsense"))
                                .platformUrl())
                        .contains(URI.create("https://typed.example.com"));
            });
        }
    }

    @Test
    void things_are_kept_within_bounds() {
        try (World world = world()) {
            Actor admin = world.person("root", Role.ADMIN);
            CurrentSettings before = world.in(services -> services.settings().current());
            assertThat(before.days(Retained.NOTIFICATIONS)).isEqualTo(400);
            assertThat(before.days(Retained.SESSIONS)).isEqualTo(90);
            List<Integer> bad = new ArrayList<>(List.of(29, 3_651, 0, -1));
            bad.add(null);
            for (Integer days : bad) {
                assertThat(refused(() -> world.act(services ->
                                        services.settings().changeDays(admin, Retained.NOTIFICATIONS, 0, days)))
                                .kind())
                        .isEqualTo(Refusal.Kind.INVALID);
            }
            world.act(services -> services.settings().changeDays(admin, Retained.SESSIONS, 0, 7));
            int after = world.in(services -> services.settings().current().days(Retained.SESSIONS));
            assertThat(after).isEqualTo(7);
        }
    }

    @Test
    void of_two_administrators_who_set_a_thing_the_second_is_told() {
        try (World world = world()) {
            Actor one = world.person("one", Role.ADMIN);
            Actor two = world.person("two", Role.ADMIN);
            url(world, one, 0, "https://one.example.com");
            assertThat(refused(() -> url(world, two, 0, "https://two.example.com"))
                            .kind())
                    .isEqualTo(Refusal.Kind.STALE);
            Optional<URI> set = world.in(services -> services.settings().platformUrl());
            assertThat(set).contains(URI.create("https://one.example.com"));
        }
    }

    @Test
    void also_when_both_set_it_for_the_first_time_at_the_same_moment() throws Exception {
        try (World world = world()) {
            Actor one = world.person("one", Role.ADMIN);
            Actor two = world.person("two", Role.ADMIN);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Callable<String>> deeds = List.of(
                    () -> outcome(() -> url(world, one, 0, "https://one.example.com")),
                    () -> outcome(() -> url(world, two, 0, "https://two.example.com")));
            List<String> answers = new ArrayList<>();
            for (Future<String> each : threads.invokeAll(deeds)) {
                answers.add(each.get());
            }
            threads.shutdown();
            assertThat(answers).containsExactlyInAnyOrder("done", "STALE");
        }
    }

    private static String outcome(Runnable deed) {
        try {
            deed.run();
            return "done";
        } catch (Refusal refusal) {
            return refusal.kind().name();
        }
    }

    @Test
    void only_an_administrator_sets_anything_and_it_is_audited() {
        try (World world = world()) {
            Actor admin = world.person("root", Role.ADMIN);
            for (Actor actor : List.of(world.viewer(), world.lead(), world.person("boss", Role.MANAGER))) {
                assertThat(refused(() -> url(world, actor, 0, "https://example.com"))
                                .kind())
                        .isEqualTo(Refusal.Kind.FORBIDDEN);
                assertThat(refused(() -> world.act(
                                        services -> services.settings().changeDays(actor, Retained.SESSIONS, 0, 30)))
                                .kind())
                        .isEqualTo(Refusal.Kind.FORBIDDEN);
            }
            url(world, admin, 0, "https://example.com");
            List<String> trail = world
                    .in(services ->
                            services.audit().list(admin, new AuditQuery(null, "setting.", null, null, null), 0, 10))
                    .items()
                    .stream()
                    .map(line -> line.subject() + " " + line.detail())
                    .toList();
            assertThat(trail).containsExactly("setting:platform.url null → https://example.com");
        }
    }
}
