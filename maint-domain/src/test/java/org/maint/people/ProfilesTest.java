package org.maint.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.People.Issued;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Who changes what about a person. */
class ProfilesTest {
    @TempDir
    static Path home;

    private static Refusal refused(ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private static World world() {
        return World.at("2026-11-23T09:00", home);
    }

    private static Person find(World world, Actor actor) {
        return world.in(services -> services.profiles().get(world.viewer(), actor.id()));
    }

    private static Person change(World world, Actor by, Actor who, int version, Role... roles) {
        return world.in(services ->
                services.profiles().change(by, who.id(), version, "Somebody", "somebody@example.com", Set.of(roles)));
    }

    @Test
    void two_administrators_do_not_overwrite_each_other() {
        try (World world = world()) {
            Actor first = world.person("one", Role.ADMIN);
            Actor second = world.person("two", Role.ADMIN);
            Actor person = world.person("person", Role.VIEWER);
            int seen = find(world, person).version();
            change(world, first, person, seen, Role.VIEWER, Role.LEAD);
            Refusal refusal = refused(() -> change(world, second, person, seen, Role.VIEWER));
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.STALE);
            assertThat(find(world, person).roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.LEAD);
        }
    }

    @Test
    void of_two_administrators_who_change_a_person_at_once_one_is_told() throws Exception {
        try (World world = world()) {
            Actor first = world.person("one", Role.ADMIN);
            Actor second = world.person("two", Role.ADMIN);
            Actor person = world.person("person", Role.VIEWER);
            int seen = find(world, person).version();
            ExecutorService administrators = Executors.newFixedThreadPool(2);
            List<Callable<String>> changes = List.of(
                    () -> outcome(() -> change(world, first, person, seen, Role.LEAD)),
                    () -> outcome(() -> change(world, second, person, seen, Role.MANAGER)));
            List<String> answers = new java.util.ArrayList<>();
            for (Future<String> each : administrators.invokeAll(changes)) {
                answers.add(each.get());
            }
            administrators.shutdown();
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
    void signing_in_is_no_change_that_an_open_form_notices() {
        try (World world = world()) {
            Actor admin = world.person("one", Role.ADMIN);
            People.Invited invited = world.in(services ->
                    services.people().invite(null, "person", "Person", "person@example.com", Set.of(Role.VIEWER)));
            Actor person = invited.person().actor();
            int seen = find(world, person).version();
            world.in(services -> services.people().signIn("person", invited.oneTimePassword(), "192.0.2.1"));
            assertThat(change(world, admin, person, seen, Role.VIEWER).name()).isEqualTo("Somebody");
        }
    }

    @Test
    void nobody_changes_their_own_roles_or_locks_themselves_out() {
        try (World world = world()) {
            Actor admin = world.person("one", Role.ADMIN, Role.VIEWER);
            world.person("two", Role.ADMIN);
            int version = find(world, admin).version();
            for (Role[] roles : List.of(new Role[] {Role.VIEWER}, new Role[] {Role.ADMIN, Role.VIEWER, Role.LEAD})) {
                assertThat(refused(() -> change(world, admin, admin, version, roles))
                                .reason()
                                .key())
                        .isEqualTo("conflict.person.own-roles");
            }
            assertThat(refused(() -> world.act(services -> services.profiles().deactivate(admin, admin.id(), version)))
                            .reason()
                            .key())
                    .isEqualTo("conflict.person.own-roles");
            // Their name is theirs.
            assertThat(change(world, admin, admin, version, Role.ADMIN, Role.VIEWER)
                            .name())
                    .isEqualTo("Somebody");
        }
    }

    @Test
    void the_last_administrator_stays_one_whoever_asks() {
        try (World world = world()) {
            Actor installed = world.in(services -> services.people().all().stream()
                    .filter(person -> person.login().equals("admin"))
                    .findFirst()
                    .orElseThrow()
                    .actor());
            // A program's token administers too, and is no person who could let anybody in again.
            Issued token = world.in(services -> services.people().createToken(null, "script", Role.ADMIN, null));
            Actor script = world.in(
                    services -> services.people().byToken(token.secret()).orElseThrow());
            int version = find(world, installed).version();
            assertThat(refused(() -> change(world, script, installed, version, Role.VIEWER))
                            .reason()
                            .key())
                    .isEqualTo("conflict.person.last-administrator");
            assertThat(refused(() -> world.act(
                                    services -> services.profiles().deactivate(script, installed.id(), version)))
                            .reason()
                            .key())
                    .isEqualTo("conflict.person.last-administrator");
            world.person("second", Role.ADMIN);
            assertThat(change(world, script, installed, version, Role.VIEWER).roles())
                    .containsExactly(Role.VIEWER);
        }
    }

    @Test
    void two_administrators_who_deactivate_each_other_at_once_do_not_both_succeed() throws Exception {
        try (World world = world()) {
            Actor first = world.person("one", Role.ADMIN);
            Actor second = world.person("two", Role.ADMIN);
            Actor installed = world.in(services -> services.people().all().stream()
                    .filter(person -> person.login().equals("admin"))
                    .findFirst()
                    .orElseThrow()
                    .actor());
            world.act(services -> services.profiles()
                    .deactivate(first, installed.id(), find(world, installed).version()));
            int one = find(world, first).version();
            int two = find(world, second).version();
            ExecutorService administrators = Executors.newFixedThreadPool(2);
            List<Callable<String>> deeds = List.of(
                    () -> outcome(
                            () -> world.act(services -> services.profiles().deactivate(first, second.id(), two))),
                    () -> outcome(
                            () -> world.act(services -> services.profiles().deactivate(second, first.id(), one))));
            List<String> answers = new java.util.ArrayList<>();
            for (Future<String> each : administrators.invokeAll(deeds)) {
                answers.add(each.get());
            }
            administrators.shutdown();
            assertThat(answers).containsExactlyInAnyOrder("done", "CONFLICT");
        }
    }

    @Test
    void who_is_deactivated_is_out_at_once_with_sessions_and_tokens_and_comes_back_with_their_password() {
        try (World world = world()) {
            Actor admin = world.person("one", Role.ADMIN);
            People.Invited invited = world.in(services ->
                    services.people().invite(null, "person", "Person", "person@example.com", Set.of(Role.VIEWER)));
            Actor person = invited.person().actor();
            Session session = world.in(services -> services.sessions().begin(person.id(), "192.0.2.1", "Firefox"));
            Issued token = world.in(services -> services.people().createToken(null, "own", Role.VIEWER, "person"));
            int version = find(world, person).version();
            world.act(services -> services.profiles().deactivate(admin, person.id(), version));
            assertThat(signsIn(world, invited)).isFalse();
            assertThat(holds(world, session)).isFalse();
            assertThat(opens(world, token)).isFalse();
            int after = find(world, person).version();
            world.act(services -> services.profiles().reactivate(admin, person.id(), after));
            assertThat(signsIn(world, invited)).isTrue();
            assertThat(holds(world, session)).isFalse();
            assertThat(opens(world, token)).isTrue();
        }
    }

    private static boolean signsIn(World world, People.Invited invited) {
        return world.in(services ->
                        services.people().signIn(invited.person().login(), invited.oneTimePassword(), "192.0.2.1"))
                instanceof SignIn.Accepted;
    }

    private static boolean holds(World world, Session session) {
        return world.in(services -> services.sessions().holder(session.id()).isPresent());
    }

    private static boolean opens(World world, Issued token) {
        return world.in(services -> services.people().byToken(token.secret()).isPresent());
    }

    @Test
    void a_role_that_was_taken_away_is_gone_from_tokens_too() {
        try (World world = world()) {
            Actor admin = world.person("one", Role.ADMIN);
            Actor person = world.person("person", Role.VIEWER, Role.LEAD);
            Issued token = world.in(services -> services.people().createToken(null, "own", Role.LEAD, "person"));
            assertThat(opens(world, token)).isTrue();
            change(world, admin, person, find(world, person).version(), Role.VIEWER);
            assertThat(opens(world, token)).isFalse();
        }
    }

    @Test
    void people_change_their_own_name_address_language_and_zone_and_nobody_elses() {
        try (World world = world()) {
            Actor person = world.viewer();
            world.act(services -> services.people().giveDemoPassword(person.id(), "a password of mine"));
            int version = find(world, person).version();
            for (String wrong : java.util.Arrays.asList(null, "", "another password")) {
                assertThat(refused(() -> world.in(services -> services.profiles()
                                        .changeOwn(person, version, "Ève", "eve@example.com", "fr", null, wrong)))
                                .faults()
                                .get(0)
                                .pointer())
                        .as("another address needs the password")
                        .isEqualTo("/present");
            }
            Person changed = world.in(services -> services.profiles()
                    .changeOwn(
                            person,
                            version,
                            "Ève Côté",
                            "eve@example.com",
                            "fr",
                            "America/Vancouver",
                            "a password of mine"));
            assertThat(changed.name()).isEqualTo("Ève Côté");
            assertThat(changed.zone()).hasToString("America/Vancouver");
            for (String email : List.of("", "eve", "eve@", "@example.com", "e ve@example.com")) {
                assertThat(refused(() -> world.in(services -> services.profiles()
                                        .changeOwn(person, version + 1, "Ève", email, "fr", null, null)))
                                .faults()
                                .get(0)
                                .pointer())
                        .as(email)
                        .isEqualTo("/email");
            }
            assertThat(refused(() -> world.in(services -> services.profiles()
                                    .changeOwn(person, version + 1, "Ève", "eve@example.com", "fr", "+05:00", null)))
                            .faults()
                            .get(0)
                            .pointer())
                    .isEqualTo("/zone");
            assertThat(refused(() -> change(world, person, world.technician(), 0, Role.ADMIN))
                            .kind())
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
        }
    }
}
