package org.maint.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.Invitations.Issued;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Who is invited, and what becomes of their link. */
class InvitationsTest {
    private static final String PASSWORD = "a quiet valve turns twice";

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

    private static Actor admin() {
        return world.person("root", Role.ADMIN);
    }

    private static Issued invite(String login, Role... roles) {
        return world.in(services ->
                services.invitations().invite(admin(), login, login, login + "@example.com", Set.of(roles), "fr"));
    }

    private static Person accept(String token) {
        return world.in(services -> services.invitations().accept(token, PASSWORD, "en", "Europe/Paris"));
    }

    private static Refusal refused(ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    @Test
    void who_follows_their_link_chooses_a_password_a_language_and_a_zone_and_may_sign_in() {
        Issued issued = invite("camille", Role.VIEWER, Role.TECHNICIAN);
        Invitation shown = world.in(services -> services.invitations().byToken(issued.token()));
        assertThat(shown.name()).isEqualTo("camille");
        Person person = accept(issued.token());
        assertThat(person.roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.TECHNICIAN);
        assertThat(person.locale()).hasToString("en");
        assertThat(person.zone()).hasToString("Europe/Paris");
        assertThat(person.passwordOneTime()).isFalse();
        SignIn signIn = world.in(services -> services.people().signIn("camille", PASSWORD, "192.0.2.20"));
        assertThat(signIn).isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void an_unknown_used_expired_renewed_or_withdrawn_link_gets_one_and_the_same_answer() {
        Issued used = invite("used", Role.VIEWER);
        accept(used.token());
        Issued renewed = invite("renewed", Role.VIEWER);
        Issued fresh = world.in(services ->
                services.invitations().renew(admin(), renewed.invitation().id()));
        Issued withdrawn = invite("withdrawn", Role.VIEWER);
        world.act(services ->
                services.invitations().withdraw(admin(), withdrawn.invitation().id()));
        List<String> dead = new ArrayList<>(List.of("", "x", used.token(), renewed.token(), withdrawn.token()));
        assertThat(accept(fresh.token()).login()).isEqualTo("renewed");
        dead.add(fresh.token());
        Issued expired = invite("expired", Role.VIEWER);
        world.clock().advance(Duration.ofDays(7));
        dead.add(expired.token());
        for (String token : dead) {
            Refusal looked =
                    refused(() -> world.in(services -> services.invitations().byToken(token)));
            Refusal followed = refused(() -> accept(token));
            assertThat(List.of(looked.kind(), followed.kind())).containsOnly(Refusal.Kind.NOT_FOUND);
            assertThat(List.of(looked.reason().key(), followed.reason().key())).containsOnly("not-found.invitation");
        }
        // What has only expired can be renewed.
        Issued again = world.in(services ->
                services.invitations().renew(admin(), expired.invitation().id()));
        assertThat(accept(again.token()).login()).isEqualTo("expired");
    }

    @Test
    void a_link_makes_one_person_however_often_it_is_followed_at_once() throws Exception {
        Issued issued = invite("hasty", Role.VIEWER);
        ExecutorService browsers = Executors.newFixedThreadPool(4);
        Callable<Boolean> follow = () -> {
            try {
                return accept(issued.token()).login().equals("hasty");
            } catch (Refusal refusal) {
                assertThat(refusal.reason().key()).isEqualTo("not-found.invitation");
                return false;
            }
        };
        List<Boolean> answers = new ArrayList<>();
        for (Future<Boolean> each : browsers.invokeAll(List.of(follow, follow, follow, follow))) {
            answers.add(each.get());
        }
        browsers.shutdown();
        assertThat(answers).containsOnlyOnce(true);
    }

    @Test
    void a_weak_password_is_refused_and_the_link_still_opens() {
        Issued issued = invite("weakling", Role.VIEWER);
        Refusal refusal = refused(
                () -> world.in(services -> services.invitations().accept(issued.token(), "password1234", "fr", null)));
        assertThat(refusal.faults().get(0).pointer()).isEqualTo("/password");
        Refusal zone = refused(() ->
                world.in(services -> services.invitations().accept(issued.token(), PASSWORD, "fr", "Europe/Atlantis")));
        assertThat(zone.faults().get(0).pointer()).isEqualTo("/zone");
        assertThat(accept(issued.token()).login()).isEqualTo("weakling");
    }

    @Test
    void a_login_is_invited_once_and_roles_of_machines_are_not_for_people() {
        invite("twice", Role.VIEWER);
        assertThat(refused(() -> invite("twice", Role.VIEWER)).reason().key()).isEqualTo("conflict.login.invited");
        assertThat(refused(() -> invite("root", Role.VIEWER)).reason().key()).isEqualTo("conflict.login");
        assertThat(refused(() -> invite("robot", Role.INGEST)).faults().get(0).pointer())
                .isEqualTo("/roles");
        assertThat(refused(() -> invite("nothing")).faults().get(0).pointer()).isEqualTo("/roles");
        assertThat(refused(() -> invite("Not A Login", Role.VIEWER))
                        .faults()
                        .get(0)
                        .pointer())
                .isEqualTo("/login");
        Actor viewer = world.viewer();
        assertThat(refused(() -> world.in(services -> services.invitations()
                                .invite(viewer, "x1", "X", "x@example.com", Set.of(Role.ADMIN), null)))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    void only_the_hash_of_the_token_is_kept() {
        Issued issued = invite("hashed", Role.VIEWER);
        List<?> stored = world.in(services -> services.em()
                .createNativeQuery("select hash from invitation where login = 'hashed'")
                .getResultList());
        assertThat(String.valueOf(stored.get(0))).hasSize(64).isNotEqualTo(issued.token());
    }
}
