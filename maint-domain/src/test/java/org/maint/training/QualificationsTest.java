package org.maint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.Run;
import org.maint.checklist.RunItem;
import org.maint.installation.Standalone.Services;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.PlanDocument;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.task.Origin;
import org.maint.task.Task;
import org.maint.task.TaskQuery;
import org.maint.testing.World;
import org.maint.training.Qualification.Kind;

/** Who holds what until when; what comes up and ends; items that want a skill. */
class QualificationsTest {
    private static final String SKILL = "basic-troubleshooting";

    private World world;
    private Actor lead;
    private Actor tech;

    @BeforeEach
    void installed(@TempDir Path home) {
        world = World.at("2026-11-24T07:00", home);
        lead = world.lead();
        tech = world.technician();
    }

    private Qualification record(Actor by, Actor of, Kind kind, String subject, LocalDate until) {
        return world.in(services -> services.qualifications()
                .record(by, new Qualifications.Wish(of.id(), kind, subject, null, until, "Certificate 12")));
    }

    private Refusal refused(Consumer<Services> deed) {
        return catchThrowableOfType(Refusal.class, () -> world.act(deed));
    }

    private boolean holds(Actor of, LocalDate day) {
        return world.in(services -> services.qualifications().holds(of.id(), SKILL, day));
    }

