package org.maint.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.audit.AuditQuery;
import org.maint.installation.Installation;
import org.maint.notification.Notification;
import org.maint.notification.NotificationState;
import org.maint.people.Actor;
import org.maint.people.Away;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.MalformedPlan;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Whose a run is, and to whom it goes. */
class AssigneesTest {
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);

    @TempDir
    static Path home;

    /** Monday evening; every morning's run is the person's whom the plan names. */
    private static World world(String assignee) {
        World world = World.at("2026-11-23T18:00", home);
        world.technician();
        world.act(services -> services.plans().publish(planFor(assignee), null, Locale.ENGLISH));
        return world;
    }

    private static String planFor(String assignee) {
        return Installation.firstPlan()
                .replaceFirst(
                        "(?s)(key: daily-morning.*?responsible: TECHNICIAN)", "$1\n        assignee: " + assignee);
    }

    private static Run tuesdayMorning(World world) {
        world.clock().set("2026-11-24T08:00");
        world.tick();
        Run run = world.newest("daily-morning");
        assertThat(run.nominalDate()).isEqualTo(TUESDAY);
        return run;
    }

    private static void away(World world, Actor person, Actor delegate) {
        Away away = Away.of(TUESDAY, TUESDAY, null, delegate == null ? null : delegate.id());
        world.act(services -> services.absences().record(person, person.id(), away));
    }

    private static Refusal refused(ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private static Run reassign(World world, Actor by, Run run, PersonId to, String reason) {
        return world.in(services -> services.runs().reassign(by, run.id(), to, reason));
    }

    @Test
    void a_run_opens_as_the_persons_whom_the_plan_names() {
        try (World world = world("tech")) {
            Actor technician = world.technician();
            assertThat(tuesdayMorning(world).assignee()).isEqualTo(technician.id());
            RunSummary summary = world.in(services -> services.runs().unfinished(world.viewer())).stream()
                    .filter(run -> "daily-morning".equals(run.routineKey()))
                    .findFirst()
                    .orElseThrow();
            assertThat(summary.assignee()).isEqualTo(technician.id());
        }
    }

    @Test
    void a_run_that_opens_while_its_person_is_away_is_the_delegates() {
        try (World world = world("tech")) {
            Actor delegate = world.person("delegate", Role.TECHNICIAN);
            away(world, world.technician(), delegate);
            assertThat(tuesdayMorning(world).assignee()).isEqualTo(delegate.id());
            world.clock().set("2026-11-25T08:00");
            world.tick();
            assertThat(world.newest("daily-morning").assignee())
                    .isEqualTo(world.technician().id());
        }
    }

    @Test
    void it_waits_for_everybody_when_nobody_in_particular_can_do_it() {
        try (World world = world("tech")) {
            // Away, and nobody stands in.
            away(world, world.technician(), null);
            assertThat(tuesdayMorning(world).assignee()).isNull();
        }
        try (World world = world("tech")) {
            // The delegate fell ill.
            Actor delegate = world.person("delegate", Role.TECHNICIAN);
            away(world, world.technician(), delegate);
            away(world, delegate, null);
            assertThat(tuesdayMorning(world).assignee()).isNull();
        }
        try (World world = world("tech")) {
            // The delegate does not hold the role.
            away(world, world.technician(), world.viewer());
            assertThat(tuesdayMorning(world).assignee()).isNull();
        }
        try (World world = world("gone")) {
            Actor gone = world.person("gone", Role.TECHNICIAN);
            Actor admin = world.person("root", Role.ADMIN);
            world.act(services -> services.profiles().deactivate(admin, gone.id(), 0));
            assertThat(tuesdayMorning(world).assignee()).isNull();
        }
        try (World world = world("nobody-of-that-name")) {
            Run run = tuesdayMorning(world);
            assertThat(run.state()).isEqualTo(RunState.OPEN);
            assertThat(run.assignee()).isNull();
        }
    }

    @Test
    void an_assignee_in_the_plan_is_a_login() {
        assertThat(catchThrowableOfType(
                                MalformedPlan.class,
                                () -> org.maint.plan.PlanReader.read(planFor("\"Not A Login\""), Locale.ENGLISH))
                        .faults()
                        .get(0)
                        .pointer())
                .isEqualTo("/tiers/0/routines/0/assignee");
    }

    @Test
    void a_lead_gives_a_run_to_anybody_fit_and_they_are_told_with_the_reason() {
        try (World world = world("tech")) {
            Run run = tuesdayMorning(world);
            Actor colleague = world.person("colleague", Role.TECHNICIAN);
            Run changed = reassign(world, world.lead(), run, colleague.id(), "tech is at the dentist’s");
            assertThat(changed.assignee()).isEqualTo(colleague.id());
            List<Notification> told = world
                    .in(services -> services.notifications().list(world.viewer(), NotificationState.PENDING, 0, 50))
                    .items()
                    .stream()
                    .filter(each -> each.kind().equals("run.assigned"))
                    .toList();
            assertThat(told).hasSize(1);
            assertThat(told.get(0).recipient()).isEqualTo(colleague.id());
            assertThat(told.get(0).link()).isEqualTo("/run?id=" + run.id());
            assertThat(told.get(0).body().en()).contains("tech is at the dentist’s");
            // Giving it to them again changes nothing.
            reassign(world, world.lead(), run, colleague.id(), null);
            Actor admin = world.person("root", Role.ADMIN);
            List<String> trail =
                    world.in(services -> services.audit().list(admin, AuditQuery.ALL, 0, 100)).items().stream()
                            .filter(line -> line.action().equals("run.reassigned"))
                            .map(line -> line.detail())
                            .toList();
            assertThat(trail).hasSize(1);
            assertThat(trail.get(0)).contains(colleague.id().toString()).contains("dentist");
        }
    }

    @Test
    void who_has_a_run_gives_it_on_and_who_does_not_can_only_take_what_nobody_has() {
        try (World world = world("tech")) {
            Run run = tuesdayMorning(world);
            Actor technician = world.technician();
            Actor colleague = world.person("colleague", Role.TECHNICIAN);
            assertThat(refused(() -> reassign(world, colleague, run, colleague.id(), null))
                            .kind())
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
            reassign(world, technician, run, null, "I am called away");
            assertThat(refused(() -> reassign(world, technician, run, colleague.id(), null))
                            .kind())
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
            assertThat(reassign(world, colleague, run, colleague.id(), null).assignee())
                    .isEqualTo(colleague.id());
            // Who takes a run is not told so.
            List<Notification> told = world.in(
                            services -> services.notifications().list(world.viewer(), NotificationState.PENDING, 0, 50))
                    .items();
            assertThat(told).noneMatch(each -> each.kind().equals("run.assigned"));
        }
    }

    @Test
    void a_run_is_given_only_to_active_people_who_hold_its_role_and_only_while_it_waits() {
        try (World world = world("tech")) {
            Run run = tuesdayMorning(world);
            Actor lead = world.lead();
            Actor admin = world.person("root", Role.ADMIN);
            Actor gone = world.person("gone", Role.TECHNICIAN);
            world.act(services -> services.profiles().deactivate(admin, gone.id(), 0));
            assertThat(refused(() -> reassign(world, lead, run, gone.id(), null))
                            .reason()
                            .key())
                    .isEqualTo("invalid.person.inactive");
            assertThat(refused(() -> reassign(world, lead, run, world.viewer().id(), null))
                            .reason()
                            .key())
                    .isEqualTo("invalid.assignee.role");
            assertThat(refused(() -> reassign(world, lead, run, null, "x".repeat(2_001)))
                            .faults()
                            .get(0)
                            .pointer())
                    .isEqualTo("/reason");
            world.answerAll(world.technician(), run);
            world.sign(world.technician(), run.id());
            assertThat(refused(() -> reassign(world, lead, run, null, null)).kind())
                    .isEqualTo(Refusal.Kind.CONFLICT);
        }
    }

    @Test
    void what_somebody_had_who_is_deactivated_waits_for_everybody() {
        try (World world = world("tech")) {
            Run run = tuesdayMorning(world);
            assertThat(run.assignee()).isEqualTo(world.technician().id());
            Actor admin = world.person("root", Role.ADMIN);
            world.act(services ->
                    services.profiles().deactivate(admin, world.technician().id(), 0));
            assertThat(world.run(run.id()).assignee()).isNull();
        }
    }
}
