package org.maint.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertQuery;
import org.maint.alerting.AlertState;
import org.maint.metric.Sample;
import org.maint.notification.Channel;
import org.maint.notification.ChannelWish;
import org.maint.notification.HeldReason;
import org.maint.notification.MailServer;
import org.maint.notification.Medium;
import org.maint.notification.Notification;
import org.maint.notification.NotificationState;
import org.maint.notification.Notifications;
import org.maint.notification.Outgoing;
import org.maint.notification.Via;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.rota.RotaWish;
import org.maint.rota.Rotation;
import org.maint.shared.Refusal;
import org.maint.silence.AlertMatcher;
import org.maint.silence.Silence;
import org.maint.silence.SilenceWish;
import org.maint.testing.World;
import org.maint.window.WindowWish;

/** From an alert that fires to everybody who is told of it, on a real database. */
class EscalationsTest {
    private static World world;
    private static Actor machine;
    private static Actor admin;

    @BeforeAll
    static void install(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        machine = world.person("machine", Role.INGEST);
        admin = world.person("ada", Role.ADMIN);
        world.withMail();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void clean() {
        world.clock().set("2026-11-23T08:30");
        world.act(services -> {
            services.em().createNativeQuery("update alert set held_by = null").executeUpdate();
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
                    "notification",
                    "reminder",
                    "channel",
                    "maintenance_window")) {
                services.em().createNativeQuery("delete from " + table).executeUpdate();
            }
        });
    }

    private static Instant now() {
        return world.clock().instant();
    }

    private static void push(Sample... samples) {
        world.act(services -> services.samples().accept(machine, List.of(samples)));
        world.act(services -> services.evaluations().evaluate(true));
        advance();
    }

    private static void advance() {
        while (world.in(services -> services.escalations().advance())) {}
    }

    private static void later(Duration time) {
        world.clock().advance(time);
        advance();
    }

    /** The platform has been down for so long that it fires now. */
    private static void outage() {
        Instant begin = now().minus(Duration.ofMinutes(6));
        push(Sample.of("platform.up", begin, 0), Sample.of("platform.up", begin.plusSeconds(301), 0));
    }

    private static void disk(String host, double free) {
        push(new Sample("host.disk-free", now().minusSeconds(1), free, "", new TreeMap<>(Map.of("host", host))));
    }

    private static List<Alert> alerts() {
        return world.in(services -> services.alerts()
                .list(world.viewer(), new AlertQuery(java.util.Set.of(), null, null), 0, 100)
                .items());
    }

    /** What goes out by mail and was not seen before. */
    private static List<Outgoing> mails() {
        return world.sent(MailServer.KEY);
    }

    private static List<String> to(List<Outgoing> sent) {
        return sent.stream()
                .map(each -> String.valueOf(each.address()))
                .sorted()
                .toList();
    }

    private static Escalations.Story story(Alert alert) {
        return world.in(services -> services.escalations().story(world.viewer(), alert.number()));
    }

    private static List<Notification> written(Alert alert) {
        return world.in(services -> services.notifications().ofAlert(world.viewer(), alert.number(), 100));
    }

    @Test
    void a_critical_alert_tells_all_levels_at_once_and_again_every_quarter_of_an_hour_until_somebody_has_it() {
        outage();
        List<Outgoing> first = mails();
        // L3 has no address in the plan: that nobody could be reached is on record.
        assertThat(to(first)).containsExactly("admin@plomberiedexperts.com", "support@plomberiedexperts.com");
        Alert alert = alerts().get(0);
        assertThat(story(alert).lines())
                .extracting(line -> line.kind() + " " + line.levels())
                .containsExactly("TOLD L1 L2 L3", "NOBODY L3");
        later(Duration.ofMinutes(14));
        assertThat(mails()).isEmpty();
        later(Duration.ofMinutes(1));
        assertThat(to(mails())).containsExactly("admin@plomberiedexperts.com", "support@plomberiedexperts.com");
        later(Duration.ofMinutes(15));
        assertThat(mails()).hasSize(2);
        world.act(services -> services.alerts().acknowledge(world.technician(), alert.number(), null));
        later(Duration.ofHours(1));
        assertThat(mails()).filteredOn(each -> each.kind().equals("page.alert")).isEmpty();
    }

    @Test
    void a_warning_goes_up_a_level_after_an_hour_and_four_more_hours_and_not_once_somebody_has_it() {
        disk("web-1", 10);
        assertThat(mails()).as("the first notice of a group waits for others").isEmpty();
        later(Duration.ofSeconds(30));
        assertThat(to(mails())).containsExactly("admin@plomberiedexperts.com");
        Alert alert = alerts().get(0);
        assertThat(story(alert).coming().get(0).at())
                .isEqualTo(now().minusSeconds(30).plus(Duration.ofHours(1)));
        assertThat(story(alert).coming().get(0).levels()).containsExactly("L2");
        assertThat(story(alert).coming().get(1).levels()).containsExactly("L3");
        later(Duration.ofHours(1));
        assertThat(to(mails())).containsExactly("support@plomberiedexperts.com");
        world.act(services -> services.alerts().acknowledge(world.technician(), alert.number(), "on it"));
        later(Duration.ofHours(3).plusMinutes(59));
        assertThat(mails()).isEmpty();
        assertThat(story(alert).coming()).isEmpty();
    }

    @Test
    void after_a_time_without_maint_an_escalation_is_where_it_should_be_with_one_message() {
        disk("web-1", 10);
        later(Duration.ofSeconds(30));
        assertThat(mails()).hasSize(1);
        later(Duration.ofHours(9));
        // L2 and L3 were due; L3 has no address: one message, to L2, and the record that nobody was there at L3.
        assertThat(to(mails())).containsExactly("support@plomberiedexperts.com");
        assertThat(story(alerts().get(0)).lines())
                .extracting(line -> line.kind() + " " + line.levels())
                .contains("TOLD L2 L3", "NOBODY L3");
        later(Duration.ofMinutes(10));
        assertThat(mails()).isEmpty();
    }

    @Test
    void alerts_of_one_metric_within_the_wait_are_one_message_and_those_that_come_soon_after_another() {
        disk("web-1", 10);
        later(Duration.ofSeconds(10));
        disk("web-2", 11);
        assertThat(mails()).isEmpty();
        later(Duration.ofSeconds(20));
        List<Outgoing> together = mails();
        assertThat(together).hasSize(1);
        assertThat(together.get(0).words().text()).contains("web-1").contains("web-2");
        // Both alerts show it.
        assertThat(alerts()).allSatisfy(alert -> assertThat(written(alert))
                .anyMatch(each -> each.id().equals(together.get(0).id())));
        disk("web-3", 12);
        later(Duration.ofMinutes(4));
        assertThat(mails()).as("changes of a group go out every five minutes").isEmpty();
        later(Duration.ofMinutes(1));
        assertThat(mails())
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.words().text()).contains("web-3").doesNotContain("web-1"));
    }

    @Test
    void whoever_was_told_hears_that_it_is_over_and_nobody_else_does() {
        outage();
        List<Outgoing> first = mails();
        push(Sample.of("platform.up", now(), 1));
        List<Outgoing> over = mails();
        assertThat(to(over)).isEqualTo(to(first));
        assertThat(over).allSatisfy(mail -> {
            assertThat(mail.kind()).isEqualTo("page.over");
            assertThat(mail.thread())
                    .as("one conversation")
                    .isEqualTo(first.get(0).thread());
        });
        assertThat(story(alerts().get(0)).escalation().state()).isEqualTo(EscalationState.ENDED);
        later(Duration.ofHours(5));
        assertThat(mails()).isEmpty();
    }

    @Test
    void what_is_over_before_anybody_was_told_is_not_told() {
        disk("web-1", 10);
        later(Duration.ofSeconds(5));
        disk("web-1", 60);
        assertThat(alerts().get(0).state()).isEqualTo(AlertState.RESOLVED);
        later(Duration.ofHours(1));
        assertThat(mails()).isEmpty();
    }

    @Test
    void in_an_announced_window_alerts_are_recorded_and_not_sent_and_what_still_fires_at_its_end_comes_back() {
        world.act(services -> services.windows()
                .plan(world.lead(), WindowWish.of("New disks", "planned", now(), now().plus(Duration.ofHours(1)))));
        outage();
        assertThat(mails()).isEmpty();
        Alert alert = alerts().get(0);
        assertThat(written(alert)).isNotEmpty().allSatisfy(each -> {
            assertThat(each.state()).isEqualTo(NotificationState.HELD);
            assertThat(each.heldReason()).isEqualTo(HeldReason.WINDOW);
            assertThat(each.receipt()).isEqualTo("New disks");
        });
        assertThat(story(alert).escalation().heldReason()).isEqualTo(HeldReason.WINDOW);
        int held = written(alert).size();
        later(Duration.ofMinutes(30));
        assertThat(written(alert)).as("said once").hasSize(held);
        later(Duration.ofMinutes(31));
        assertThat(mails()).hasSize(2);
    }

    @Test
    void what_is_silenced_is_not_sent_and_says_by_what_and_comes_when_the_silence_ends_before_its_time() {
        Silence silence = world.in(services -> services.silences()
                .silence(
                        world.lead(),
                        SilenceWish.of(
                                AlertMatcher.of(false, "host.disk-free*", Severity.WARNING, null, null),
                                "Disks are on order",
                                null,
                                now().plus(Duration.ofHours(6)))));
        disk("web-1", 10);
        later(Duration.ofMinutes(2));
        assertThat(mails()).isEmpty();
        assertThat(written(alerts().get(0))).isNotEmpty().allSatisfy(each -> {
            assertThat(each.heldReason()).isEqualTo(HeldReason.SILENCED);
            assertThat(each.receipt()).isEqualTo("Disks are on order");
        });
        world.act(services -> services.silences().end(world.lead(), silence.id(), null));
        later(Duration.ofSeconds(30));
        assertThat(to(mails())).containsExactly("admin@plomberiedexperts.com");
    }

    @Test
    void what_follows_from_the_platform_being_down_is_held_back_with_that_reason_and_comes_when_it_is_up() {
        outage();
        mails();
        push(Sample.of("platform.response-time", now().minusSeconds(1), 30));
        assertThat(mails()).isEmpty();
        Alert slow = alerts().stream()
                .filter(each -> each.fingerprint().equals("platform.response-time"))
                .findFirst()
                .orElseThrow();
        assertThat(written(slow)).isNotEmpty().allSatisfy(each -> assertThat(each.heldReason())
                .isEqualTo(HeldReason.INHIBITED));
        push(Sample.of("platform.up", now(), 1));
        assertThat(mails())
                .filteredOn(each -> each.kind().equals("page.alert"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.title().en()).contains("A-" + slow.number()));
    }

    @Test
    void what_comes_and_goes_is_told_at_first_and_then_that_it_does_and_not_each_time() {
        Instant at = now().minus(Duration.ofMinutes(40));
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            samples.add(Sample.of("platform.error-rate", at.plus(Duration.ofMinutes(i)), i % 2 == 0 ? 9 : 0));
        }
        for (Sample sample : samples) {
            world.act(services -> services.samples().accept(machine, List.of(sample)));
            world.act(services -> services.evaluations().evaluate(true));
            later(Duration.ofSeconds(20));
        }
        List<Outgoing> all = new ArrayList<>(mails());
        List<Outgoing> inbox = world.in(services -> services.notifications()
                .claim(org.maint.notification.Channels.PORTAL, 500, Via.SWEEP)
                .outgoing());
        List<String> flaps = inbox.stream()
                .filter(each -> each.kind().equals("alert.flapping"))
                .map(each -> String.valueOf(each.recipient()))
                .toList();
        assertThat(flaps)
                .as("each person hears once that it comes and goes")
                .isNotEmpty()
                .doesNotHaveDuplicates();
        long pages =
                all.stream().filter(each -> each.kind().equals("page.alert")).count();
        assertThat(pages)
                .as("undamped it would be two for each of twelve times")
                .isLessThanOrEqualTo(12);
    }

    @Test
    void what_becomes_worse_begins_again_with_the_policy_of_what_it_is_now() {
        push(Sample.of("platform.error-rate", now().minusSeconds(20), 3));
        later(Duration.ofSeconds(30));
        assertThat(mails()).hasSize(1);
        push(Sample.of("platform.error-rate", now().minusSeconds(1), 90));
        assertThat(to(mails())).containsExactly("admin@plomberiedexperts.com", "support@plomberiedexperts.com");
        assertThat(story(alerts().get(0)).lines())
                .extracting(EscalationLine::kind)
                .contains(EscalationLine.Kind.WORSE);
    }

    @Test
    void a_message_about_very_many_names_them_all_to_a_program() {
        room("many", Severity.WARNING);
        Sample[] full = new Sample[130];
        for (int i = 0; i < full.length; i++) {
            full[i] = new Sample(
                    "host.disk-free", now().minusSeconds(1), 10, "", new TreeMap<>(Map.of("host", "web-" + i)));
        }
        push(full);
        later(Duration.ofSeconds(30));
        assertThat(world.sent("many")).singleElement().satisfies(message -> {
            assertThat(message.title().en()).startsWith("130 ");
            assertThat(org.maint.shared.Canonical.parse(String.valueOf(message.data()))
                            .path("alerts"))
                    .hasSize(130);
        });
    }

    @Test
    void a_room_takes_what_is_bad_enough_and_hears_the_end() {
        world.act(services -> services.channels()
                .make(
                        admin,
                        new ChannelWish(
                                Medium.SLACK,
                                "Ops room",
                                true,
                                Severity.CRITICAL,
                                "fr",
                                null,
                                Map.of("url", "https://hooks.example.com/abc"))));
        disk("web-1", 10);
        later(Duration.ofSeconds(30));
        outage();
        push(Sample.of("platform.up", now(), 1));
        List<Outgoing> room = world.in(services ->
                services.notifications().claim("ops-room", 100, Via.SWEEP).outgoing());
        assertThat(room).extracting(Outgoing::kind).containsExactlyInAnyOrder("alert.firing", "page.over");
        assertThat(room.get(0).language().getLanguage()).isEqualTo("fr");
    }

    @Test
    void beyond_its_limit_a_channel_sends_one_digest() {
        world.act(services -> services.channels()
                .make(
                        admin,
                        new ChannelWish(
                                Medium.WEBHOOK,
                                "Pager",
                                true,
                                Severity.WARNING,
                                "en",
                                2,
                                Map.of("url", "http://127.0.0.1:9/hook"))));
        for (int i = 0; i < 5; i++) {
            push(new Sample(
                    "security.failed-logins", now().minusSeconds(1), 9, "", new TreeMap<>(Map.of("account", "a" + i))));
            later(Duration.ofSeconds(1));
            world.act(services -> services.em()
                    .createNativeQuery("update escalation set group_key = concat('each ', alert_number)")
                    .executeUpdate());
        }
        later(Duration.ofSeconds(31));
        List<Outgoing> sent = world.sent("pager");
        assertThat(sent).hasSize(2);
        world.clock().advance(Duration.ofSeconds(61));
        world.act(services -> services.notifications().fold(100));
        List<Outgoing> digest = world.in(services ->
                services.notifications().claim("pager", 100, Via.SWEEP).outgoing());
        assertThat(digest).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo("digest.held");
            assertThat(one.title().en()).contains("3");
        });
        world.act(services -> services.notifications().fold(100));
        List<Outgoing> more = world.in(services ->
                services.notifications().claim("pager", 100, Via.SWEEP).outgoing());
        assertThat(more).isEmpty();
    }

    @Test
    void steps_are_taken_once_however_many_nodes_look() throws Exception {
        outage();
        mails();
        world.clock().advance(Duration.ofMinutes(15));
        List<Thread> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(new Thread(EscalationsTest::advance));
        }
        nodes.forEach(Thread::start);
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(mails()).hasSize(2);
    }

    @Test
    void the_mail_says_what_where_and_how_to_answer_and_escapes_what_others_wrote() {
        push(new Sample(
                "security.failed-logins",
                now().minusSeconds(1),
                9,
                "",
                new TreeMap<>(Map.of("account", "<img src=x onerror=alert(1)>"))));
        later(Duration.ofSeconds(30));
        Outgoing mail = mails().get(0);
        assertThat(mail.words().subject())
                .startsWith("[")
                .contains("A-" + alerts().get(0).number());
        assertThat(mail.words().html()).doesNotContain("<img").contains("&lt;img");
        assertThat(mail.words().actionUrl()).contains("/acknowledge?t=");
    }

    @Test
    void what_becomes_worse_than_what_somebody_has_in_hand_calls_again_and_can_be_taken_in_hand_again() {
        push(Sample.of("platform.error-rate", now().minusSeconds(20), 3));
        later(Duration.ofSeconds(30));
        mails();
        Alert alert = alerts().get(0);
        world.act(services -> services.alerts().acknowledge(world.technician(), alert.number(), null));
        push(Sample.of("platform.error-rate", now().minusSeconds(1), 90));
        assertThat(alerts().get(0).state()).isEqualTo(AlertState.FIRING);
        assertThat(alerts().get(0).acknowledgedBy()).isNull();
        assertThat(alerts().get(0).assignee()).isEqualTo(world.technician().id());
        assertThat(pages(mails())).hasSize(2);
        later(Duration.ofMinutes(15));
        assertThat(pages(mails())).hasSize(2);
        world.act(services -> services.alerts().acknowledge(world.technician(), alert.number(), null));
        later(Duration.ofHours(1));
        assertThat(pages(mails())).isEmpty();
    }

    private static List<Outgoing> pages(List<Outgoing> mails) {
        return mails.stream().filter(mail -> mail.kind().equals("page.alert")).toList();
    }

    private static void room(String title, Severity from) {
        world.act(services -> services.channels()
                .make(
                        admin,
                        new ChannelWish(
                                Medium.SLACK,
                                title,
                                true,
                                from,
                                "fr",
                                null,
                                Map.of("url", "https://hooks.example.com/" + title))));
    }

    private static List<String> heard(String room) {
        return world.sent(room).stream().map(Outgoing::kind).toList();
    }

    @Test
    void a_room_that_takes_only_what_is_critical_hears_of_what_becomes_so() {
        room("war-room", Severity.CRITICAL);
        push(Sample.of("platform.error-rate", now().minusSeconds(20), 3));
        later(Duration.ofSeconds(30));
        assertThat(mails()).hasSize(1);
        assertThat(heard("war-room")).isEmpty();
        push(Sample.of("platform.error-rate", now().minusSeconds(1), 90));
        assertThat(heard("war-room")).containsExactly("alert.firing");
        later(Duration.ofMinutes(15));
        assertThat(heard("war-room")).as("said once").isEmpty();
    }

    @Test
    void what_flaps_is_told_once_when_it_becomes_critical() {
        push(Sample.of("platform.error-rate", now().minusSeconds(20), 3));
        later(Duration.ofSeconds(30));
        mails();
        world.act(services -> services.em()
                .createNativeQuery("update alert set flapping = true")
                .executeUpdate());
        push(Sample.of("platform.error-rate", now().minusSeconds(1), 90));
        assertThat(pages(mails())).hasSize(2);
        world.act(services -> services.em()
                .createNativeQuery("update alert set flapping = true")
                .executeUpdate());
        later(Duration.ofMinutes(15));
        assertThat(pages(mails())).as("again is held back").isEmpty();
    }

    @Test
    void what_was_held_back_because_the_platform_was_down_comes_also_when_a_person_says_that_it_is_up() {
        outage();
        mails();
        push(Sample.of("platform.response-time", now().minusSeconds(1), 30));
        assertThat(mails()).isEmpty();
        long down = alert("platform.up").number();
        world.act(services -> services.alerts().resolve(world.technician(), down, "Up again"));
        advance();
        long slow = alert("platform.response-time").number();
        assertThat(pages(mails()))
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.title().en()).contains("A-" + slow));
    }

    private static List<String> lanes() {
        return world.in(services -> services.notifications().lanes());
    }

    private static Alert alert(String fingerprint) {
        return alerts().stream()
                .filter(each -> each.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_outage_that_comes_and_goes_does_not_hasten_what_waits_for_its_next_level() {
        push(Sample.of("platform.error-rate", now().minusSeconds(20), 3));
        later(Duration.ofSeconds(30));
        assertThat(to(mails())).containsExactly("admin@plomberiedexperts.com");
        Alert slow = alert("platform.error-rate");
        Instant next = story(slow).escalation().nextAt();
        world.clock().advance(Duration.ofMinutes(10));
        outage();
        mails();
        push(Sample.of("platform.up", now(), 1));
        later(Duration.ofMinutes(1));
        assertThat(pages(mails())).isEmpty();
        assertThat(story(slow).escalation().nextAt()).isEqualTo(next);
    }

    @Test
    void an_inbox_alone_calls_nobody() {
        Actor rita = world.person("rita", Role.TECHNICIAN);
        world.act(services -> services.em()
                .createNativeQuery("update contact set removed_at = now(6) where person_id = ?1")
                .setParameter(1, rita.id().value())
                .executeUpdate());
        UUID rota = world.in(services -> services.rotas()
                .create(
                        world.lead(),
                        RotaWish.of(
                                "L3",
                                "Emergency",
                                List.of(rita.id()),
                                Rotation.DAYS,
                                56,
                                LocalTime.of(0, 0),
                                null,
                                LocalDate.of(2026, 11, 1),
                                null))
                .id());
        try {
            outage();
            assertThat(story(alerts().get(0)).lines())
                    .extracting(line -> line.kind() + " " + line.levels())
                    .containsExactly("TOLD L1 L2 L3", "NOBODY L3");
            assertThat(written(alerts().get(0)))
                    .anyMatch(each -> rita.id().equals(each.recipient()) && each.medium() == Medium.PORTAL);
        } finally {
            world.act(services -> services.rotas().archive(world.lead(), rota, null));
        }
    }

    @Test
    void who_is_no_person_of_maint_and_has_it_in_hand_is_asked_again_too() {
        outage();
        mails();
        long number = alerts().get(0).number();
        world.act(services -> services.alerts().acknowledge(number, "System Administrator"));
        later(Escalations.ASKED_AGAIN_AFTER);
        assertThat(mails())
                .filteredOn(mail -> mail.kind().equals("alert.reminder"))
                .extracting(mail -> String.valueOf(mail.address()))
                .containsExactlyInAnyOrder("admin@plomberiedexperts.com", "support@plomberiedexperts.com");
        assertThat(story(alerts().get(0)).lines())
                .extracting(EscalationLine::kind)
                .contains(EscalationLine.Kind.REMINDED);
    }

    @Test
    void what_waits_for_a_channel_that_was_removed_is_refused_and_its_end_goes_by_another() {
        room("old-room", Severity.WARNING);
        outage();
        assertThat(lanes()).contains("old-room");
        world.act(services -> services.channels().remove(admin, "old-room", null));
        assertThat(lanes()).contains("old-room");
        Notifications.Claimed claimed =
                world.in(services -> services.notifications().claim("old-room", 100, Via.SWEEP));
        assertThat(claimed.outgoing()).isEmpty();
        assertThat(written(alerts().get(0)))
                .filteredOn(each -> each.lane().equals("old-room"))
                .isNotEmpty()
                .allMatch(each -> each.state() == NotificationState.REFUSED);
        assertThat(lanes()).doesNotContain("old-room");
        mails();
        push(Sample.of("platform.up", now(), 1));
        assertThat(written(alerts().get(0)))
                .filteredOn(
                        each -> each.lane().equals("old-room") && each.kind().equals("page.over"))
                .isEmpty();
    }

    @Test
    void whoever_heard_of_it_only_in_a_digest_hears_that_it_is_over() {
        world.act(services -> services.channels()
                .make(
                        admin,
                        new ChannelWish(
                                Medium.WEBHOOK,
                                "Narrow",
                                true,
                                Severity.WARNING,
                                "en",
                                1,
                                Map.of("url", "http://127.0.0.1:9/hook"))));
        disk("web-1", 10);
        later(Duration.ofSeconds(30));
        outage();
        assertThat(heard("narrow")).containsExactly("alert.firing");
        world.clock().advance(Duration.ofSeconds(61));
        world.act(services -> services.notifications().fold(100));
        assertThat(heard("narrow")).containsExactly("digest.held");
        Alert down = alert("platform.up");
        assertThat(written(down)).anyMatch(each -> each.kind().equals("digest.held"));
        world.clock().advance(Duration.ofSeconds(61));
        push(Sample.of("platform.up", now(), 1));
        assertThat(heard("narrow")).containsExactly("page.over");
    }

    @Test
    void what_was_claimed_and_not_begun_waits_again_as_if_nobody_had_claimed_it() {
        outage();
        for (int i = 0; i < 12; i++) {
            List<Outgoing> claimed = world.in(services -> services.notifications()
                    .claim(MailServer.KEY, 10, Via.SWEEP)
                    .outgoing());
            assertThat(claimed).as("round " + i).hasSize(2).allMatch(each -> each.attempt() == 1);
            world.act(services -> services.notifications().record(List.of(), claimed));
        }
        assertThat(mails()).hasSize(2);
    }

    @Test
    void one_message_whose_secret_cannot_be_opened_holds_up_no_other() {
        outage();
        world.act(services -> services.em()
                .createNativeQuery("update notification set sealed_link = 'AQIDBA==' where lane = 'email'"
                        + " order by created_at, id limit 1")
                .executeUpdate());
        assertThat(mails()).hasSize(1);
        assertThat(written(alerts().get(0)))
                .filteredOn(each -> each.state() == NotificationState.REFUSED)
                .singleElement()
                .satisfies(each -> assertThat(each.receipt()).isEqualTo("unreadable secret"));
    }

    @Test
    void a_channel_is_an_administrators_business() {
        ChannelWish wish =
                new ChannelWish(Medium.WEBHOOK, "x", true, null, "en", null, Map.of("url", "ftp://example.com"));
        assertThatThrownBy(() -> world.act(services -> services.channels().make(world.lead(), wish)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        assertThatThrownBy(() -> world.act(services -> services.channels().make(admin, wish)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
        List<Channel> none = world.in(services -> services.channels().list(admin));
        assertThat(none).isEmpty();
    }
}
