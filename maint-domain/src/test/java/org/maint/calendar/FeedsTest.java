package org.maint.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.maint.audit.AuditEntry;
import org.maint.audit.AuditQuery;
import org.maint.calendar.ParsedFeed.Event;
import org.maint.checklist.Run;
import org.maint.installation.Installation;
import org.maint.people.Absence;
import org.maint.people.Actor;
import org.maint.people.Away;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.task.Priority;
import org.maint.task.Resolution;
import org.maint.task.Task;
import org.maint.task.TaskWish;
import org.maint.testing.World;
import org.maint.window.MaintenanceWindow;
import org.maint.window.WindowWish;

/** What calendar programs read, as two independent parsers understand it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedsTest {
    private static final String BASE = "https://maint.example/maint";

    @TempDir
    static Path home;

    private World world;

    @BeforeAll
    void begin() {
        world = World.at("2026-11-23T08:30", home);
        world.tick();
    }

    @AfterAll
    void end() {
        world.close();
    }

    private static Feeds.Issued feed(World world, Actor actor, FeedScope scope) {
        return world.in(services -> services.feeds().create(actor, "Phone", scope, Locale.CANADA_FRENCH));
    }

    private static String text(World world, String secret) {
        return world.in(services -> services.feeds().read(secret, BASE));
    }

    /** As both parsers read it, which must be the same. */
    private static Map<String, Event> read(World world, String secret) {
        String text = text(world, secret);
        Map<String, Event> one = ParsedFeed.byIcal4j(text);
        Map<String, Event> other = ParsedFeed.byBiweekly(text);
        assertThat(other.keySet()).isEqualTo(one.keySet());
        // Only what differs, rather than a thousand events twice.
        assertThat(one.keySet().stream()
                        .filter(uid -> !one.get(uid).equals(other.get(uid)))
                        .map(uid -> one.get(uid) + " rather than " + other.get(uid)))
                .isEmpty();
        return one;
    }

    private static Event event(Map<String, Event> events, String start) {
        return events.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(start + "@maint-"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + start));
    }

    private void refused(String secret) {
        assertThatThrownBy(() -> text(world, secret)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
            assertThat(refusal).hasMessage("NOT_FOUND: There is no such calendar feed.");
        });
    }

    @Test
    void both_parsers_agree_on_every_event_across_both_changes_of_the_clocks() {
        Map<String, Event> events =
                read(world, feed(world, world.technician(), FeedScope.TEAM).secret());
        assertThat(events).hasSizeGreaterThan(900);
        assertThat(event(events, "run-daily-morning-2027-03-13").start()).isEqualTo("2027-03-13T13:00:00Z");
        assertThat(event(events, "run-daily-morning-2027-03-14").start()).isEqualTo("2027-03-14T12:00:00Z");
        assertThat(event(events, "run-daily-morning-2027-11-06").start()).isEqualTo("2027-11-06T12:00:00Z");
        assertThat(event(events, "run-daily-morning-2027-11-07").start()).isEqualTo("2027-11-07T13:00:00Z");
        assertThat(event(events, "run-daily-morning-2027-11-07").end()).isEqualTo("2027-11-07T15:00:00Z");
        // 400 days ahead, and not one more.
        assertThat(events.keySet()).anyMatch(uid -> uid.startsWith("run-daily-evening-2027-12-28@"));
        assertThat(events.keySet()).noneMatch(uid -> uid.startsWith("run-daily-morning-2027-12-29@"));
        assertThat(event(events, "run-daily-morning-2026-11-24").summary()).isEqualTo("Chaque matin");
    }

    @Test
    void it_is_what_the_standard_wants_on_the_line_too() {
        world.act(services -> services.tasks()
                .create(
                        world.technician(),
                        new TaskWish(
                                "Vérifier; l’état, des \\ étiquettes \"é\"",
                                "Première ligne,\ndeuxième ligne; " + "très longue é🔧 ".repeat(20),
                                Priority.NORMAL,
                                null,
                                LocalDate.of(2026, 12, 1)),
                        null,
                        null));
        String text = text(world, feed(world, world.lead(), FeedScope.TEAM).secret());
        assertThat(text).startsWith("BEGIN:VCALENDAR\r\n").endsWith("END:VCALENDAR\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(text.split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(text)
                .contains("BEGIN:VTIMEZONE\r\nTZID:America/Toronto\r\n")
                .contains("DTSTART;TZID=America/Toronto:20261124T080000\r\n")
                .contains("X-WR-CALNAME:Entretien – Plomberie D'Experts\r\n")
                .contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n")
                .contains("TRANSP:TRANSPARENT\r\n")
                .contains("URL:" + BASE + "/plan#routine-daily-morning\r\n");
        Event task = ParsedFeed.byIcal4j(text).values().stream()
                .filter(event -> event.summary().contains("étiquettes"))
                .findFirst()
                .orElseThrow();
        assertThat(task.summary()).endsWith("· Vérifier; l’état, des \\ étiquettes \"é\"");
        assertThat(task.description()).contains("Première ligne,\ndeuxième ligne; très longue é🔧");
        assertThat(task.start()).isEqualTo("2026-12-01");
        assertThat(task.end()).isEqualTo("2026-12-02");
        assertThat(ParsedFeed.byBiweekly(text)).containsValue(task);
    }

    @Test
    void nothing_seems_to_change_that_has_not() {
        String secret = feed(world, world.technician(), FeedScope.MINE).secret();
        String before = text(world, secret);
        world.clock().advance(Duration.ofMinutes(7));
        assertThat(text(world, secret)).isEqualTo(before);
    }

    @Test
    void a_secret_is_kept_as_its_hash_noted_hourly_and_worth_nothing_once_revoked() {
        Actor person = world.person("reader", Role.VIEWER);
        Feeds.Issued issued = feed(world, person, FeedScope.MINE);
        assertThat(issued.feed().hash()).hasSize(64).doesNotContain(issued.secret());
        text(world, issued.secret());
        Instant first = world.clock().instant();
        world.clock().advance(Duration.ofMinutes(30));
        text(world, issued.secret());
        CalendarFeed used = world.in(services -> services.feeds().mine(person)).get(0);
        assertThat(used.lastUsedAt()).isEqualTo(first);

        Actor other = world.lead();
        assertThatThrownBy(() -> world.act(
                        services -> services.feeds().revoke(other, issued.feed().id())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        assertThat(text(world, issued.secret())).isNotEmpty();

        world.act(services -> services.feeds().revoke(person, issued.feed().id()));
        refused(issued.secret());
        refused("");
        refused(null);
        refused("x".repeat(10_000));
        refused(issued.secret() + "x");
        Actor admin = world.person("auditor", Role.ADMIN);
        assertThat(world.in(services -> services.audit().list(admin, AuditQuery.ALL, 0, 500)).items().stream()
                        .filter(entry ->
                                entry.subject().equals("feed:" + issued.feed().id()))
                        .map(AuditEntry::action))
                .containsExactly("feed.revoked", "feed.created");
    }

    @Test
    void a_machine_has_no_feed_and_nobody_has_more_than_twenty() {
        Actor machine = world.person("machine", Role.INGEST);
        assertThatThrownBy(() -> feed(world, machine, FeedScope.MINE)).isInstanceOf(Refusal.class);
        Actor collector = world.person("collector", Role.VIEWER);
        for (int i = 0; i < Feeds.MOST_PER_PERSON; i++) {
            feed(world, collector, FeedScope.MINE);
        }
        assertThatThrownBy(() -> feed(world, collector, FeedScope.MINE))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("20");
    }

    @Test
    void mine_is_less_than_the_teams() {
        Actor viewer = world.viewer();
        Map<String, Event> mine =
                read(world, feed(world, viewer, FeedScope.MINE).secret());
        assertThat(mine.keySet()).noneMatch(uid -> uid.startsWith("run-"));
        Map<String, Event> team =
                read(world, feed(world, viewer, FeedScope.TEAM).secret());
        assertThat(team.keySet()).anyMatch(uid -> uid.startsWith("run-"));

        Away away = Away.of(LocalDate.of(2026, 12, 21), LocalDate.of(2026, 12, 23), "Skiing", null);
        Absence absence = world.in(services -> services.absences().record(viewer, viewer.id(), away));
        Event told = event(read(world, feed(world, world.lead(), FeedScope.TEAM).secret()), "absence-" + absence.id());
        assertThat(told.summary()).isEqualTo("viewer\u00a0: absence");
        assertThat(told.start() + "/" + told.end()).isEqualTo("2026-12-21/2026-12-24");
        // Why is nobody's business outside of the portal.
        assertThat(text(world, feed(world, world.lead(), FeedScope.TEAM).secret()))
                .doesNotContain("Skiing");
        assertThat(read(world, feed(world, viewer, FeedScope.MINE).secret()).keySet())
                .noneMatch(uid -> uid.startsWith("absence-"));
    }

    @Test
    void uids_stay_over_a_change_of_the_plan_sequences_rise_and_what_is_dropped_is_cancelled() {
        try (World own = World.at("2026-11-23T08:30", home)) {
            own.tick();
            String secret = feed(own, own.technician(), FeedScope.TEAM).secret();
            Map<String, Event> before = read(own, secret);
            own.clock().set("2026-11-25T12:00");
            own.tick();
            Instant published = own.clock().instant();
            String edited = Installation.firstPlan()
                    .replace("opens: \"17:00\"", "opens: \"16:30\"")
                    .replaceFirst("(?s)      - key: weekly-friday.*?(?=  - tier: MONTHLY)", "");
            own.act(services -> services.plans().publish(edited, own.everyRole(), Locale.ENGLISH));
            own.clock().advance(Duration.ofMinutes(1));
            Map<String, Event> after = read(own, secret);

            assertThat(after.keySet()).containsAll(before.keySet());
            String evening = "run-daily-evening-2026-11-26";
            assertThat(event(before, evening).start()).isEqualTo("2026-11-26T22:00:00Z");
            assertThat(event(after, evening).start()).isEqualTo("2026-11-26T21:30:00Z");
            assertThat(event(after, evening).sequence())
                    .isGreaterThan(event(before, evening).sequence());
            assertThat(event(after, evening).lastModified()).isEqualTo(published);
            // What the new version leaves as it was has not changed.
            assertThat(event(after, "run-daily-morning-2026-11-26"))
                    .isEqualTo(event(before, "run-daily-morning-2026-11-26"));
            Event friday = event(after, "run-weekly-friday-2026-11-27");
            assertThat(friday.status()).isEqualTo("CANCELLED");
            assertThat(friday.sequence()).isEqualTo(1);
            assertThat(friday.lastModified()).isEqualTo(published);
            // The runs of before keep their times and say how they ended.
            Event missed = event(after, "run-daily-evening-2026-11-24");
            assertThat(missed.start()).isEqualTo("2026-11-24T22:00:00Z");
            assertThat(missed.status()).isEqualTo("CONFIRMED");
            assertThat(missed.summary()).isEqualTo("✗ Manquée\u00a0: Chaque soir");

            // Taken back by a third version, the sequence rises once more.
            own.act(services -> services.plans().publish(Installation.firstPlan(), own.everyRole(), Locale.ENGLISH));
            own.clock().advance(Duration.ofMinutes(1));
            Map<String, Event> again = read(own, secret);
            assertThat(event(again, "run-weekly-friday-2026-11-27").status()).isEqualTo("CONFIRMED");
            assertThat(event(again, "run-weekly-friday-2026-11-27").sequence()).isEqualTo(2);
            assertThat(event(again, evening).sequence()).isEqualTo(2);
        }
    }

    @Test
    void runs_tasks_and_windows_say_how_they_ended() {
        try (World own = World.at("2026-11-23T08:30", home)) {
            own.tick();
            Actor technician = own.technician();
            String secret = feed(own, technician, FeedScope.MINE).secret();
            Event open = event(read(own, secret), "run-daily-morning-2026-11-23");
            Run morning = own.newest("daily-morning");
            own.answerAll(technician, morning);
            own.clock().advance(Duration.ofMinutes(20));
            own.sign(technician, morning.id());
            Instant signed = own.clock().instant();
            Run monday = own.newest("weekly-monday");
            own.act(services -> services.runs().skip(own.lead(), monday.id(), "Team at a course"));
            TaskWish wish = new TaskWish(
                    "Replace the valve", null, Priority.NORMAL, technician.id(), LocalDate.of(2026, 11, 27));
            Task done = own.in(services -> services.tasks().create(technician, wish, null, null));
            Task dropped = own.in(services -> services.tasks().create(technician, wish, null, null));
            own.act(services -> services.tasks().close(technician, done.number(), Resolution.DONE, "Done", null));
            own.clock().advance(Duration.ofMinutes(1));
            own.act(services -> services.tasks().close(technician, dropped.number(), Resolution.DROPPED, "No", null));
            Instant from = Instant.parse("2026-11-29T03:00:00Z");
            MaintenanceWindow window = own.in(services -> services.windows()
                    .plan(own.lead(), WindowWish.of("Disks", "They fail", from, from.plus(Duration.ofHours(2)))));
            Map<String, Event> events = read(own, secret);

            Event morningSigned = event(events, "run-daily-morning-2026-11-23");
            assertThat(morningSigned.summary()).isEqualTo("✓ Chaque matin");
            assertThat(morningSigned.description()).isEqualTo("Signée par tech.");
            assertThat(morningSigned.sequence()).isGreaterThan(open.sequence());
            assertThat(morningSigned.lastModified()).isEqualTo(signed);
            Event skipped = event(events, "run-weekly-monday-2026-11-23");
            assertThat(skipped.status()).isEqualTo("CANCELLED");
            assertThat(skipped.description()).contains("Team at a course");
            Event kept = event(events, "task-" + done.number());
            assertThat(kept.summary()).isEqualTo("✓ " + done.name() + " · Replace the valve");
            assertThat(kept.status()).isEqualTo("CONFIRMED");
            assertThat(kept.lastModified()).isEqualTo(signed);
            Event gone = event(events, "task-" + dropped.number());
            assertThat(gone.status()).isEqualTo("CANCELLED");
            assertThat(gone.lastModified()).isEqualTo(signed.plus(Duration.ofMinutes(1)));
            Event announced = event(events, "window-" + window.id());
            assertThat(announced.start()).isEqualTo("2026-11-29T03:00:00Z");
            assertThat(announced.sequence()).isZero();

            own.act(services -> services.windows().end(own.lead(), window.id(), null));
            Event cancelled = event(read(own, secret), "window-" + window.id());
            assertThat(cancelled.status()).isEqualTo("CANCELLED");
            assertThat(cancelled.sequence()).isEqualTo(1);
        }
    }
}
