package org.maint.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.installation.Standalone.Services;
import org.maint.notification.MailServer;
import org.maint.notification.Outgoing;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Who gets on the list of customers, and who must not. */
class SubscribersTest {
    @TempDir
    static Path home;

    private World world;

    @BeforeEach
    void install() {
        world = World.at("2026-11-23T14:00", home);
        world.withMail();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void ask(String email, String from) {
        world.act(services -> services.subscribers().ask(email, Locale.ENGLISH, from));
    }

    private List<Outgoing> mails() {
        return world.sent(MailServer.KEY);
    }

    private static String token(Outgoing mail) {
        return String.valueOf(mail.words().actionUrl()).replaceFirst(".*[?]t=", "");
    }

    private long count() {
        return world.in(services -> services.subscribers().count());
    }

    private Refusal refused(Consumer<Services> deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> world.act(deed));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    @Test
    void nobody_is_on_the_list_before_the_owner_of_the_address_has_said_so() {
        ask("Anne@Customer.example", "192.0.2.1");
        assertThat(count()).isZero();
        Outgoing mail = mails().get(0);
        assertThat(mail.address()).isEqualTo("anne@customer.example");
        assertThat(mail.words().actionUrl()).contains("/status/confirm?t=");
        String token = token(mail);
        assertThat((boolean) world.in(services -> services.subscribers().mayConfirm(token)))
                .isTrue();
        assertThat(count()).as("looking at a link does nothing").isZero();
        world.act(services -> services.subscribers().confirm(token));
        assertThat(count()).isEqualTo(1);
        assertThat(refused(services -> services.subscribers().confirm(token)).kind())
                .as("a link opens something once")
                .isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void whoever_asks_hears_the_same_whether_or_not_the_address_is_known_and_the_owner_is_not_flooded() {
        ask("anne@customer.example", "192.0.2.1");
        ask("anne@customer.example", "192.0.2.1");
        List<Outgoing> first = mails();
        assertThat(first).hasSize(1);
        world.clock().advance(Duration.ofMinutes(11));
        ask("anne@customer.example", "192.0.2.1");
        Outgoing second = mails().get(0);
        assertThat(refused(services -> services.subscribers().confirm(token(first.get(0))))
                        .kind())
                .as("a newer mail takes the place of the older")
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        world.act(services -> services.subscribers().confirm(token(second)));
        world.clock().advance(Duration.ofMinutes(11));
        ask("anne@customer.example", "192.0.2.1");
        assertThat(mails()).as("who is on the list is not asked again").isEmpty();
    }

    @Test
    void nobody_asks_for_a_thousand_others() {
        for (int i = 0; i < Subscribers.ASKED_FROM_ONE_PLACE; i++) {
            ask("someone" + i + "@customer.example", "192.0.2.1");
        }
        assertThat(refused(services -> services.subscribers().ask("one@customer.example", Locale.ENGLISH, "192.0.2.1"))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        ask("one@customer.example", "192.0.2.2");
        assertThat(mails()).hasSize(Subscribers.ASKED_FROM_ONE_PLACE + 1);
        world.clock().advance(Subscribers.LIMITED_OVER.plusSeconds(1));
        ask("two@customer.example", "192.0.2.1");
        assertThat(mails()).hasSize(1);
    }

    @Test
    void a_link_is_over_after_two_days() {
        ask("anne@customer.example", "192.0.2.1");
        String token = token(mails().get(0));
        world.clock().advance(Subscriber.CONFIRMED_WITHIN.plusSeconds(1));
        assertThat(refused(services -> services.subscribers().confirm(token)).kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(count()).isZero();
    }

    @Test
    void what_is_no_address_is_refused_and_nothing_is_kept() {
        for (String typed : List.of("", "nobody", "a@b\nBcc: c@d", "a b@c", "<a@b>", "a@b,c@d")) {
            assertThat(refused(services -> services.subscribers().ask(typed, Locale.ENGLISH, "192.0.2.1"))
                            .kind())
                    .as(typed)
                    .isEqualTo(Refusal.Kind.INVALID);
        }
        assertThat(mails()).isEmpty();
        assertThat(refused(services -> services.subscribers()
                                .add(world.lead(), "good@customer.example\nnot one", Locale.ENGLISH))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(count()).isZero();
    }

    @Test
    void leads_and_managers_keep_the_list() {
        assertThat((int) world.in(services -> services.subscribers()
                        .add(world.lead(), "a@customer.example; b@customer.example,A@customer.example", Locale.FRENCH)))
                .isEqualTo(2);
        assertThat((int) world.in(services -> services.subscribers()
                        .add(world.person("boss", Role.MANAGER), "b@customer.example", Locale.FRENCH)))
                .isZero();
        assertThat(refused(services ->
                                services.subscribers().add(world.technician(), "c@customer.example", Locale.FRENCH))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(services -> services.subscribers().list(world.viewer(), 0, 10))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        Subscriber first = world.in(services ->
                services.subscribers().list(world.lead(), 0, 10).items().get(0));
        assertThat(first.email()).isEqualTo("a@customer.example");
        world.act(services -> services.subscribers().remove(world.lead(), first.id()));
        assertThat(count()).isEqualTo(1);
    }
}
