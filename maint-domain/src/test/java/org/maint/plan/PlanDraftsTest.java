package org.maint.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.installation.Installation;
import org.maint.notification.Channels;
import org.maint.notification.Outgoing;
import org.maint.notification.Via;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Canonical;
import org.maint.shared.Refusal;
import org.maint.task.TaskQuery;
import org.maint.task.TaskState;
import org.maint.testing.World;

class PlanDraftsTest {
    private World world;
    private Actor lead;
    private Actor manager;

    @BeforeEach
    void begin(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        lead = world.lead();
        manager = world.person("manager", Role.MANAGER);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private UUID draft() {
        return world.in(services ->
                services.planDrafts().begin(lead, "Earlier mornings").id());
    }

    private PlanDrafts.Looked edit(Actor actor, UUID id, String operations) {
        JsonNode patch = Canonical.parse(operations.replace('\'', '"'));
        return world.in(services -> services.planDrafts().edit(actor, id, patch, Locale.ENGLISH));
    }

    private PlanDrafts.Looked look(UUID id) {
        return world.in(services -> services.planDrafts().look(world.viewer(), id, Locale.ENGLISH));
    }

    private PlanForecast forecast(UUID id) {
        return world.in(services -> services.planDrafts().forecast(world.viewer(), look(id)));
    }

    private List<PlanChange> changes(UUID id) {
        return world.in(services -> services.planDrafts().changes(world.viewer(), look(id)));
    }

    private void submit(UUID id) {
        world.act(services -> services.planDrafts().submit(lead, id, "We start earlier", null, Locale.ENGLISH));
    }

    private int approve(UUID id) {
        int version = look(id).draft().version();
        return world.in(services -> services.planDrafts().approve(manager, id, version));
    }

    private static final String EARLIER = "[{'op':'test','path':'/tiers/0/routines/0/opens','value':'08:00'},"
            + "{'op':'replace','path':'/tiers/0/routines/0/opens','value':'07:30'}]";

    @Test
    void a_leads_draft_becomes_the_plan_when_a_manager_approves_it_and_counts_for_runs_that_open_afterwards() {
        world.tick();
        UUID id = draft();
        edit(lead, id, EARLIER);
        submit(id);
        int number = approve(id);

        assertThat(number).isEqualTo(2);
        assertThat(look(id).draft().state()).isEqualTo(DraftState.PUBLISHED);
        PlanVersion version = world.in(services -> services.plans().find(2));
        assertThat(version.submittedBy()).isEqualTo(lead.id());
        assertThat(version.publishedBy()).isEqualTo(manager.id());
        assertThat(version.summary()).isEqualTo("We start earlier");
        assertThat(world.newest("daily-morning").planVersion()).isEqualTo(1);
        world.clock().set("2026-11-24T07:30");
        world.tick();
        assertThat(world.newest("daily-morning").planVersion()).isEqualTo(2);
        assertThat(world.newest("daily-morning").opensAt())
                .isEqualTo(world.clock().instant());
    }

    @Test
    void managers_are_told_of_a_submission_and_those_who_edited_of_the_decision() {
        UUID id = draft();
        edit(lead, id, EARLIER);
        submit(id);
        approve(id);
        List<Outgoing> told = world.in(services ->
                services.notifications().claim(Channels.PORTAL, 100, Via.SWEEP).outgoing());
        assertThat(told)
                .filteredOn(each -> each.kind().startsWith("draft."))
                .extracting(each -> each.recipient() + " " + each.kind())
                .contains(manager.id() + " draft.submitted", lead.id() + " draft.published");
    }

    @Test
    void whoever_had_a_hand_in_a_draft_does_not_approve_it() {
        Actor both = world.person("both", Role.LEAD, Role.MANAGER);
        UUID id = draft();
        edit(both, id, EARLIER);
        submit(id);
        assertThatThrownBy(() -> world.act(services -> services.planDrafts().approve(both, id, null)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        assertThat(world.in(services -> services.plans().published().number()).intValue())
                .isEqualTo(1);
    }

    @Test
    void only_leads_edit_and_only_managers_approve() {
        UUID id = draft();
        for (Actor other : List.of(world.technician(), world.viewer(), manager)) {
            assertThatThrownBy(() -> edit(other, id, EARLIER)).isInstanceOf(Refusal.class);
        }
        edit(lead, id, EARLIER);
        submit(id);
        assertThatThrownBy(() -> world.act(services -> services.planDrafts().approve(lead, id, null)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_manager_approves_what_they_saw_and_nothing_else() {
        UUID id = draft();
        edit(lead, id, EARLIER);
        submit(id);
        int seen = look(id).draft().version();
        world.act(services -> services.planDrafts().giveBack(lead, id, "One more thing"));
        edit(lead, id, "[{'op':'replace','path':'/tiers/0/routines/0/opens','value':'03:00'}]");
        submit(id);
        assertThatThrownBy(() -> world.act(services -> services.planDrafts().approve(manager, id, seen)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.STALE));
    }

    @Test
    void two_editors_on_one_draft_work_on_different_things_without_losing_anything() {
        Actor other = world.person("other", Role.LEAD);
        UUID id = draft();
        edit(lead, id, EARLIER);
        edit(
                other,
                id,
                "[{'op':'test','path':'/organisation','value':'Plomberie D\\u0027Experts'},"
                        + "{'op':'replace','path':'/organisation','value':'Experts inc.'}]");
        JsonNode document = look(id).document();
        assertThat(document.at("/tiers/0/routines/0/opens").asText()).isEqualTo("07:30");
        assertThat(document.path("organisation").asText()).isEqualTo("Experts inc.");
        // The other one still sees 08:00 and would change that.
        assertThatThrownBy(() -> edit(other, id, EARLIER))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.STALE));
        assertThat(look(id).document().at("/tiers/0/routines/0/opens").asText()).isEqualTo("07:30");
    }

    @Test
    void a_draft_may_have_faults_while_it_is_edited_but_is_not_submitted_with_them() {
        UUID id = draft();
        PlanDrafts.Looked looked = edit(
                lead,
                id,
                "[{'op':'add','path':'/tiers/0/routines/0/sections/0/items/-','value':{'key':'new','title':{'en':''}}},"
                        + "{'op':'replace','path':'/tiers/0/routines/0/recurrence','value':'FREQ=MONTHLY;BYMONTHDAY=32'}]");
        assertThat(looked.faults())
                .extracting(MalformedPlan.Fault::pointer)
                .contains(
                        "/tiers/0/routines/0/sections/0/items/4/title",
                        "/tiers/0/routines/0/sections/0/items/4/title/en");
        assertThatThrownBy(() -> submit(id)).isInstanceOf(Refusal.class).hasMessageContaining("fault");
        assertThat(forecast(id)).isNull();
    }

    @Test
    void a_draft_of_an_older_version_is_carried_over_before_it_is_submitted_and_keeps_what_it_changed() {
        UUID first = draft();
        UUID second = draft();
        edit(lead, first, EARLIER);
        edit(
                lead,
                second,
                "[{'op':'replace','path':'/tiers/0/routines/1/opens','value':'16:45'},"
                        + "{'op':'add','path':'/tiers/1/routines/0/sections/0/items/0',"
                        + "'value':{'key':'look-at-the-roof','title':{'en':'Look at the roof','fr':'Voir le toit'}}}]");
        submit(first);
        approve(first);
        assertThat(look(second).outdated()).isTrue();
        assertThatThrownBy(() -> submit(second))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT))
                .hasMessageContaining("version 2");
        world.act(services -> services.planDrafts().carryOver(lead, second, Locale.ENGLISH));
        PlanDrafts.Looked carried = look(second);
        assertThat(carried.outdated()).isFalse();
        assertThat(carried.document().at("/tiers/0/routines/0/opens").asText()).isEqualTo("07:30");
        assertThat(carried.document().at("/tiers/0/routines/1/opens").asText()).isEqualTo("16:45");
        assertThat(changes(second))
                .extracting(PlanChange::kind)
                .containsExactly(PlanChange.Kind.CHANGED, PlanChange.Kind.ADDED);
        submit(second);
        assertThat(approve(second)).isEqualTo(3);
    }

    @Test
    void an_approval_is_refused_when_another_version_was_published_after_the_submission() {
        UUID first = draft();
        UUID second = draft();
        edit(lead, first, EARLIER);
        edit(lead, second, "[{'op':'replace','path':'/organisation','value':'Experts inc.'}]");
        submit(first);
        submit(second);
        approve(first);
        assertThatThrownBy(() -> approve(second))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("version 2 is in force");
    }

    @Test
    void the_difference_speaks_of_things_by_their_names() {
        UUID id = draft();
        edit(
                lead,
                id,
                "[{'op':'replace','path':'/tiers/0/routines/0/opens','value':'07:30'},"
                        + "{'op':'move','from':'/tiers/0/routines/0/sections/0/items/3','path':'/tiers/0/routines/0/sections/0/items/0'},"
                        + "{'op':'move','from':'/tiers/0/routines/0/sections/1/items/0','path':'/tiers/0/routines/0/sections/0/items/-'},"
                        + "{'op':'remove','path':'/tiers/0/routines/0/sections/2/items/1'},"
                        + "{'op':'add','path':'/practices/dos/-','value':{'en':'Breathe','fr':'Respirer'}},"
                        + "{'op':'replace','path':'/targets/0/value','value':99.95}]");
        List<PlanChange> changes = changes(id);
        assertThat(changes)
                .extracting(PlanDraftsTest::words)
                .containsExactlyInAnyOrder(
                        "CHANGED Every morning: opens 08:00 → 07:30",
                        "MOVED No error messages visible: items № 4 → № 1",
                        "MOVED Page load times < 3 seconds: items Performance Check → System Health Check",
                        "REMOVED Can view GPS map: items null → null",
                        "ADDED : dos null → Breathe",
                        "CHANGED Uptime: value 99.9 → 99.95");
    }

    private static String words(PlanChange change) {
        String last = change.where().isEmpty()
                ? ""
                : change.where().get(change.where().size() - 1).en();
        return change.kind() + " " + last + ": " + change.field() + " "
                + (change.before() == null ? null : change.before().en()) + " → "
                + (change.after() == null ? null : change.after().en());
    }

    @Test
    void the_next_twelve_months_show_what_a_change_does() {
        UUID id = draft();
        edit(
                lead,
                id,
                "[{'op':'replace','path':'/tiers/1/routines/1/recurrence','value':'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'}]");
        PlanForecast forecast = forecast(id);
        assertThat(forecast.months()).hasSize(13).startsWith(java.time.YearMonth.of(2026, 11));
        assertThat(forecast.lines())
                .filteredOn(PlanForecast.Line::changed)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.routine()).isEqualTo("weekly-friday");
                    assertThat(line.differences())
                            .allSatisfy(each -> assertThat(each.after()).isNull());
                    assertThat(line.before().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                            .isBetween(52, 53);
                    assertThat(line.after().stream().mapToInt(Integer::intValue).sum())
                            .isBetween(26, 27);
                });
    }

