package org.maint.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.audit.AuditQuery;
import org.maint.people.People.Invited;
import org.maint.people.People.Issued;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Who may sign in, and with what. */
class PeopleTest {
    @TempDir
    static Path home;

    private static World world;

    @BeforeAll
    static void install() {
        world = World.at("2026-11-23T09:00", home);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Invited invited(String login) {
        return world.in(
                services -> services.people().invite(null, login, login, login + "@example.com", Set.of(Role.VIEWER)));
    }

    private static SignIn signIn(String login, String password, String address) {
        return world.in(services -> services.people().signIn(login, password, address));
    }

    @Test
    void after_five_failures_even_the_right_password_waits_a_quarter_of_an_hour() {
        Invited person = invited("harried");
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("harried", "wrong", "192.0.2.1")).isInstanceOf(SignIn.Rejected.class);
        }
        assertThat(signIn("harried", person.oneTimePassword(), "192.0.2.9")).isInstanceOf(SignIn.Throttled.class);
        world.clock().advance(Duration.ofMinutes(15));
        assertThat(signIn("harried", person.oneTimePassword(), "192.0.2.9")).isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void an_unknown_login_is_answered_like_a_wrong_password() {
        assertThat(signIn("nobody-at-all", "wrong", "192.0.2.2")).isInstanceOf(SignIn.Rejected.class);
    }

    @Test
    void a_password_is_kept_as_pbkdf2_with_600_000_iterations_and_a_token_as_its_hash() {
        Invited person = invited("kept");
        Issued token = world.in(services -> services.people().createToken(null, "script", Role.VIEWER, "kept"));
        List<?> stored = world.in(services -> services.em()
                .createNativeQuery("select concat(p.password_hash, ' ', t.hash) from person p join api_token t"
                        + " on t.person_id = p.id where p.login = 'kept'")
                .getResultList());
        assertThat(String.valueOf(stored.get(0)))
                .startsWith("pbkdf2-sha256$600000$")
                .doesNotContain(person.oneTimePassword())
                .doesNotContain(token.secret());
    }

    @Test
    void a_token_acts_in_its_one_role_until_it_is_revoked() {
        Issued token = world.in(services -> services.people().createToken(null, "robot", Role.TECHNICIAN, null));
        Actor actor =
                world.in(services -> services.people().byToken(token.secret()).orElseThrow());
        assertThat(actor.roles()).containsExactly(Role.TECHNICIAN);
        Actor admin = world.person("root", Role.ADMIN);
        world.act(services -> services.people().revokeToken(admin, token.token().id()));
        boolean known =
                world.in(services -> services.people().byToken(token.secret()).isPresent());
        assertThat(known).isFalse();
    }

    @Test
    void a_token_gives_nobody_a_role_that_they_do_not_hold() {
        invited("modest");
        assertThatThrownBy(() -> world.in(services -> services.people().createToken(null, "x", Role.ADMIN, "modest")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void weak_passwords_and_bad_logins_are_refused() {
        Invited person = invited("picky");
        Actor actor = person.person().actor();
        for (String weak : List.of("short", "password1234", "aaaaaaaaaaaaaa", "i-am-picky-too", "x".repeat(129))) {
            assertThatThrownBy(() -> world.act(
                            services -> services.people().changePassword(actor, person.oneTimePassword(), weak, null)))
                    .as(weak)
                    .isInstanceOf(Refusal.class);
        }
        for (String login : List.of("", "A", "with space", "é", "a".repeat(64))) {
            assertThatThrownBy(() -> invited(login)).as(login).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> invited("picky")).isInstanceOf(Refusal.class);
    }

    @Test
    void what_people_do_stands_in_the_audit_trail() {
        invited("audited");
        signIn("audited", "wrong", "192.0.2.3");
        Actor admin = world.person("auditor", Role.ADMIN);
        List<String> trail = world.in(services -> services.audit().list(admin, AuditQuery.ALL, 0, 50)).items().stream()
                .map(line -> line.action() + " " + line.subject())
                .toList();
        assertThat(trail).contains("session.refused login:audited");
        assertThatThrownBy(() -> world.in(services -> services.audit().list(world.viewer(), AuditQuery.ALL, 0, 50)))
                .isInstanceOf(Refusal.class);
    }
}
