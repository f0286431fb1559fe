package org.maint.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertLine;
import org.maint.alerting.AlertState;
import org.maint.alerting.Alerts;
import org.maint.metric.Sample;
import org.maint.notification.MailServer;
import org.maint.notification.Notice;
import org.maint.notification.Outgoing;
import org.maint.notification.Via;
import org.maint.people.Actor;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.testing.World;

/** Links by which whoever was told says that they have an alert in hand. */
class AcknowledgementsTest {
    /** The plan's contact for the first level, which is no person. */
    private static final String PLANS = "admin@plomberiedexperts.com";

    private static World world;
    private static Actor machine;
    private static Actor admin;
    private static Actor lea;
    private static long alert;
    private static Map<String, String> links;

    @BeforeAll
    static void install(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        machine = world.person("machine", Role.INGEST);
        admin = world.person("ada", Role.ADMIN);
        lea = world.person("lea", Role.LEAD);
        world.withMail();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** Another outage each time, of which the plan's contacts and Lea are told. */
    @BeforeEach
    void outage() {
        world.clock().set("2026-11-23T08:30");
        world.act(services -> {
            for (String table : List.of(
                    "alert_line",
                    "alert_reason",
                    "alert",
                    "rule_condition",
                    "arrival",
                    "sample",
                    "series",
                    "escalation_line",
                    "escalation",
                    "escalation_group",
                    "notification_attempt",
                    "notification_alert",
                    "notification")) {
                services.em().createNativeQuery("delete from " + table).executeUpdate();
            }
        });
        push(0, now().minus(Duration.ofMinutes(6)));
        push(0, now());
        Outgoing first = mails().stream()
                .filter(mail -> PLANS.equals(mail.address()))
                .findFirst()
                .orElseThrow();
        alert = Alerts.number(first.thread().replace("alert-", "")).orElseThrow();
        Notice page = new Notice(
                "page.alert",
                Severity.CRITICAL,
                Text.same("down"),
                Text.same("down"),
                "/alert?n=" + alert,
                null,
                first.thread(),
                List.of(alert));
        world.act(services -> {
            Person person = services.people().active(lea.id()).orElseThrow();
            services.outbox().tell(page, List.of(person));
        });
        links = new HashMap<>();
        links.put(PLANS, token(first));
        mails().stream()
                .filter(mail -> "lea@example.com".equals(mail.address()))
                .forEach(mail -> links.put("lea", token(mail)));
        assertThat(links).hasSize(2);
    }

    private static Instant now() {
        return world.clock().instant();
    }

    private static void push(double up, Instant at) {
        world.act(services -> services.samples().accept(machine, List.of(Sample.of("platform.up", at, up))));
        world.act(services -> services.evaluations().evaluate(true));
        while (world.in(services -> services.escalations().advance())) {}
    }

    private static List<Outgoing> mails() {
        return world.in(services ->
                services.notifications().claim(MailServer.KEY, 500, Via.SWEEP).outgoing());
    }

    private static String token(Outgoing mail) {
        String url = String.valueOf(mail.words().actionUrl());
        assertThat(url).startsWith("/acknowledge?t=");
        return url.substring("/acknowledge?t=".length());
    }

    private static String link(String whose) {
        return java.util.Objects.requireNonNull(links.get(whose), whose);
    }

    private static Acknowledgements.Offer look(String token) {
        return world.in(services -> services.acknowledgements().look(token));
    }

    private static Acknowledgements.Offer acknowledge(String token) {
        return world.in(services -> services.acknowledgements().acknowledge(token));
    }

    private static Alert alert() {
        return world.in(
                services -> services.alerts().whole(world.viewer(), alert).alert());
    }

    private static List<AlertLine> acknowledgedLines() {
        return world.in(services -> services.alerts().whole(world.viewer(), alert).lines().stream()
                .filter(line -> line.kind() == AlertLine.Kind.ACKNOWLEDGED)
                .toList());
    }

    private static void opensNothing(String token) {
        for (boolean pressed : List.of(false, true)) {
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> Optional.of(pressed ? acknowledge(token) : look(token)));
            assertThat(refusal).as("a refusal").isNotNull();
            assertThat(refusal.reason().key()).isEqualTo("not-found.acknowledge");
        }
        assertThat(alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(acknowledgedLines()).isEmpty();
    }

    @Test
    void looking_changes_nothing_and_the_button_takes_it_in_hand_for_the_person() {
        assertThat(look(link("lea")).open()).isTrue();
        assertThat(look(link("lea")).by()).isNull();
        assertThat(alert().state()).isEqualTo(AlertState.FIRING);
        assertThat(acknowledge(link("lea")).by()).isEqualTo("lea");
        assertThat(alert().state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(alert().acknowledgedBy()).isEqualTo(lea.id());
        assertThat(alert().assignee()).isEqualTo(lea.id());
    }

    @Test
    void a_second_time_changes_nothing_and_says_who_has_it() {
        acknowledge(link("lea"));
        for (String token : List.of(link("lea"), link(PLANS))) {
            Acknowledgements.Offer again = acknowledge(token);
            assertThat(again.open()).isFalse();
            assertThat(again.by()).isEqualTo("lea");
        }
        assertThat(acknowledgedLines()).hasSize(1);
        assertThat(alert().acknowledgedBy()).isEqualTo(lea.id());
    }

    @Test
    void the_plans_contact_without_a_person_takes_it_in_hand_under_the_plans_name_for_it() {
        Acknowledgements.Offer taken = acknowledge(link(PLANS));
        assertThat(taken.by()).isNotBlank().isEqualTo(taken.contact());
        assertThat(alert().state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(alert().acknowledgedBy()).isNull();
        assertThat(acknowledgedLines()).singleElement().satisfies(line -> assertThat(line.words())
                .isEqualTo(taken.contact()));
        // Whoever follows another link later reads who it was.
        assertThat(look(link("lea")).by()).isEqualTo(taken.contact());
    }

    @Test
    void it_opens_something_for_a_day() {
        world.clock().advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(look(link("lea")).open()).isTrue();
        world.clock().advance(Duration.ofSeconds(1));
        opensNothing(link("lea"));
    }

    @Test
    void one_that_was_altered_or_never_signed_opens_nothing() {
        String token = link("lea");
        int dot = token.indexOf('.');
        String said = token.substring(0, dot);
        String signature = token.substring(dot + 1);
        byte[] raw = java.util.Base64.getUrlDecoder().decode(said);
        String forged = new String(raw, java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst(
                        "\\d+$", Long.toString(now().plus(Duration.ofDays(900)).getEpochSecond()));
        String later = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(forged.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String otherSignature = link(PLANS).substring(link(PLANS).indexOf('.') + 1);
        List<String> wrong = new ArrayList<>(List.of(
                "",
                ".",
                "x",
                said,
                said + ".",
                later + "." + signature,
                said + "." + otherSignature,
                said + "." + signature.substring(1),
                token + "0",
                "A".repeat(5_000)));
        wrong.forEach(AcknowledgementsTest::opensNothing);
        assertThat(look(token).open()).as("the right one still does").isTrue();
    }

    @Test
    void of_who_was_deactivated_or_has_removed_the_contact_it_opens_nothing() {
        world.act(services -> services.profiles()
                .deactivate(
                        admin,
                        lea.id(),
                        services.profiles().get(admin, lea.id()).version()));
        opensNothing(link("lea"));
        world.act(services -> services.profiles()
                .reactivate(
                        admin,
                        lea.id(),
                        services.profiles().get(admin, lea.id()).version()));
        assertThat(look(link("lea")).open()).isTrue();
        world.act(services -> {
            // Her record names another address, so that this one goes.
            Person person = services.people().active(lea.id()).orElseThrow();
            services.profiles()
                    .change(admin, lea.id(), person.version(), person.name(), "elsewhere@example.com", person.roles());
        });
        try {
            opensNothing(link("lea"));
        } finally {
            world.act(services -> {
                Person person = services.people().active(lea.id()).orElseThrow();
                services.profiles()
                        .change(admin, lea.id(), person.version(), person.name(), "lea@example.com", person.roles());
            });
        }
    }

    @Test
    void the_link_of_a_message_about_several_takes_all_of_them_in_hand() {
        for (String host : List.of("web-1", "web-2")) {
            world.act(services -> services.samples()
                    .accept(
                            machine,
                            List.of(new Sample(
                                    "host.disk-free",
                                    now().minusSeconds(1),
                                    10,
                                    "",
                                    new java.util.TreeMap<>(Map.of("host", host))))));
        }
        world.act(services -> services.evaluations().evaluate(true));
        world.clock().advance(Duration.ofSeconds(31));
        while (world.in(services -> services.escalations().advance())) {}
        Outgoing together = mails().stream()
                .filter(mail -> mail.title().en().contains("2"))
                .findFirst()
                .orElseThrow();
        Acknowledgements.Offer offer = look(token(together));
        assertThat(offer.alerts()).hasSize(2).allMatch(each -> each.state() == AlertState.FIRING);
        assertThat(acknowledge(token(together)).open()).isFalse();
        assertThat(look(token(together)).alerts()).allMatch(each -> each.state() == AlertState.ACKNOWLEDGED);
        assertThat(alert().state()).as("another message's").isEqualTo(AlertState.FIRING);
    }

    @Test
    void of_an_alert_that_is_over_it_says_so_and_changes_nothing() {
        world.act(services -> services.alerts().resolve(world.lead(), alert, null));
        Acknowledgements.Offer offer = acknowledge(link("lea"));
        assertThat(offer.open()).isFalse();
        assertThat(offer.alert().state()).isEqualTo(AlertState.RESOLVED);
        assertThat(acknowledgedLines()).isEmpty();
        assertThat(alert().state()).isEqualTo(AlertState.RESOLVED);
    }
}
