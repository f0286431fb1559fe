package org.maint.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.Run;
import org.maint.metric.Sample;
import org.maint.notification.Channels;
import org.maint.notification.MailServer;
import org.maint.notification.Medium;
import org.maint.notification.Outgoing;
import org.maint.notification.Topic;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.task.Priority;
import org.maint.task.TaskWish;
import org.maint.testing.World;

/** What time brings is said once, to whom it concerns, by the ways they have chosen. */
class RemindersTest {
    private World world;

    @TempDir
    Path home;

    @BeforeEach
    void install() {
        world = World.at("2026-11-24T07:00", home);
        world.withMail();
        world.technician();
        world.lead();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void remindAt(String time) {
        world.clock().set(time);
        world.act(services -> services.reminders().remind());
    }

    /** What went out since the last time, as {@code kind medium}. */
    private List<Outgoing> said() {
        List<Outgoing> said = new ArrayList<>();
        said.addAll(world.sent(Channels.PORTAL));
        said.addAll(world.sent(MailServer.KEY));
        return said;
    }

    private List<String> said(Actor whom) {
        return said().stream()
                .filter(each -> whom.id().equals(each.recipient()))
                .map(each -> each.kind() + " " + each.medium())
                .sorted()
                .toList();
    }

    @Test
    void a_run_is_called_to_mind_an_hour_before_it_is_due_and_once_when_it_is_late() {
        world.clock().set("2026-11-24T08:00");
        world.tick();
        said();
        remindAt("2026-11-24T08:59");
        assertThat(said(world.technician())).isEmpty();
        remindAt("2026-11-24T09:00");
        assertThat(said(world.technician())).containsExactly("run.due EMAIL", "run.due PORTAL");
        remindAt("2026-11-24T09:30");
        assertThat(said()).isEmpty();
        remindAt("2026-11-24T10:00");
        assertThat(said(world.lead())).containsExactly("run.late EMAIL", "run.late PORTAL");
        remindAt("2026-11-24T10:10");
        assertThat(said()).isEmpty();
    }

    @Test
    void information_of_a_day_without_maint_is_in_the_next_digest_and_in_no_other() {
        remindAt("2026-11-24T07:35");
        said();
        world.clock().set("2026-11-24T09:00");
        world.act(services -> services.em()
                .createNativeQuery(
                        "insert into alert (fingerprint, title_en, title_fr, severity, state, since, fired_at,"
                                + " flapping, version) values ('x', 'x', 'x', 'INFO', 'FIRING', '2026-11-20', '2026-11-20', false, 0)")
                .executeUpdate());
        world.act(services -> services.em()
                .createNativeQuery("insert into alert_line (alert_number, kind, at, recorded_at)"
                        + " select number, 'FIRING', '2026-11-20', '2026-11-24 14:00' from alert")
                .executeUpdate());
        // The next two mornings maint is not there.
        remindAt("2026-11-27T11:00");
        assertThat(said(world.technician())).contains("digest.daily EMAIL", "digest.daily PORTAL");
        remindAt("2026-11-28T07:35");
        assertThat(said(world.technician())).noneMatch(each -> each.startsWith("digest.daily"));
    }

    @Test
    void a_signed_run_is_not_called_to_mind() {
        world.clock().set("2026-11-24T08:00");
        world.tick();
        Run run = world.newest("daily-morning");
        world.answerAll(world.technician(), run);
        world.act(services -> services.runs()
                .signOff(world.technician(), run.id(), org.maint.checklist.SignOff.of("all is well", 10)));
        said();
        remindAt("2026-11-24T09:05");
        remindAt("2026-11-24T10:05");
        assertThat(said()).noneMatch(each -> each.kind().startsWith("run."));
    }

    @Test
    void what_somebody_does_not_want_does_not_reach_them_but_what_is_mandatory_does() {
        Actor lead = world.lead();
        world.act(services -> {
            services.preferences().choose(lead, Topic.RUN_LATE, Medium.EMAIL, false);
            services.preferences().choose(lead, Topic.RUN_OPENED, Medium.EMAIL, true);
        });
        world.clock().set("2026-11-24T08:00");
        world.tick();
        assertThat(said(lead)).contains("run.opened EMAIL");
        remindAt("2026-11-24T10:00");
        assertThat(said(lead)).containsExactly("run.late PORTAL");
    }

    @Test
    void a_task_is_called_to_mind_on_its_day_when_it_is_late_and_then_once_a_week() {
        Actor owner = world.technician();
        world.act(services -> services.tasks()
                .create(
                        world.lead(),
                        new TaskWish("Replace disk", null, Priority.NORMAL, owner.id(), LocalDate.of(2026, 11, 24)),
                        null,
                        null));
        said();
        remindAt("2026-11-24T07:59");
        assertThat(said(owner)).noneMatch(each -> each.startsWith("taskdue"));
        remindAt("2026-11-24T08:00");
        assertThat(said(owner)).contains("taskdue.today EMAIL", "taskdue.today PORTAL");
        remindAt("2026-11-25T08:00");
        assertThat(said(owner)).contains("taskdue.late EMAIL");
        remindAt("2026-11-26T08:00");
        assertThat(said(owner)).noneMatch(each -> each.startsWith("taskdue"));
        remindAt("2026-12-02T08:00");
        assertThat(said(owner)).contains("taskdue.late EMAIL");
    }

    @Test
    void information_of_the_day_before_comes_in_one_message_each_morning() {
        Actor machine = world.person("machine", Role.INGEST);
        world.act(services -> services.samples()
                .accept(
                        machine,
                        List.of(Sample.of(
                                "platform.registrations", world.clock().instant(), 3))));
        world.act(services -> services.evaluations().evaluate(true));
        while (world.in(services -> services.escalations().advance())) {}
        assertThat(said()).as("information pages nobody").isEmpty();
        remindAt("2026-11-24T07:30");
        assertThat(said(world.technician())).containsExactly("digest.daily EMAIL", "digest.daily PORTAL");
        remindAt("2026-11-24T08:30");
        assertThat(said(world.technician())).noneMatch(each -> each.startsWith("digest"));
    }

    @Test
    void every_contact_is_tested_on_the_first_working_day_of_a_month_once() {
        said();
        remindAt("2026-11-30T10:05");
        assertThat(said()).noneMatch(each -> each.kind().equals("contact.test"));
        remindAt("2026-12-01T09:59");
        assertThat(said()).noneMatch(each -> each.kind().equals("contact.test"));
        remindAt("2026-12-01T10:00");
        assertThat(said())
                .filteredOn(each -> each.kind().equals("contact.test"))
                .extracting(Outgoing::address)
                .contains("tech@example.com", "lead@example.com", "admin@plomberiedexperts.com");
        remindAt("2026-12-01T10:01");
        assertThat(said()).noneMatch(each -> each.kind().equals("contact.test"));
    }

    @Test
    void on_two_nodes_at_once_each_is_said_once() throws Exception {
        world.clock().set("2026-11-24T08:00");
        world.tick();
        said();
        world.clock().advance(Duration.ofHours(1));
        List<Thread> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nodes.add(
                    new Thread(() -> world.act(services -> services.reminders().remind())));
        }
        nodes.forEach(Thread::start);
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(said(world.technician())).containsExactly("run.due EMAIL", "run.due PORTAL");
    }
}