    @Test
    void a_document_that_is_written_again_reads_as_the_same() {
        String yaml = Installation.firstPlan();
        PlanReader.Examined first = PlanReader.examine(yaml, Locale.ENGLISH);
        String written = PlanWriter.write(first.root());
        PlanReader.Examined again = PlanReader.examine(written, Locale.ENGLISH);
        assertThat(again.faults()).isEmpty();
        assertThat(PlanDiff.between(first.root(), again.root())).isEmpty();
        assertThat(again.document()).isEqualTo(first.document());
        // People edit it: most items stand on a line of their own, as in the plan that comes with maint.
        assertThat(written.lines().count()).isLessThan(yaml.lines().count() + 150);
    }

    @Test
    void an_import_takes_the_text_as_it_is_and_refuses_a_malformed_one_with_every_fault() {
        UUID id = draft();
        String text = "# ours\n" + Installation.firstPlan().replace("opens: \"08:00\"", "opens: \"06:15\"");
        world.act(services -> services.planDrafts().importDocument(lead, id, text, null, Locale.ENGLISH));
        assertThat(look(id).draft().document()).isEqualTo(text);
        String broken =
                text.replace("zone: America/Toronto", "zone: Mars/Olympus").replace("roll: PRECEDING", "roll: UP");
        assertThatThrownBy(() -> world.act(
                        services -> services.planDrafts().importDocument(lead, id, broken, null, Locale.ENGLISH)))
                .isInstanceOfSatisfying(MalformedPlan.class, malformed -> assertThat(malformed.faults())
                        .extracting(MalformedPlan.Fault::pointer)
                        .contains("/tiers/1/routines/1/roll"));
        assertThat(look(id).draft().document()).isEqualTo(text);
    }

