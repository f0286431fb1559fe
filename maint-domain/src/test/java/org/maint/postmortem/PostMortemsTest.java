package org.maint.postmortem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.incident.Audience;
import org.maint.incident.Declaration;
import org.maint.incident.Incident;
import org.maint.incident.IncidentStatus;
import org.maint.incident.IncidentStep;
import org.maint.incident.StepState;
import org.maint.incident.Trigger;
import org.maint.incident.UpdateWish;
import org.maint.installation.Standalone.Services;
import org.maint.logbook.LogEntry;
import org.maint.metric.Sample;
import org.maint.notification.MailServer;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.DraftState;
import org.maint.plan.PlanDrafts;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.task.Origin;
import org.maint.task.Resolution;
import org.maint.task.Task;
import org.maint.task.TaskQuery;
import org.maint.testing.World;

/** From the end of an incident to the approved post-mortem and what comes of it, and what must not happen on the way. */
class PostMortemsTest {
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

    private LocalDate today() {
        return LocalDate.of(2026, 11, 23);
    }

    private Incident declared(boolean drill) {
        return world.in(services -> services.incidents()
                .declare(
                        tech,
                        Declaration.of(
                                Trigger.PLATFORM_DOWN, "Nobody can sign in", "502 everywhere", null, null, drill)));
    }

    /** One that is over, after half an hour. */
    private long over(boolean drill) {
        Incident incident = declared(drill);
        world.clock().advance(Duration.ofMinutes(4));
        world.act(services -> services.incidents()
                .update(
                        tech,
                        incident.number(),
                        UpdateWish.of(
                                IncidentStatus.IDENTIFIED,
                                Audience.STAFF,
                                Text.same("Sign-in fails"),
                                Text.same("All"),
                                null,
                                null,
                                null)));
        world.clock().advance(Duration.ofMinutes(16));
        steps(incident.number()).stream()
                .filter(step -> !step.key().equals(IncidentStep.POST_MORTEM))
                .forEach(step -> world.act(
                        services -> services.incidents().complete(tech, incident.number(), step.key(), null)));
        world.clock().advance(Duration.ofMinutes(10));
        world.act(services -> services.incidents().resolve(tech, incident.number(), false, null, "A new certificate"));
        return incident.number();
    }

    private List<IncidentStep> steps(long number) {
        return world.in(services -> services.incidents().whole(tech, number)).steps();
    }

    private PostMortems.Whole whole(long number) {
        return world.in(services -> services.postMortems().whole(world.viewer(), number));
    }

    private String words(long number, Part part) {
        return whole(number).sections().get(part.ordinal()).words();
    }

    private int version(long number) {
        return whole(number).postMortem().version();
    }

