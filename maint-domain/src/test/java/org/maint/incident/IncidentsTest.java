package org.maint.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertQuery;
import org.maint.checklist.WorkType;
import org.maint.incident.IncidentLine.Kind;
import org.maint.installation.Standalone.Services;
import org.maint.logbook.LogEntry;
import org.maint.metric.Sample;
import org.maint.notification.ChannelWish;
import org.maint.notification.MailServer;
import org.maint.notification.Medium;
import org.maint.notification.Outgoing;
import org.maint.notification.Via;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.testing.World;
import org.maint.window.WindowState;

/** A whole emergency without a container, and what must not happen in one. */
class IncidentsTest {
    @TempDir
    static Path home;

    private World world;
    private Actor tech;
    private Actor lead;
    private Actor manager;

    @BeforeEach
    void install() {
        world = World.at("2026-11-23T14:00", home);
        world.withMail();
        tech = world.technician();
        lead = world.lead();
        manager = world.person("manager", Role.MANAGER);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Instant now() {
        return world.clock().instant();
    }

    private Incident declared() {
        return world.in(services -> services.incidents()
                .declare(
                        tech,
                        Declaration.of(
                                Trigger.PLATFORM_DOWN, "Nobody can sign in", "502 everywhere", null, null, false)));
    }

    private Incidents.Whole whole(Incident incident) {
        return world.in(services -> services.incidents().whole(world.viewer(), incident.number()));
    }

    private List<String> lines(Incident incident) {
        return whole(incident).lines().stream()
                .map(line -> line.kind() + (line.subject() == null ? "" : " " + line.subject()))
                .toList();
    }

    private void complete(Incident incident, String... keys) {
        for (String key : keys) {
            world.act(services -> services.incidents().complete(tech, incident.number(), key, null));
        }
    }

    private List<String> windows() {
        return world.in(services -> services.windows().openNow().stream()
                .map(window -> window.title())
                .toList());
    }

    private void keepPromises() {
        world.act(services -> services.incidents().keepPromises());
    }

    private static UpdateWish saying(IncidentStatus status, Instant next) {
        return UpdateWish.of(
                status, Audience.STAFF, Text.same("Sign-in fails"), Text.same("All customers"), null, next, "555-0100");
    }

    /** What went out by mail about incidents and was not seen before, to those whom this test made. */
    private List<String> mails() {
        return world.sent(MailServer.KEY).stream()
                .filter(mail -> mail.kind().startsWith("incident."))
                .filter(mail -> String.valueOf(mail.address()).endsWith("@example.com"))
                .map(mail -> mail.kind() + " " + mail.address())
                .sorted()
                .toList();
    }

    private Refusal refused(java.util.function.Consumer<Services> deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> world.act(deed));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    @Test
    void from_the_alert_to_the_log_entry() {
        Actor machine = world.person("machine", Role.INGEST);
        world.act(services -> services.samples()
                .accept(
                        machine,
                        List.of(
                                Sample.of("platform.up", now().minusSeconds(400), 0),
                                Sample.of("platform.up", now().minusSeconds(60), 0))));
        world.act(services -> services.evaluations().evaluate(true));
        Alert alert = world.in(services -> services.alerts()
                .list(world.viewer(), new AlertQuery(java.util.Set.of(), null, null), 0, 1)
                .items()
                .get(0));
        Incident incident = world.in(services ->
                services.incidents().declare(tech, services.incidents().proposed(tech, alert.number(), Locale.FRENCH)));
        assertThat(incident.trigger()).isEqualTo(Trigger.PLATFORM_DOWN);
        assertThat(incident.beganAt()).isEqualTo(alert.since());
        assertThat(incident.holder(IncidentRole.LEAD)).isEqualTo(tech.id());
        assertThat(mails())
                .containsExactly(
                        "incident.declared lead@example.com",
                        "incident.declared manager@example.com",
                        "incident.declared tech@example.com");

        complete(incident, "notify-stakeholders");
        assertThat(mails()).contains("incident.declared viewer@example.com");
        complete(incident, "enable-maintenance-mode");
        assertThat(windows()).singleElement().asString().startsWith(incident.name());
        complete(incident, "document-issue", "begin-troubleshooting");
        world.clock().advance(Duration.ofMinutes(4));
        world.act(services ->
                services.incidents().update(tech, incident.number(), saying(IncidentStatus.IDENTIFIED, null)));
        assertThat(whole(incident).incident().promisedAt()).isEqualTo(now().plus(Duration.ofMinutes(20)));
        complete(incident, "identify-root-cause", "implement-fix-or-rollback", "test-thoroughly");
        Refusal early = refused(services ->
                services.incidents().resolve(tech, incident.number(), false, null, "Restarted the sign-in service"));
        assertThat(early.reason().toString()).contains("Restore service");
        world.act(services ->
                services.incidents().skip(tech, incident.number(), "restore-service", "It came back by itself"));
        world.clock().advance(Duration.ofMinutes(10));
        world.act(services ->
                services.incidents().resolve(tech, incident.number(), false, null, "Restarted the sign-in service"));

        Incidents.Whole over = whole(incident);
        assertThat(over.incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(over.incident().promisedAt()).isNull();
        assertThat(windows()).isEmpty();
        assertThat(lines(incident))
                .containsExactly(
                        "DECLARED PLATFORM_DOWN",
                        "DONE notify-stakeholders",
                        "DONE enable-maintenance-mode",
                        "MAINTENANCE_ON",
                        "DONE document-issue",
                        "DONE begin-troubleshooting",
                        "UPDATE IDENTIFIED",
                        "DONE identify-root-cause",
                        "DONE implement-fix-or-rollback",
                        "DONE test-thoroughly",
                        "SKIPPED restore-service",
                        "MAINTENANCE_OFF",
                        "RESOLVED false");
        LogEntry entry = world.in(services -> services.logbook()
                .get(
                        world.viewer(),
                        java.util.Objects.requireNonNull(over.incident().logEntry())));
        assertThat(entry.type()).isEqualTo(WorkType.EMERGENCY);
        assertThat(entry.content().path("tasksCompleted")).hasSize(8);
        assertThat(entry.content().path("minutesSpent").asInt()).isEqualTo(14);
        assertThat(entry.content().path("updatesInTime").asInt()).isEqualTo(1);
        assertThat(world.in(services -> services.logbook().verify(world.viewer()))
                        .intact())
                .isTrue();
        world.act(services ->
                services.incidents().update(tech, incident.number(), saying(IncidentStatus.RESOLVED, null)));
        assertThat(whole(incident).updates().get(0).nextUpdate()).isNull();
    }

    @Test
    void a_promise_is_called_to_mind_then_escalated_once_and_scored() {
        Incident incident = declared();
        mails();
        world.clock().advance(Duration.ofMinutes(3).minusSeconds(1));
        keepPromises();
        assertThat(mails()).isEmpty();
        world.clock().advance(Duration.ofSeconds(1));
        keepPromises();
        keepPromises();
        assertThat(mails()).containsExactly("incident.promise-near tech@example.com");
        world.clock().advance(Duration.ofMinutes(2));
        keepPromises();
        assertThat(mails()).as("it is due at this moment").isEmpty();
        world.clock().advance(Duration.ofSeconds(1));
        keepPromises();
        keepPromises();
        assertThat(mails())
                .containsExactly(
                        "incident.promise-broken lead@example.com",
                        "incident.promise-broken manager@example.com",
                        "incident.promise-broken tech@example.com");
        assertThat(lines(incident)).containsExactly("DECLARED PLATFORM_DOWN", "PROMISE_BROKEN");
        world.act(services ->
                services.incidents().update(tech, incident.number(), saying(IncidentStatus.INVESTIGATING, null)));
        world.clock().advance(Duration.ofMinutes(20));
        world.act(
                services -> services.incidents().update(tech, incident.number(), saying(IncidentStatus.FIXING, null)));
        assertThat(whole(incident).updates())
                .extracting(IncidentUpdate::kept)
                .as("newest first")
                .containsExactly(true, false);
    }

    @Test
    void immediate_actions_that_are_open_after_a_quarter_of_an_hour_are_told_to_those_who_lead() {
        Incident incident = declared();
        complete(incident, "notify-stakeholders");
        world.clock().advance(Duration.ofMinutes(15).plusSeconds(1));
        mails();
        keepPromises();
        assertThat(mails())
                .contains("incident.actions-late lead@example.com", "incident.actions-late manager@example.com");
        assertThat(lines(incident)).contains("ACTIONS_LATE");
        keepPromises();
        assertThat(mails()).noneMatch(each -> each.startsWith("incident.actions-late"));
    }

    @Test
    void updates_come_often_while_it_is_young_and_their_times_lie_ahead() {
        Incident incident = declared();
        Refusal late = refused(services -> services.incidents()
                .update(tech, incident.number(), saying(IncidentStatus.FIXING, now().plus(Duration.ofMinutes(22)))));
        assertThat(late.faults()).extracting(Refusal.Fault::pointer).containsExactly("/nextUpdate");
        Refusal past = refused(
                services -> services.incidents().update(tech, incident.number(), saying(IncidentStatus.FIXING, now())));
        assertThat(past.faults()).extracting(Refusal.Fault::pointer).containsExactly("/nextUpdate");
        assertThat(whole(incident).updates()).isEmpty();
        assertThat(whole(incident).incident().status()).isEqualTo(IncidentStatus.INVESTIGATING);
        world.clock().advance(Duration.ofHours(2));
        world.act(services -> services.incidents()
                .update(tech, incident.number(), saying(IncidentStatus.FIXING, now().plus(Duration.ofHours(3)))));
        assertThat(whole(incident).incident().promisedAt()).isEqualTo(now().plus(Duration.ofHours(3)));
    }

    @Test
    void ten_people_at_once_lose_nothing() throws Exception {
        Incident incident = declared();
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Actor one = world.person("helper" + i, Role.TECHNICIAN);
            people.add(new Thread(() -> {
                for (int n = 0; n < 5; n++) {
                    int number = n;
                    world.act(services ->
                            services.incidents().note(one, incident.number(), one.id() + " says " + number));
                }
            }));
        }
        people.forEach(Thread::start);
        for (Thread each : people) {
            each.join();
        }
        assertThat(whole(incident).lines())
                .filteredOn(line -> line.kind() == Kind.NOTE)
                .hasSize(50)
                .extracting(IncidentLine::words)
                .doesNotHaveDuplicates();
    }

    @Test
    void of_two_who_declare_the_same_alert_at_once_one_does() throws Exception {
        Actor machine = world.person("machine", Role.INGEST);
        world.act(services ->
                services.samples().accept(machine, List.of(Sample.of("security.breach", now().minusSeconds(1), 1))));
        world.act(services -> services.evaluations().evaluate(true));
        long alert = world.in(services -> services.alerts()
                .list(world.viewer(), new AlertQuery(java.util.Set.of(), null, null), 0, 1)
                .items()
                .get(0)
                .number());
        List<String> answers = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> both = new ArrayList<>();
        for (Actor one : List.of(tech, lead)) {
            both.add(new Thread(() -> {
                try {
                    world.act(services -> services.incidents()
                            .declare(one, services.incidents().proposed(one, alert, Locale.ENGLISH)));
                    answers.add("declared");
                } catch (Refusal refusal) {
                    answers.add(refusal.reason().key());
                }
            }));
        }
        both.forEach(Thread::start);
        for (Thread each : both) {
            each.join();
        }
        assertThat(answers).containsExactlyInAnyOrder("declared", "conflict.incident.of-alert");
    }

    @Test
    void of_two_who_resolve_it_at_once_one_does_and_the_other_is_told() throws Exception {
        Incident incident = declared();
        for (IncidentStep step : whole(incident).steps()) {
            if (!step.key().equals(IncidentStep.POST_MORTEM)) {
                world.act(services -> services.incidents().skip(tech, incident.number(), step.key(), "not needed"));
            }
        }
        List<String> answers = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> both = new ArrayList<>();
        for (Actor one : List.of(tech, lead)) {
            both.add(new Thread(() -> {
                try {
                    world.act(services ->
                            services.incidents().resolve(one, incident.number(), false, null, "It is over"));
                    answers.add("resolved");
                } catch (Refusal refusal) {
                    answers.add(refusal.reason().key());
                }
            }));
        }
        both.forEach(Thread::start);
        for (Thread each : both) {
            each.join();
        }
        assertThat(answers).containsExactlyInAnyOrder("resolved", "conflict.incident.over");
        assertThat(lines(incident))
                .filteredOn(line -> line.startsWith("RESOLVED"))
                .hasSize(1);
    }

    @Test
    void what_is_for_management_reaches_no_room_that_many_read() {
        Actor admin = world.person("ada", Role.ADMIN);
        world.act(services -> services.channels()
                .make(
                        admin,
                        new ChannelWish(
                                Medium.SLACK,
                                "room",
                                true,
                                Severity.CRITICAL,
                                "en",
                                null,
                                Map.of("url", "https://hooks.example.com/abc"))));
        Incident incident = declared();
        for (Audience audience : List.of(Audience.STAFF, Audience.MANAGEMENT)) {
            world.act(services -> services.incidents()
                    .update(
                            tech,
                            incident.number(),
                            UpdateWish.of(
                                    IncidentStatus.FIXING,
                                    audience,
                                    Text.same("For " + audience),
                                    Text.same("None"),
                                    null,
                                    null,
                                    null)));
        }
        List<Outgoing> heard = world.in(services ->
                services.notifications().claim("room", 100, Via.SWEEP).outgoing());
        assertThat(heard)
                .extracting(each -> each.body().en())
                .anyMatch(words -> words.contains("For STAFF"))
                .noneMatch(words -> words.contains("For MANAGEMENT"));
    }

    @Test
    void maintenance_mode_opens_however_much_is_known() {
        Incident incident = world.in(services -> services.incidents()
                .declare(
                        tech,
                        Declaration.of(Trigger.PLATFORM_DOWN, "t".repeat(200), "d".repeat(4_000), null, null, false)));
        complete(incident, "enable-maintenance-mode");
        assertThat(windows()).hasSize(1);
    }

    @Test
    void a_drill_says_so_and_opens_no_window() {
        Incident drill = world.in(services -> services.incidents()
                .declare(tech, Declaration.of(Trigger.DATA_LOSS_SUSPECTED, "Restore test", null, null, null, true)));
        complete(drill, "enable-maintenance-mode");
        assertThat(windows()).isEmpty();
        List<Outgoing> told = world.in(services ->
                services.notifications().claim(MailServer.KEY, 500, Via.SWEEP).outgoing());
        assertThat(told).isNotEmpty().allSatisfy(mail -> {
            assertThat(mail.title().en()).startsWith("[DRILL]");
            assertThat(mail.title().fr()).startsWith("[EXERCICE]");
        });
    }

    @Test
    void roles_are_held_by_people_who_work_on_incidents_and_change_hands_on_record() {
        Incident incident = declared();
        Actor viewer = world.viewer();
        assertThat(refused(services ->
                                services.incidents().assign(tech, incident.number(), IncidentRole.SCRIBE, viewer.id()))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        world.act(services ->
                services.incidents().assign(tech, incident.number(), IncidentRole.COMMUNICATIONS, manager.id()));
        world.act(services -> services.incidents().assign(tech, incident.number(), IncidentRole.LEAD, lead.id()));
        world.act(services -> services.incidents().assign(tech, incident.number(), IncidentRole.LEAD, lead.id()));
        assertThat(lines(incident))
                .containsExactly("DECLARED PLATFORM_DOWN", "ASSIGNED COMMUNICATIONS", "ASSIGNED LEAD");
    }

    @Test
    void what_makes_no_sense_or_is_not_allowed_is_refused_and_changes_nothing() {
        Incident incident = declared();
        Actor viewer = world.viewer();
        long number = incident.number();
        assertThat(refused(services -> services.incidents()
                                .declare(viewer, Declaration.of(Trigger.PLATFORM_DOWN, "x", null, null, null, false)))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(services -> services.incidents().note(viewer, number, "hello"))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(services -> services.incidents()
                                .declare(
                                        tech,
                                        Declaration.of(
                                                Trigger.PLATFORM_DOWN, "x", null, now().plusSeconds(1), null, false)))
                        .faults())
                .extracting(Refusal.Fault::pointer)
                .containsExactly("/beganAt");
        assertThat(refused(services -> services.incidents().note(tech, number, "x".repeat(1_000_000)))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(services -> services.incidents().complete(tech, number, "no-such-step", null))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refused(services -> services.incidents().complete(tech, number, IncidentStep.POST_MORTEM, null))
                        .kind())
                .as("done when the post-mortem is approved")
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refused(services -> services.incidents().skip(tech, number, "document-issue", " "))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        complete(incident, "document-issue");
        assertThat(refused(services -> services.incidents().complete(tech, number, "document-issue", null))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused(services -> services.incidents().resolve(tech, number, null, null, "over"))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(services -> services.incidents().resolve(tech, number, true, null, "over"))
                        .faults())
                .as("what was lost is said")
                .extracting(Refusal.Fault::pointer)
                .containsExactly("/dataLostWords");
        assertThat(refused(services -> services.incidents().update(tech, number, saying(IncidentStatus.RESOLVED, null)))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused(services ->
                                services.incidents().describe(tech, number, Trigger.PLATFORM_DOWN, "Mine", null, 99))
                        .kind())
                .isEqualTo(Refusal.Kind.STALE);
        assertThat(refused(services -> services.incidents().argue(tech, number, Severity.WARNING, ""))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(lines(incident)).containsExactly("DECLARED PLATFORM_DOWN", "DONE document-issue");
        assertThat(whole(incident).incident().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void maintenance_mode_can_be_taken_back_before_the_end() {
        Incident incident = declared();
        complete(incident, "enable-maintenance-mode");
        java.util.UUID window =
                java.util.Objects.requireNonNull(whole(incident).incident().window());
        world.clock().advance(Duration.ofMinutes(5));
        world.act(services -> services.incidents().endMaintenanceMode(tech, incident.number()));
        assertThat(world.in(services -> services.windows().get(world.viewer(), window))
                        .state(now()))
                .isEqualTo(WindowState.ENDED);
        assertThat(whole(incident).incident().window()).isNull();
    }

    private UpdateWish forCustomers(IncidentStatus status, Instant next) {
        return UpdateWish.of(
                status,
                Audience.CUSTOMERS,
                UpdateWish.words("Sign-in fails", "La connexion échoue", "/issue"),
                UpdateWish.words("Nobody gets in", null, "/impact"),
                null,
                next,
                "555-0100");
    }

    @Test
    void customers_hear_by_mail_in_their_language_and_get_off_the_list_by_one_click() {
        world.act(services ->
                services.subscribers().add(lead, "anne@customer.example\nbob@customer.example", Locale.FRENCH));
        world.act(services -> services.subscribers().add(lead, "carl@customer.example", Locale.ENGLISH));
        Incident incident = declared();
        world.sent(MailServer.KEY);
        IncidentUpdate update = world.in(services ->
                services.incidents().update(tech, incident.number(), forCustomers(IncidentStatus.INVESTIGATING, null)));
        assertThat(update.state()).isEqualTo(UpdateState.SENT);
        List<Outgoing> mails = world.sent(MailServer.KEY).stream()
                .filter(mail -> mail.kind().equals("status.update"))
                .toList();
        assertThat(mails)
                .extracting(Outgoing::address)
                .containsExactlyInAnyOrder("anne@customer.example", "bob@customer.example", "carl@customer.example");
        for (Outgoing mail : mails) {
            boolean french = !String.valueOf(mail.address()).startsWith("carl");
            assertThat(mail.words().subject()).contains(french ? "La connexion échoue" : "Sign-in fails");
            assertThat(mail.words().text()).contains("Nobody gets in", "/status/unsubscribe?t=");
            // The link's token is chance, and may well have such digits in it.
            assertThat((mail.words().text() + mail.words().subject()).replaceAll("unsubscribe\\?t=[0-9a-f.-]+", ""))
                    .as("nothing of how the team calls it")
                    .doesNotContain("I-", "Nobody can sign in", "502");
            assertThat(mail.words().unsubscribeUrl()).contains("/status/unsubscribe?t=");
        }
        String token = String.valueOf(mails.get(0).words().unsubscribeUrl()).replaceFirst(".*t=", "");
        world.act(services -> services.subscribers().unsubscribe(token));
        world.act(services -> services.subscribers().unsubscribe(token));
        assertThat((long) world.in(services -> services.subscribers().count())).isEqualTo(2);
        assertThat(refused(services -> services.subscribers().unsubscribe(token + "0"))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void a_drill_tells_no_customer() {
        world.act(services -> services.subscribers().add(lead, "anne@customer.example", Locale.FRENCH));
        Incident drill = world.in(services -> services.incidents()
                .declare(tech, Declaration.of(Trigger.PLATFORM_DOWN, "Practice", null, null, null, true)));
        world.act(services ->
                services.incidents().update(tech, drill.number(), forCustomers(IncidentStatus.INVESTIGATING, null)));
        assertThat(world.sent(MailServer.KEY)).noneMatch(mail -> mail.kind().equals("status.update"));
        assertThat(world.in(services -> services.statusBoard().look()).open()).isEmpty();
    }

    @Test
    void somebody_else_reads_what_is_for_customers_where_that_was_asked_for() {
        world.act(services -> services.subscribers().add(lead, "anne@customer.example", Locale.FRENCH));
        world.act(services -> services.settings().changeCustomerUpdatesChecked(lead, 0, true));
        Incident incident = declared();
        Instant promised = incident.promisedAt();
        IncidentUpdate update = world.in(services ->
                services.incidents().update(tech, incident.number(), forCustomers(IncidentStatus.IDENTIFIED, null)));
        assertThat(update.state()).isEqualTo(UpdateState.WAITING);
        List<Outgoing> before = world.sent(MailServer.KEY);
        assertThat(before).noneMatch(mail -> mail.kind().equals("status.update"));
        assertThat(before).anyMatch(mail -> mail.kind().equals("incident.update-waits"));
        // What nobody has heard keeps no promise and changes no status.
        assertThat(whole(incident).incident().promisedAt()).isEqualTo(promised);
        assertThat(whole(incident).incident().status()).isEqualTo(IncidentStatus.INVESTIGATING);
        assertThat(refused(services -> services.incidents().approveUpdate(tech, incident.number(), update.id()))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(services ->
                                services.incidents().approveUpdate(world.viewer(), incident.number(), update.id()))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        world.clock().advance(Duration.ofMinutes(7));
        world.act(services -> services.incidents().approveUpdate(lead, incident.number(), update.id()));
        assertThat(world.sent(MailServer.KEY)).anyMatch(mail -> mail.kind().equals("status.update"));
        IncidentUpdate sent = whole(incident).updates().get(0);
        assertThat(sent.checkedBy()).isEqualTo(lead.id());
        assertThat(sent.kept()).as("it came two minutes late").isFalse();
        assertThat(refused(services -> services.incidents().withdrawUpdate(lead, incident.number(), update.id()))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        IncidentUpdate other = world.in(services -> services.incidents()
                .update(tech, incident.number(), forCustomers(IncidentStatus.FIXING, now().plusSeconds(120))));
        world.clock().advance(Duration.ofMinutes(3));
        assertThat(refused(services -> services.incidents().approveUpdate(lead, incident.number(), other.id()))
                        .kind())
                .as("the time that it promises has passed")
                .isEqualTo(Refusal.Kind.INVALID);
        world.act(services -> services.incidents().withdrawUpdate(tech, incident.number(), other.id()));
        assertThat(lines(incident))
                .containsSubsequence(
                        "UPDATE_WAITS IDENTIFIED",
                        "UPDATE IDENTIFIED",
                        "UPDATE_WAITS FIXING",
                        "UPDATE_WITHDRAWN FIXING");
    }

    @Test
    void what_waited_is_scored_by_what_was_promised_when_it_went_out_and_takes_nothing_newer_back() {
        world.act(services -> services.settings().changeCustomerUpdatesChecked(lead, 0, true));
        Incident incident = declared();
        IncidentUpdate waiting = world.in(services ->
                services.incidents().update(tech, incident.number(), forCustomers(IncidentStatus.INVESTIGATING, null)));
        world.clock().advance(Duration.ofMinutes(1));
        world.act(
                services -> services.incidents().update(tech, incident.number(), saying(IncidentStatus.FIXING, null)));
        assertThat(refused(services -> services.incidents().approveUpdate(lead, incident.number(), waiting.id()))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(whole(incident).incident().status()).isEqualTo(IncidentStatus.FIXING);
    }

    @Test
    void a_preview_says_in_both_languages_what_would_be_sent_and_sends_nothing() {
        Incident incident = declared();
        world.sent(MailServer.KEY);
        Incidents.Preview preview = world.in(services ->
                services.incidents().preview(tech, incident.number(), forCustomers(IncidentStatus.FIXING, null)));
        assertThat(preview.title().fr()).contains("La connexion échoue").doesNotContain("I-");
        assertThat(preview.title().en()).contains("Sign-in fails", "Fixing");
        assertThat(preview.body().en()).contains("Nobody gets in", "555-0100");
        assertThat(world.sent(MailServer.KEY)).isEmpty();
        assertThat(whole(incident).updates()).isEmpty();
    }
}