    @Test
    void the_plans_skills_are_named_by_their_english_words() {
        assertThat(PlanDocument.key(new Text("Backup/restore procedures", "…"))).isEqualTo("backup-restore-procedures");
        assertThat(world.<List<Text>>in(
                        services -> services.plans().published().document().skills()))
                .hasSize(6)
                .allSatisfy(skill -> assertThat(PlanDocument.key(skill)).matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void a_skill_counts_from_its_first_day_to_its_last() {
        record(lead, tech, Kind.SKILL, SKILL, LocalDate.of(2026, 12, 31));
        assertThat(holds(tech, LocalDate.of(2026, 11, 23))).isFalse();
        assertThat(holds(tech, LocalDate.of(2026, 11, 24))).isTrue();
        assertThat(holds(tech, LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(holds(tech, LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(holds(lead, LocalDate.of(2026, 11, 24))).isFalse();
    }

    @Test
    void what_is_revoked_counts_no_more() {
        Qualification known = record(lead, tech, Kind.SKILL, SKILL, null);
        world.act(services -> services.qualifications().revoke(lead, known.id()));
        assertThat(holds(tech, LocalDate.of(2026, 11, 24))).isFalse();
        assertThat(refused(services -> services.qualifications().revoke(lead, known.id()))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void nobody_vouches_for_their_own_skill_and_everybody_records_a_training_they_have_taken() {
        assertThat(refused(services -> services.qualifications()
                                .record(lead, new Qualifications.Wish(lead.id(), Kind.SKILL, SKILL, null, null, "Me")))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(services -> services.qualifications()
                                .record(tech, new Qualifications.Wish(lead.id(), Kind.SKILL, SKILL, null, null, "He")))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        Qualification taken = record(tech, tech, Kind.TRAINING, "platform-deep-dive", null);
        // Annual: until the end of the year after.
        assertThat(taken.until()).isEqualTo(LocalDate.of(2027, 12, 31));
        assertThat(record(tech, tech, Kind.TRAINING, "troubleshooting-guide-review", null)
                        .until())
                .isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(record(tech, tech, Kind.TRAINING, "security-training", null).until())
                .isEqualTo(LocalDate.of(2027, 3, 31));
    }

    @Test
    void bad_input_is_named_and_changes_nothing() {
        for (Qualifications.Wish wish : List.of(
                new Qualifications.Wish(tech.id(), Kind.SKILL, "juggling", null, null, "Seen"),
                new Qualifications.Wish(tech.id(), Kind.TRAINING, SKILL, null, null, "Seen"),
                new Qualifications.Wish(null, Kind.SKILL, SKILL, null, null, "Seen"),
                new Qualifications.Wish(tech.id(), Kind.SKILL, SKILL, LocalDate.of(2026, 11, 25), null, "Seen"),
                new Qualifications.Wish(
                        tech.id(), Kind.SKILL, SKILL, LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 1), "Seen"),
                new Qualifications.Wish(tech.id(), Kind.SKILL, SKILL, null, null, "  "))) {
            assertThat(refused(services -> services.qualifications().record(lead, wish))
                            .kind())
                    .isEqualTo(Refusal.Kind.INVALID);
        }
        assertThat(world.<List<Qualification>>in(
                        services -> services.qualifications().list(lead)))
                .isEmpty();
    }

    @Test
    void the_matrix_shows_what_counts_the_longest() {
        record(lead, tech, Kind.SKILL, SKILL, LocalDate.of(2026, 11, 30));
        record(lead, tech, Kind.SKILL, SKILL, LocalDate.of(2027, 6, 30));
        Qualifications.Row row = world.in(services -> services.qualifications().matrix(lead)).stream()
                .filter(each -> each.person().id().equals(tech.id()))
                .findFirst()
                .orElseThrow();
        assertThat(row.skills().get(1).current()).isTrue();
        assertThat(row.skills().get(1).daysLeft()).isEqualTo(218);
        assertThat(row.skills().get(0).newest()).isNull();
        assertThat(row.trainings()).hasSize(4);
    }

    private List<Task> comingUp() {
        return world.in(services -> services.tasks().list(lead, TaskQuery.unfinished(), 0, 100)).items().stream()
                .filter(task -> task.origin().kind() == Origin.Kind.TRAINING)
                .toList();
    }

    @Test
    void each_training_of_the_plan_comes_up_once_a_period() {
        world.act(services -> services.trainings().look());
        world.act(services -> services.trainings().look());
        assertThat(comingUp())
                .extracting(task -> task.origin().ref() + " " + task.due())
                .containsExactlyInAnyOrder(
                        "troubleshooting-guide-review 2026-11-30",
                        "production-handoff-review 2026-12-08",
                        "security-training 2026-12-08",
                        "platform-deep-dive 2026-12-08");
        world.clock().set("2026-12-01T09:00");
        world.act(services -> services.trainings().look());
        assertThat(comingUp()).hasSize(5).anySatisfy(task -> assertThat(task.due())
                .isEqualTo(LocalDate.of(2026, 12, 11)));
    }

    @Test
    void what_ends_is_called_to_mind_a_month_and_a_week_before_and_when_it_is_over() {
        record(lead, tech, Kind.SKILL, SKILL, LocalDate.of(2026, 12, 31));
        world.act(services -> services.trainings().look());
        assertThat(ends()).isZero();
        for (String day : List.of("2026-12-01", "2026-12-02", "2026-12-24", "2027-01-01", "2027-01-02")) {
            world.clock().set(day + "T09:00");
            world.act(services -> services.trainings().look());
        }
        assertThat(ends()).isEqualTo(3);
    }

    private long ends() {
        return world.in(services -> services.em()
                .createQuery(
                        "select count(n) from Notification n where n.kind = 'skill.ends' and n.recipient = :person",
                        Long.class)
                .setParameter("person", tech.id())
                .getSingleResult());
    }

    private Run morningThatWantsTheSkill() {
        world.clock().set("2026-11-24T08:00:30");
        world.tick();
        Run run = world.newest("daily-morning");
        world.act(services -> services.em()
                .createNativeQuery(
                        "update run_item set skill = ?1 where run_id = ?2 and item_key = 'login-functioning'")
                .setParameter(1, SKILL)
                .setParameter(2, run.id().value())
                .executeUpdate());
        return world.run(run.id());
    }

    @Test
    void who_lacks_the_skill_of_an_item_needs_somebody_beside_them_who_holds_it() {
        Run run = morningThatWantsTheSkill();
        Actor second = world.person("second", Role.TECHNICIAN);
        world.answerAll(tech, run);
        Refusal missing =
                refused(services -> services.runs().signOff(tech, run.id(), org.maint.checklist.SignOff.of("", 1)));
        assertThat(missing.faults()).extracting(Refusal.Fault::pointer).containsExactly("/items/login-functioning");
        // Without the skill nobody countersigns, and not for themselves with it.
        assertThat(refused(services -> services.runs().countersign(second, run.id(), "login-functioning"))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        record(lead, second, Kind.SKILL, SKILL, null);
        assertThat(refused(services -> services.runs().countersign(second, run.id(), "platform-accessible"))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        RunItem signed = world.in(services -> services.runs().countersign(second, run.id(), "login-functioning"));
        assertThat(signed.countersignedBy()).isEqualTo(second.id());
        world.sign(tech, run.id());
        String content = world.in(services ->
                services.logbook().ofRun(lead, run.id()).orElseThrow().content().toString());
        assertThat(content).contains("countersignedBy").contains(second.id().toString());
    }

    @Test
    void a_countersignature_is_for_what_stood_there_then() {
        Run run = morningThatWantsTheSkill();
        Actor second = world.person("second", Role.TECHNICIAN);
        record(lead, second, Kind.SKILL, SKILL, null);
        world.answerAll(tech, run);
        world.act(services -> services.runs().countersign(second, run.id(), "login-functioning"));
        world.enter(
                tech,
                run.id(),
                "login-functioning",
                World.passing(world.run(run.id()).item("login-functioning")));
        assertThat(refused(services -> services.runs().signOff(tech, run.id(), org.maint.checklist.SignOff.of("", 1)))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void who_holds_the_skill_needs_nobody() {
        record(lead, tech, Kind.SKILL, SKILL, null);
        Run run = morningThatWantsTheSkill();
        world.answerAll(tech, run);
        world.sign(tech, run.id());
    }
}