    private void writeAll(long number) {
        Map<Part, String> words = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            words.put(part, "About " + part);
        }
        world.act(services -> services.postMortems().write(tech, number, words, version(number)));
    }

    private PostMortemAction action(long number, String title) {
        return world.in(services -> services.postMortems()
                .addAction(
                        tech,
                        number,
                        ActionWish.of(PostMortemAction.Kind.PREVENT, title, lead.id(), today().plusDays(10))));
    }

    private void submit(long number) {
        world.act(services -> services.postMortems().submit(tech, number, null));
    }

    private Refusal refused(Consumer<Services> deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> world.act(deed));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private List<String> mails(String kind) {
        return world.sent(MailServer.KEY).stream()
                .filter(mail -> mail.kind().equals(kind))
                .map(mail -> String.valueOf(mail.address()))
                .filter(address -> address.endsWith("@example.com"))
                .sorted()
                .toList();
    }

    @Test
    void it_opens_by_itself_with_what_the_record_knows_and_is_signed_into_the_log() {
        long number = over(false);
        assertThat(mails("approval.post-mortem-opened")).containsExactly("lead@example.com", "tech@example.com");
        PostMortems.Whole opened = whole(number);
        assertThat(opened.postMortem().state()).isEqualTo(PostMortemState.DRAFT);
        assertThat(opened.postMortem().due()).isEqualTo(today().plusDays(7));
        assertThat(words(number, Part.SUMMARY)).contains("Nobody can sign in", "502 everywhere");
        assertThat(words(number, Part.RESOLUTION)).isEqualTo("A new certificate");
        assertThat(opened.postMortem().authors()).as("whose words are in it").containsExactly(tech.id());
        Figures figures = opened.postMortem().figures();
        assertThat(figures.toResolve()).isEqualTo(Duration.ofMinutes(30));
        assertThat(figures.toMitigate()).isEqualTo(Duration.ofMinutes(20));
        assertThat(figures.updates()).isEqualTo(1);
        assertThat(figures.updatesInTime()).isEqualTo(1);
        assertThat(figures.requests()).as("nobody has said how many there were").isNull();

        writeAll(number);
        action(number, "Watch certificates");
        submit(number);
        assertThat(mails("approval.post-mortem-submitted")).containsExactly("manager@example.com");
        world.act(services -> services.postMortems().approve(manager, number, version(number)));

        PostMortems.Whole approved = whole(number);
        assertThat(approved.postMortem().state()).isEqualTo(PostMortemState.APPROVED);
        assertThat(steps(number))
                .filteredOn(step -> step.key().equals(IncidentStep.POST_MORTEM))
                .singleElement()
                .extracting(IncidentStep::state)
                .isEqualTo(StepState.DONE);
        LogEntry entry = world.in(
                services -> services.logbook().get(tech, approved.postMortem().logEntry()));
        JsonNode text = entry.content().path("postMortem");
        assertThat(text.at("/sections/causes").asText()).isEqualTo("About CAUSES");
        assertThat(text.at("/actions/0/title").asText()).isEqualTo("Watch certificates");
        assertThat(text.at("/figures/updates").asInt()).isEqualTo(1);
        assertThat(entry.content().path("signedBy").asText())
                .isEqualTo(manager.id().toString());
        assertThat(world.in(services -> services.logbook().verify(tech)).intact())
                .isTrue();
        assertThat(approved.postMortem().figures()).isEqualTo(figures);
        assertThat(mails("approval.post-mortem-approved")).containsExactly("tech@example.com");
    }

    @Test
    void what_it_says_is_counted_by_the_metrics_of_the_platform() {
        Actor machine = world.person("machine", Role.INGEST);
        Instant begun = now();
        world.act(services -> services.samples()
                .accept(
                        machine,
                        List.of(
                                Sample.of("platform.requests", begun.plusSeconds(60), 1_000),
                                Sample.of("platform.requests", begun.plusSeconds(120), 1_000),
                                Sample.of("platform.error-rate", begun.plusSeconds(60), 10),
                                Sample.of("platform.error-rate", begun.plusSeconds(120), 30),
                                Sample.of("platform.jobs-created", begun.plusSeconds(60), 3),
                                Sample.of(
                                        "platform.jobs-created",
                                        begun.minus(Duration.ofDays(7)).plusSeconds(60),
                                        40))));
        Figures figures = whole(over(false)).postMortem().figures();
        assertThat(figures.requests()).isEqualTo(2_000);
        assertThat(figures.failedRequests()).isEqualTo(400);
        assertThat(figures.jobs()).isEqualTo(3);
        assertThat(figures.jobsUsually()).isEqualTo(40);
    }

    @Test
    void two_write_at_two_parts_and_neither_overwrites_the_other() throws Exception {
        long number = over(false);
        PostMortems.Whole seen = whole(number);
        world.act(services -> services.postMortems()
                .write(
                        tech,
                        number,
                        Part.CAUSES,
                        "A clock",
                        seen.sections().get(4).version()));
        world.act(services -> services.postMortems()
                .write(
                        lead,
                        number,
                        Part.IMPACT,
                        "All of it",
                        seen.sections().get(1).version()));
        assertThat(words(number, Part.CAUSES)).isEqualTo("A clock");
        assertThat(words(number, Part.IMPACT)).isEqualTo("All of it");
        Refusal stale = refused(services -> services.postMortems()
                .write(
                        lead,
                        number,
                        Part.CAUSES,
                        "Another",
                        seen.sections().get(4).version()));
        assertThat(stale.kind()).isEqualTo(Refusal.Kind.STALE);
        assertThat(words(number, Part.CAUSES)).isEqualTo("A clock");
        assertThat(refused(services -> services.postMortems()
                                .write(
                                        lead,
                                        number,
                                        Map.of(Part.LUCK, "x"),
                                        seen.postMortem().version()))
                        .kind())
                .as("the whole was seen as it was before")
                .isEqualTo(Refusal.Kind.STALE);

        ExecutorService people = Executors.newFixedThreadPool(Part.values().length);
        try {
            List<Future<?>> all = IntStream.range(0, Part.values().length)
                    .<Future<?>>mapToObj(i -> people.submit(() -> world.act(services -> services.postMortems()
                            .write(i % 2 == 0 ? tech : lead, number, Part.values()[i], "By " + i, null))))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            people.shutdownNow();
        }
        for (int i = 0; i < Part.values().length; i++) {
            assertThat(words(number, Part.values()[i])).isEqualTo("By " + i);
        }
        assertThat(whole(number).postMortem().authors()).containsExactlyInAnyOrder(tech.id(), lead.id());
    }

    @Test
    void only_a_manager_without_a_hand_in_it_approves_and_exactly_what_was_seen() {
        long number = over(false);
        assertThat(refused(services -> services.postMortems().submit(tech, number, null))
                        .faults())
                .extracting(Refusal.Fault::pointer)
                .containsExactly("/sections/impact", "/sections/detection", "/sections/causes");
        writeAll(number);
        assertThat(refused(services -> services.postMortems().submit(tech, number, null))
                        .kind())
                .as("nothing is to change")
                .isEqualTo(Refusal.Kind.CONFLICT);
        action(number, "Watch certificates");
        assertThat(refused(services -> services.postMortems().approve(manager, number, null))
                        .kind())
                .as("it is not in review")
                .isEqualTo(Refusal.Kind.CONFLICT);
        submit(number);
        assertThat(refused(services -> services.postMortems().write(tech, number, Part.LUCK, "More", null))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        for (Actor other : List.of(tech, lead, world.viewer(), world.person("anna", Role.ADMIN))) {
            assertThat(refused(services -> services.postMortems().approve(other, number, null))
                            .kind())
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
        }
        Actor author = world.person("author", Role.MANAGER, Role.TECHNICIAN);
        int seen = version(number);
        world.act(services -> services.postMortems().comment(lead, number, Part.CAUSES, "How did it come to that?"));
        assertThat(refused(services -> services.postMortems().approve(manager, number, seen))
                        .kind())
                .isEqualTo(Refusal.Kind.STALE);
        assertThat(refused(services -> services.postMortems().requestChanges(manager, number, " ", null))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        world.act(services -> services.postMortems().requestChanges(manager, number, "Say how", null));
        assertThat(mails("approval.post-mortem-returned")).containsExactly("tech@example.com");
        world.act(services -> services.postMortems().write(author, number, Part.CAUSES, "So", null));
        submit(number);
        assertThat(refused(services -> services.postMortems().approve(author, number, null))
                        .kind())
                .as("an author")
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        world.act(services -> services.postMortems().approve(manager, number, null));
        assertThat(refused(services -> services.postMortems().requestChanges(manager, number, "No", null))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused(services -> services.postMortems().comment(lead, number, Part.LUCK, "Late"))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(words(number, Part.CAUSES)).isEqualTo("So");
    }

    @Test
    void comments_are_settled_and_a_viewer_says_nothing() {
        long number = over(false);
        PostMortemComment comment =
                world.in(services -> services.postMortems().comment(lead, number, Part.IMPACT, "How many?"));
        assertThat(refused(services -> services.postMortems().comment(world.viewer(), number, Part.IMPACT, "I?"))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(services -> services.postMortems()
                                .comment(lead, number, Part.IMPACT, "x".repeat(PostMortems.LONGEST_COMMENT + 1)))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(services ->
                                services.postMortems().write(tech, number, Part.IMPACT, "x".repeat(1_000_000), null))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        world.act(services -> services.postMortems().settle(tech, number, comment.id()));
        assertThat(whole(number).comments()).singleElement().satisfies(settled -> {
            assertThat(settled.settledBy()).isEqualTo(tech.id());
            assertThat(settled.words()).isEqualTo("How many?");
        });
        assertThat(words(number, Part.IMPACT)).isNull();
    }

    @Test
    void what_is_to_change_becomes_a_task_and_some_weeks_after_it_was_done_somebody_looks() {
        long number = over(false);
        writeAll(number);
        PostMortemAction early = action(number, "Watch certificates");
        world.clock().advance(Duration.ofSeconds(1));
        action(number, "Renew by itself");
        Task first = world.in(services -> services.postMortems().makeTask(tech, number, early.id()));
        assertThat(first.owner()).isEqualTo(lead.id());
        assertThat(first.due()).isEqualTo(today().plusDays(10));
        assertThat(first.origin()).isEqualTo(new Origin(Origin.Kind.POST_MORTEM, Long.toString(number)));
        assertThat(refused(services -> services.postMortems().makeTask(tech, number, early.id()))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused(services -> services.postMortems().removeAction(tech, number, early.id()))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        submit(number);
        world.act(services -> services.postMortems().approve(manager, number, null));
        assertThat(whole(number).actions()).extracting(PostMortemAction::task).doesNotContainNull();

        // A similar incident points at what is still open.
        long second = over(false);
        Incident again =
                world.in(services -> services.incidents().whole(tech, second)).incident();
        List<Long> similar = world.in(services -> services.incidents().similar(tech, again)).stream()
                .map(Incident::number)
                .toList();
        assertThat(similar).containsExactly(number);
        assertThat(open(similar)).containsExactly("Watch certificates", "Renew by itself");

        world.act(services -> services.tasks().close(tech, first.number(), Resolution.DONE, "Probe is there", null));
        assertThat(open(similar)).containsExactly("Renew by itself");
        Long check = whole(number).actions().get(0).check();
        assertThat(check).isNotNull();
        Task looking = world.in(services -> services.tasks().get(tech, check));
        assertThat(looking.due()).isEqualTo(today().plusDays(PostMortems.CHECKED_AFTER_DAYS));
        assertThat(looking.title().en()).contains("Watch certificates");
        world.act(services -> services.tasks().reopen(tech, first.number()));
        world.act(services -> services.tasks().close(tech, first.number(), Resolution.DONE, "Again", null));
        assertThat(whole(number).actions().get(0).check())
                .as("one look for each")
                .isEqualTo(check);
    }

    private List<String> open(List<Long> incidents) {
        return world.in(services -> services.postMortems().openActions(world.viewer(), incidents)).stream()
                .map(PostMortemAction::title)
                .toList();
    }

    @Test
    void what_is_to_change_becomes_an_item_in_a_draft_of_the_plan() {
        long number = over(false);
        PostMortemAction action = action(number, "Vérifier l’échéance des certificats");
        assertThat(refused(services -> services.postMortems().makeItem(tech, number, action.id(), "weekly-monday"))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(services -> services.postMortems().makeItem(lead, number, action.id(), "nothing"))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(whole(number).actions().get(0).draft()).isNull();
        var draft = world.in(services -> services.postMortems().makeItem(lead, number, action.id(), "weekly-monday"));
        PlanDrafts.Looked looked = world.in(services -> services.planDrafts().look(lead, draft.id(), Locale.ENGLISH));
        assertThat(looked.draft().state()).isEqualTo(DraftState.EDITING);
        assertThat(looked.faults()).isEmpty();
        assertThat(looked.document().toString()).contains("verifier-l-echeance-des-certificats");
        assertThat(whole(number).actions().get(0).draft()).isEqualTo(draft.id());
    }

    @Test
    void it_is_called_to_mind_once_before_it_is_due_and_once_when_it_is_late() {
        over(false);
        world.act(services -> services.postMortems().remind());
        assertThat(mails("approval.post-mortem-due")).isEmpty();
        world.clock().advance(Duration.ofDays(6));
        for (int i = 0; i < 3; i++) {
            world.act(services -> services.postMortems().remind());
        }
        assertThat(mails("approval.post-mortem-due")).containsExactly("lead@example.com", "tech@example.com");
        world.clock().advance(Duration.ofDays(2));
        for (int i = 0; i < 3; i++) {
            world.act(services -> services.postMortems().remind());
        }
        assertThat(mails("approval.post-mortem-due")).containsExactly("lead@example.com", "tech@example.com");
    }

    @Test
    void all_of_them_are_searched_by_words() {
        long number = over(false);
        world.act(
                services -> services.postMortems().write(tech, number, Part.CAUSES, "L’Écoulement 100% bloqué", null));
        long drill = over(true);
        assertThat(found("écoulement")).containsExactly(number);
        assertThat(found("sign ÉCOULEMENT")).containsExactly(number);
        assertThat(found("100%")).containsExactly(number);
        assertThat(found("1_0%")).isEmpty();
        assertThat(found(" ")).containsExactly(drill, number);
    }

    private List<Long> found(String words) {
        return world.in(services -> services.postMortems().list(world.viewer(), null, words, 0, 50)).items().stream()
                .map(PostMortem::incident)
                .toList();
    }

    @Test
    void a_drill_needs_nothing_to_change() {
        long number = over(true);
        writeAll(number);
        submit(number);
        world.act(services -> services.postMortems().approve(manager, number, null));
        LogEntry entry = world.in(services ->
                services.logbook().get(tech, whole(number).postMortem().logEntry()));
        assertThat(entry.content().path("drill").asBoolean()).isTrue();
        assertThat(world.in(services -> services.tasks().list(tech, TaskQuery.ALL, 0, 10))
                        .total())
                .isZero();
    }

    @Test
    void whoever_resolved_it_has_words_in_it_and_does_not_approve_it() {
        Actor both = world.person("both", Role.MANAGER, Role.TECHNICIAN);
        Incident incident = declared(true);
        steps(incident.number()).stream()
                .filter(step -> !step.key().equals(IncidentStep.POST_MORTEM))
                .forEach(step -> world.act(
                        services -> services.incidents().complete(tech, incident.number(), step.key(), null)));
        world.act(services -> services.incidents().resolve(both, incident.number(), false, null, "By hand"));
        writeAll(incident.number());
        submit(incident.number());
        assertThat(refused(services -> services.postMortems().approve(both, incident.number(), null))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    void an_owner_who_has_left_holds_nothing_up() {
        long number = over(false);
        writeAll(number);
        Actor leaving = world.person("leaving", Role.TECHNICIAN);
        world.act(services -> services.postMortems()
                .addAction(
                        tech,
                        number,
                        ActionWish.of(PostMortemAction.Kind.MITIGATE, "A second line", leaving.id(), null)));
        submit(number);
        Actor admin = world.person("anna", Role.ADMIN);
        world.act(services -> services.profiles()
                .deactivate(
                        admin,
                        leaving.id(),
                        services.profiles().get(admin, leaving.id()).version()));
        world.act(services -> services.postMortems().approve(manager, number, null));
        Task task = world.in(services ->
                services.tasks().get(tech, whole(number).actions().get(0).task()));
        assertThat(task.owner()).isNull();
        world.act(services -> services.tasks().close(tech, task.number(), Resolution.DONE, "Done", null));
        assertThat(whole(number).actions().get(0).check()).isNotNull();
    }

    @Test
    void incidents_that_were_over_before_get_one_too() {
        long number = over(false);
        world.act(services -> {
            services.em().createNativeQuery("delete from post_mortem_section").executeUpdate();
            services.em().createNativeQuery("delete from post_mortem").executeUpdate();
        });
        world.act(services -> services.postMortems().remind());
        assertThat(words(number, Part.RESOLUTION)).isEqualTo("A new certificate");
    }

    @Test
    void what_nobody_can_count_keeps_no_incident_from_its_end() {
        assertThat(refused(services -> services.incidents()
                                .declare(
                                        tech,
                                        Declaration.of(
                                                Trigger.PLATFORM_DOWN, "Epoch", null, Instant.EPOCH, null, false)))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
    }
}
