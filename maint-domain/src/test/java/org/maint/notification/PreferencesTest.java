package org.maint.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.people.Actor;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.testing.World;

/** What reaches a person by which way, and when it waits. */
class PreferencesTest {
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
        world.clock().set("2026-11-23T08:30");
        me = world.person("person" + number++, Role.TECHNICIAN);
    }

    private static Refusal refused(ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private static List<Outgoing> mails() {
        return world.in(services ->
                services.notifications().claim(MailServer.KEY, 100, Via.SWEEP).outgoing());
    }

    private static Optional<LocalTime> begins() {
        return world.in(services -> services.preferences().quietHours(me).map(QuietHours::begins));
    }

    private static void choose(Topic topic, Medium medium, boolean wanted) {
        world.act(services -> services.preferences().choose(me, topic, medium, wanted));
    }

    /** What was written for me for a notice of this kind, by medium. */
    private static Map<Medium, Notification> told(String kind) {
        Notice notice = new Notice(kind, Severity.INFO, Text.same("t" + UUID.randomUUID()), Text.same("b"), "/today");
        return world.in(services -> {
            Person person = services.people().active(me.id()).orElseThrow();
            services.outbox().tell(notice, List.of(person));
            return services
                    .em()
                    .createQuery("select n from Notification n where n.title.en = :title", Notification.class)
                    .setParameter("title", notice.title().en())
                    .getResultList()
                    .stream()
                    .collect(Collectors.toMap(Notification::medium, each -> each));
        });
    }

    @Test
    void what_nobody_has_chosen_goes_its_usual_ways_and_what_was_chosen_goes_that_way() {
        assertThat(told("run.due")).containsOnlyKeys(Medium.PORTAL, Medium.EMAIL);
        choose(Topic.RUN_DUE, Medium.EMAIL, false);
        assertThat(told("run.due")).containsOnlyKeys(Medium.PORTAL);
        choose(Topic.RUN_DUE, Medium.PORTAL, false);
        assertThat(told("run.due")).isEmpty();
        assertThat(told("run.missed")).as("another topic").containsOnlyKeys(Medium.PORTAL, Medium.EMAIL);
        choose(Topic.RUN_DUE, Medium.EMAIL, true);
        assertThat(told("run.due")).containsOnlyKeys(Medium.EMAIL);
    }

    @Test
    void what_is_mandatory_cannot_be_switched_off_alone_or_among_others() {
        assertThat(refused(() -> choose(Topic.PAGE, Medium.EMAIL, false))
                        .reason()
                        .key())
                .isEqualTo("conflict.preference.mandatory");
        choose(Topic.PAGE, Medium.EMAIL, true);
        assertThat(refused(() -> choose(Topic.ACCOUNT, Medium.EMAIL, true))
                        .reason()
                        .key())
                .isEqualTo("conflict.preference.mandatory");
        assertThat(refused(() -> world.act(services -> services.preferences()
                                .choose(
                                        me,
                                        Map.of(
                                                Topic.RUN_DUE, Map.of(Medium.EMAIL, false),
                                                Topic.RUN_LATE, Map.of(Medium.PORTAL, false)))))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        Map<Topic, Map<Medium, Boolean>> mine =
                world.in(services -> services.preferences().mine(me));
        assertThat(mine.get(Topic.RUN_DUE)).as("all or nothing").containsEntry(Medium.EMAIL, true);
        assertThat(mine).doesNotContainKey(Topic.ACCOUNT);
        assertThat(refused(() -> choose(Topic.RUN_DUE, Medium.SLACK, true)).kind())
                .isEqualTo(Refusal.Kind.INVALID);
    }

    @Test
    void the_answers_of_one_are_not_those_of_another() {
        choose(Topic.RUN_DUE, Medium.EMAIL, false);
        me = world.person("another" + number, Role.TECHNICIAN);
        assertThat(told("run.due")).containsOnlyKeys(Medium.PORTAL, Medium.EMAIL);
    }

    @Test
    void in_quiet_hours_what_can_wait_does_in_the_persons_zone_and_comes_together_at_their_end() {
        world.act(services -> {
            Person person = services.people().active(me.id()).orElseThrow();
            services.profiles()
                    .changeOwn(me, person.version(), person.name(), person.email(), null, "Europe/Paris", null);
            services.preferences().quietHours(me, LocalTime.of(22, 0), LocalTime.of(6, 0));
        });
        // 17:00 in Montréal is 23:00 in Paris.
        world.clock().set("2026-11-23T17:00");
        Map<Medium, Notification> told = told("run.due");
        assertThat(told.get(Medium.PORTAL).state())
                .as("the inbox disturbs nobody")
                .isEqualTo(NotificationState.PENDING);
        assertThat(told.get(Medium.EMAIL).heldReason()).isEqualTo(HeldReason.QUIET_HOURS);
        assertThat(told.get(Medium.EMAIL).nextAttemptAt())
                .isEqualTo(LocalDateTime.parse("2026-11-24T06:00")
                        .atZone(ZoneId.of("Europe/Paris"))
                        .toInstant());
        told("run.missed");
        assertThat(told("page.alert").get(Medium.EMAIL).state())
                .as("an alert that somebody has to answer does not wait")
                .isEqualTo(NotificationState.PENDING);
        List<Outgoing> sent = new ArrayList<>();
        world.clock().advance(Duration.ofHours(7).minusSeconds(1));
        world.act(services -> services.notifications().fold(100));
        sent.addAll(mails());
        assertThat(sent).extracting(Outgoing::kind).doesNotContain("digest.held");
        world.clock().advance(Duration.ofSeconds(1));
        world.act(services -> services.notifications().fold(100));
        assertThat(mails())
                .filteredOn(each -> each.kind().equals("digest.held"))
                .singleElement()
                .satisfies(digest -> assertThat(digest.title().en()).contains("2 messages"));
    }

    /** Nights of Montréal in which the clocks change: 8 March 2026 at 2:00, and 1 November 2026 at 2:00. */
    @ParameterizedTest
    @CsvSource({
        // begins, ends, at, until (empty for not quiet)
        "22:00, 06:00, 2026-11-23T22:00:00-05:00, 2026-11-24T06:00:00-05:00",
        "22:00, 06:00, 2026-11-23T21:59:59-05:00,",
        "22:00, 06:00, 2026-11-24T05:59:59-05:00, 2026-11-24T06:00:00-05:00",
        "22:00, 06:00, 2026-11-24T06:00:00-05:00,",
        "12:00, 13:00, 2026-11-24T12:30:00-05:00, 2026-11-24T13:00:00-05:00",
        "12:00, 13:00, 2026-11-24T13:00:00-05:00,",
        "22:00, 00:00, 2026-11-24T23:30:00-05:00, 2026-11-25T00:00:00-05:00",
        "22:00, 06:00, 2026-03-07T23:00:00-05:00, 2026-03-08T06:00:00-04:00",
        "22:00, 06:00, 2026-10-31T23:00:00-04:00, 2026-11-01T06:00:00-05:00",
        // An end that does not exist is the next moment that does.
        "22:00, 02:30, 2026-03-08T01:59:00-05:00, 2026-03-08T03:30:00-04:00",
        // An end that comes twice: at the second time it is over already.
        "22:00, 01:30, 2026-11-01T01:10:00-04:00, 2026-11-01T01:30:00-04:00",
    })
    void quiet_hours_are_local_times_over_midnight_and_over_the_change_of_the_clocks(
            String begins, String ends, String at, String until) {
        QuietHours hours = new QuietHours(UUID.randomUUID(), LocalTime.parse(begins), LocalTime.parse(ends));
        assertThat(hours.until(java.time.OffsetDateTime.parse(at).toInstant(), ZoneId.of("America/Toronto")))
                .isEqualTo(Optional.ofNullable(until)
                        .map(text -> java.time.OffsetDateTime.parse(text).toInstant()));
    }

    @Test
    void quiet_hours_are_two_different_times_or_none() {
        for (LocalTime[] wrong :
                new LocalTime[][] {{LocalTime.NOON, LocalTime.NOON}, {LocalTime.NOON, null}, {null, LocalTime.NOON}}) {
            assertThat(refused(() ->
                                    world.act(services -> services.preferences().quietHours(me, wrong[0], wrong[1])))
                            .reason()
                            .key())
                    .isEqualTo("invalid.quiet-hours");
        }
        world.act(services -> services.preferences().quietHours(me, LocalTime.of(22, 0), LocalTime.of(6, 0)));
        world.act(services -> services.preferences().quietHours(me, LocalTime.of(21, 0), LocalTime.of(7, 0)));
        assertThat(begins()).contains(LocalTime.of(21, 0));
        world.act(services -> services.preferences().quietHours(me, null, null));
        assertThat(begins()).isEmpty();
    }
}
