package org.maint.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Where people are reached, once they have shown that it is theirs. */
class ContactsTest {
    private static int number;

    private static World world;
    private static Actor me;

    @BeforeAll
    static void install(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        world.withMail();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void somebody() {
        world.clock().advance(Duration.ofDays(1));
        me = world.person("person" + number++, Role.TECHNICIAN);
    }

    private static Contact add(String address) {
        return world.in(services -> services.contacts().add(me, Medium.EMAIL, address));
    }

    /** The code as it was sent: it stands nowhere else. */
    private static String code(Contact contact) {
        List<Outgoing> sent = world.in(services ->
                services.notifications().claim(MailServer.KEY, 100, Via.SWEEP).outgoing());
        Outgoing mail = sent.stream()
                .filter(each -> contact.address().equals(each.address()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertThat(mail.words().subject()).doesNotContainPattern("\\d{6}");
        return mail.words().text().replaceAll("(?s).*?(?<!\\d)(\\d{6})(?!\\d).*", "$1");
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    /** As a request would: an attempt counts although it is refused. */
    private static Refusal tried(Actor actor, Contact contact, String code) {
        return world.in(services -> {
            Refusal refusal = catchThrowableOfType(
                    Refusal.class, () -> services.contacts().verify(actor, contact.id(), code));
            assertThat(refusal).as("a refusal").isNotNull();
            return refusal;
        });
    }

    private static Refusal refused(ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private static List<Contact> mine() {
        return world.in(services -> services.contacts().mine(me));
    }

    @Test
    void what_somebody_adds_is_used_once_they_have_typed_the_code_that_was_sent_there() {
        Contact contact = add("home@example.org");
        assertThat(contact.usable()).isFalse();
        String code = code(contact);
        world.act(services -> services.contacts().verify(me, contact.id(), " " + code + " "));
        assertThat(mine()).hasSize(2).allMatch(Contact::usable);
        assertThat(tried(me, contact, code).reason().key()).isEqualTo("conflict.contact.verified");
        assertThat(refused(() -> world.act(services -> services.contacts().sendCode(me, contact.id())))
                        .reason()
                        .key())
                .isEqualTo("conflict.contact.verified");
    }

    @Test
    void how_it_went_with_a_contact_in_forty_days_is_counted() {
        Contact contact = mine().get(0);
        world.act(services -> services.notifications().test(me, contact.id()));
        world.clock().advance(Duration.ofSeconds(3));
        deliver(new Delivery.Delivered("250 OK"));
        world.act(services -> services.notifications().test(me, contact.id()));
        deliver(new Delivery.Refused("550 unknown"));
        ContactRecord record = Objects.requireNonNull(records().get(contact.id()));
        assertThat(record.sent()).isEqualTo(2);
        assertThat(record.delivered()).isEqualTo(1);
        assertThat(record.lastDeliveredAt()).isEqualTo(world.clock().instant());
        assertThat(record.testedAt()).isEqualTo(world.clock().instant());
        assertThat(record.averageMillis()).isEqualTo(3_000);
        world.clock().advance(Duration.ofDays(41));
        assertThat(records()).doesNotContainKey(contact.id());
        world.act(services -> services.notifications().test(me, contact.id()));
        assertThat(records().get(contact.id()))
                .extracting(ContactRecord::delivered, ContactRecord::lastDeliveredAt, ContactRecord::averageMillis)
                .containsExactly(0L, null, null);
        Optional<Instant> oldest = world.in(services -> services.notifications().oldestWaiting());
        assertThat(oldest).contains(world.clock().instant());
    }

    private static Map<UUID, ContactRecord> records() {
        return world.in(services -> services.notifications().records(me));
    }

    private static void deliver(Delivery outcome) {
        world.sent(MailServer.KEY, outcome);
    }

    @Test
    void after_five_wrong_codes_the_right_one_counts_no_longer_and_another_one_does() {
        Contact contact = add("wrong@example.org");
        String code = code(contact);
        for (int i = 0; i < Contact.MOST_TRIES; i++) {
            assertThat(tried(me, contact, wrong(code)).reason().key()).isEqualTo("invalid.code");
        }
        assertThat(tried(me, contact, code).reason().key()).isEqualTo("conflict.contact.code-over");
        world.clock().advance(Contact.CODE_PAUSE);
        world.act(services -> services.contacts().sendCode(me, contact.id()));
        String another = code(contact);
        world.act(services -> services.contacts().verify(me, contact.id(), another));
        assertThat(mine()).allMatch(Contact::usable);
    }

    @Test
    void a_code_expires_and_the_one_before_counts_no_longer() {
        Contact contact = add("late@example.org");
        String first = code(contact);
        assertThat(refused(() -> world.act(services -> services.contacts().sendCode(me, contact.id())))
                        .reason()
                        .key())
                .isEqualTo("conflict.contact.code-soon");
        world.clock().advance(Contact.CODE_PAUSE);
        world.act(services -> services.contacts().sendCode(me, contact.id()));
        String second = code(contact);
        if (!first.equals(second)) {
            assertThat(tried(me, contact, first).reason().key()).isEqualTo("invalid.code");
        }
        world.clock().advance(Contact.CODE_LASTS);
        assertThat(tried(me, contact, second).reason().key()).isEqualTo("conflict.contact.code-over");
    }

    @Test
    void somebody_elses_contact_is_none_at_all() {
        Contact contact = add("mine@example.org");
        String code = code(contact);
        Actor other = world.person("other", Role.TECHNICIAN, Role.ADMIN);
        assertThat(tried(other, contact, code).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refused(() -> world.act(services -> services.contacts().remove(other, contact.id())))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refused(() -> world.act(services -> services.contacts().sendCode(other, contact.id())))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        world.act(services -> services.contacts().verify(me, contact.id(), code));
    }

    @Test
    void addresses_that_are_none_and_ways_that_there_are_none_of_are_refused_and_nothing_is_kept() {
        for (Map.Entry<Medium, String> wrong : Map.of(
                        Medium.EMAIL, "a@b\r\nBcc: c@d",
                        Medium.SMS, "514 555-0123",
                        Medium.VOICE, "+1 514 CALL ME",
                        Medium.SLACK, "#room")
                .entrySet()) {
            assertThat(refused(() -> world.act(
                                    services -> services.contacts().add(me, wrong.getKey(), wrong.getValue())))
                            .kind())
                    .isEqualTo(Refusal.Kind.INVALID);
        }
        // Nobody has set up a gateway: the code could not be sent.
        assertThat(refused(() -> world.act(services -> services.contacts().add(me, Medium.SMS, "+15145550123")))
                        .reason()
                        .key())
                .isEqualTo("conflict.contact.no-channel");
        assertThat(mine()).hasSize(1);
        add("twice@example.org");
        assertThat(refused(() -> add("twice@example.org")).reason().key()).isEqualTo("conflict.contact.known");
    }

    @Test
    void the_address_on_ones_record_stays_and_others_go() {
        Contact record = mine().get(0);
        assertThat(record.usable()).isTrue();
        assertThat(refused(() -> world.act(services -> services.contacts().remove(me, record.id())))
                        .reason()
                        .key())
                .isEqualTo("conflict.contact.record");
        Contact contact = add("goes@example.org");
        world.act(services -> services.contacts().remove(me, contact.id()));
        assertThat(mine()).hasSize(1);
        assertThat(tried(me, contact, "123456").kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void nobody_can_have_codes_sent_to_ever_new_strangers() {
        mine();
        for (int i = 0; i < Contacts.MOST_A_DAY - 1; i++) {
            Contact contact = add("stranger" + i + "@example.org");
            world.act(services -> services.contacts().remove(me, contact.id()));
        }
        assertThat(refused(() -> add("last@example.org")).reason().key()).isEqualTo("conflict.contact.too-many-today");
        world.clock().advance(Duration.ofDays(1).plusSeconds(1));
        add("last@example.org");
    }
}
