package org.maint.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.notification.MailServer;
import org.maint.notification.Outgoing;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** A new password for who has forgotten theirs: by a link in a mail, and by nothing else. */
class PasswordResetsTest {
    private static final String CHOSEN = "a quiet valve turns twice";
    private static final String HERE = "192.0.2.7";

    private static World world;

    @BeforeAll
    static void install(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        world.withMail();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** Each on another day: what was asked before counts no longer. */
    @BeforeEach
    void nextDay() {
        world.clock().advance(Duration.ofDays(1));
        mails();
    }

    private static void ask(String name) {
        ask(name, HERE);
    }

    private static void ask(String name, String from) {
        world.act(services -> services.passwordResets().ask(name, from));
    }

    /** What goes out, sent at once. */
    private static List<Outgoing> mails() {
        return world.sent(MailServer.KEY);
    }

    private static String token(Outgoing mail) {
        String url = String.valueOf(mail.words().actionUrl());
        assertThat(url).startsWith("/reset?t=");
        return url.substring("/reset?t=".length());
    }

    private static String asked(String name) {
        ask(name);
        List<Outgoing> sent = mails();
        assertThat(sent).hasSize(1);
        return token(sent.get(0));
    }

    private static Person reset(String token, String password) {
        return world.in(services -> services.passwordResets().reset(token, password, HERE));
    }

    private static Refusal refused(ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private static SignIn signIn(String login, String password) {
        return world.in(services -> services.people().signIn(login, password, HERE));
    }

    private static Optional<Person> holder(UUID session) {
        return world.in(services -> services.sessions().holder(session));
    }

    private static List<String> audited(String like) {
        return world.in(services -> services
                .em()
                .createQuery("select concat(a.action, ' ', a.subject, ' ', a.detail) from AuditEntry a", String.class)
                .getResultList()
                .stream()
                .filter(line -> line.startsWith(like))
                .toList());
    }

    @Test
    void the_link_in_the_mail_changes_the_password_once_ends_every_session_and_opens_a_throttled_account() {
        Actor nina = world.person("nina", Role.VIEWER);
        UUID session = world.in(services ->
                services.sessions().begin(nina.id(), HERE, "Firefox").id());
        for (int i = 0; i < People.FAILURES_PER_ACCOUNT; i++) {
            signIn("nina", "no idea at all");
        }
        assertThat(signIn("nina", "no idea at all")).isInstanceOf(SignIn.Throttled.class);
        String token = asked("Nina@Example.com");
        assertThat(world.in(services -> services.passwordResets().byToken(token))
                        .login())
                .isEqualTo("nina");
        assertThat(holder(session)).as("asking alone ends nothing").isPresent();
        assertThat(refused(() -> reset(token, "password1234")).kind()).isEqualTo(Refusal.Kind.INVALID);
        reset(token, CHOSEN);
        assertThat(signIn("nina", CHOSEN)).isInstanceOf(SignIn.Accepted.class);
        assertThat(holder(session)).isEmpty();
        assertThat(refused(() -> reset(token, "another valve turns thrice")).kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(audited("password.reset person:" + nina.id())).hasSize(1);
        assertThat(audited("password.reset-asked person:" + nina.id())).hasSize(1);
    }

    @Test
    void an_unknown_used_replaced_or_expired_link_gets_one_and_the_same_answer() {
        world.person("otto", Role.VIEWER);
        List<String> dead = new ArrayList<>(List.of("", "x"));
        String replaced = asked("otto");
        dead.add(replaced);
        String used = asked("otto");
        reset(used, CHOSEN);
        dead.add(used);
        String expired = asked("otto");
        world.clock().advance(PasswordReset.VALID_FOR.minusSeconds(1));
        assertThat(world.in(services -> services.passwordResets().byToken(expired))
                        .login())
                .isEqualTo("otto");
        world.clock().advance(Duration.ofSeconds(1));
        dead.add(expired);
        for (String token : dead) {
            assertThat(refused(() -> world.act(
                                    services -> services.passwordResets().byToken(token)))
                            .reason()
                            .key())
                    .isEqualTo("not-found.reset");
            assertThat(refused(() -> reset(token, CHOSEN)).reason().key()).isEqualTo("not-found.reset");
        }
    }

    @Test
    void nobody_a_machine_and_who_is_no_longer_active_get_nothing_and_the_answer_is_the_same() {
        Actor gone = world.person("gone", Role.VIEWER);
        Actor admin = world.person("root", Role.ADMIN);
        String before = asked("gone");
        world.act(services -> services.profiles()
                .deactivate(
                        admin,
                        gone.id(),
                        services.profiles().get(admin, gone.id()).version()));
        world.act(services -> services.people().createToken(null, "robot", Role.INGEST, null));
        for (String name : List.of("gone", "gone@example.com", "service-robot", "nobody@example.com", "%", "'")) {
            ask(name);
        }
        assertThat(mails()).isEmpty();
        assertThat(refused(() -> reset(before, CHOSEN)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void it_is_refused_after_three_questions_for_one_name_whether_or_not_there_is_somebody() {
        world.person("petra", Role.VIEWER);
        for (String name : List.of("petra", "nobody@example.com")) {
            for (int i = 0; i < PasswordResets.ASKED_PER_ACCOUNT; i++) {
                ask(name);
            }
            assertThat(refused(() -> ask(name)).reason().key()).isEqualTo("conflict.reset.too-many");
        }
        // By the other name of the same person it is answered as ever, and her mailbox is not filled further.
        assertThat(mails()).hasSize(PasswordResets.ASKED_PER_ACCOUNT);
        ask("petra@example.com");
        assertThat(mails()).isEmpty();
        world.clock().advance(People.FAILURE_WINDOW.plusSeconds(1));
        ask("petra");
        assertThat(mails()).hasSize(1);
    }

    @Test
    void it_is_refused_after_twenty_questions_from_one_place() {
        for (int i = 0; i < PasswordResets.ASKED_PER_ADDRESS; i++) {
            ask("guess" + i, "198.51.100.9");
        }
        assertThat(refused(() -> ask("one more", "198.51.100.9")).reason().key())
                .isEqualTo("conflict.reset.too-many");
        ask("one more", "198.51.100.10");
        assertThat(refused(() -> ask(" ", "198.51.100.10")).kind()).isEqualTo(Refusal.Kind.INVALID);
    }

    @Test
    void the_token_stands_nowhere_but_in_the_mail() {
        world.person("quinn", Role.VIEWER);
        ask("quinn");
        List<?> stored = world.in(services -> services.em()
                .createNativeQuery("select concat_ws(' ', title_en, body_en, link, coalesce(data, ''), sealed_link)"
                        + " from notification where kind = 'account.reset'")
                .getResultList());
        String token = token(mails().get(0));
        assertThat(stored).isNotEmpty().noneMatch(row -> row.toString().contains(token));
        List<?> hashes = world.in(services -> services.em()
                .createNativeQuery("select token_hash from password_reset")
                .getResultList());
        assertThat(hashes).isNotEmpty().noneMatch(hash -> hash.toString().equals(token));
        assertThat(audited("")).noneMatch(line -> line.contains(token));
        Person person =
                world.in(services -> services.people().activeByLogin("quinn").orElseThrow());
        assertThat(new PasswordResets.ResetIssued(person, token).toString()).doesNotContain(token);
    }

    @Test
    void an_invitation_goes_to_its_address_by_mail_and_a_renewed_one_again() {
        Actor admin = world.person("root", Role.ADMIN);
        Invitations.Issued issued = world.in(services -> services.invitations()
                .invite(admin, "rosa", "Rosa", "rosa@example.org", java.util.Set.of(Role.VIEWER), "en"));
        List<Outgoing> first = mails();
        assertThat(first).singleElement().satisfies(mail -> {
            assertThat(mail.address()).isEqualTo("rosa@example.org");
            assertThat(mail.words().subject()).isEqualTo("You are invited to maint");
            assertThat(mail.words().actionUrl()).isEqualTo("/invitation?token=" + issued.token());
        });
        Invitations.Issued again = world.in(services ->
                services.invitations().renew(admin, issued.invitation().id()));
        assertThat(mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.words().actionUrl()).endsWith(again.token()));
    }
}