    @Test
    void operations_of_another_form_are_refused() {
        UUID id = draft();
        for (String operations : List.of(
                "{}",
                "[]",
                "[{'op':'explode','path':'/title'}]",
                "[{'op':'replace','path':'title','value':1}]",
                "[{'op':'replace','path':'/title'}]",
                "[{'op':'move','path':'/title'}]")) {
            assertThatThrownBy(() -> edit(lead, id, operations))
                    .as(operations)
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
        }
        assertThat(changes(id)).isEmpty();
    }

    @Test
    void the_plans_review_is_started_with_its_next_date_and_closes_its_task_when_published() {
        world.act(services -> services.tasks().comeUpForReview());
        UUID id = world.in(
                services -> services.planDrafts().beginReview(lead, "Review").id());
        // Quarterly from 31 March 2025, past 23 November 2026.
        assertThat(look(id).document().at("/review/next").asText()).isEqualTo("2026-12-31");
        submit(id);
        approve(id);
        assertThat(world.in(services -> services.tasks()
                                .list(world.viewer(), TaskQuery.ALL, 0, 10)
                                .items())
                        .get(0)
                        .state())
                .isEqualTo(TaskState.CLOSED);
    }

    @Test
    void a_discarded_draft_can_be_taken_back() {
        UUID id = draft();
        edit(lead, id, EARLIER);
        world.act(services -> services.planDrafts().discard(lead, id));
        List<PlanDraft> open = world.in(services -> services.planDrafts().open(lead));
        assertThat(open).isEmpty();
        assertThatThrownBy(() -> edit(lead, id, EARLIER)).isInstanceOf(Refusal.class);
        world.act(services -> services.planDrafts().restore(lead, id));
        assertThat(look(id).document().at("/tiers/0/routines/0/opens").asText()).isEqualTo("07:30");
    }
}
