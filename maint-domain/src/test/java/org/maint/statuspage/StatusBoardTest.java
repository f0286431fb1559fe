package org.maint.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.incident.Audience;
import org.maint.incident.Declaration;
import org.maint.incident.Incident;
import org.maint.incident.IncidentStatus;
import org.maint.incident.Trigger;
import org.maint.incident.UpdateWish;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.statuspage.PublicStatus.Component;
import org.maint.testing.World;
import org.maint.window.WindowWish;

/** What the public sees, and what it must not see. */
class StatusBoardTest {
    @TempDir
    static Path home;

    private World world;
    private Actor tech;
    private Actor lead;

    @BeforeEach
    void install() {
        world = World.at("2026-11-23T14:00", home);
        tech = world.technician();
        lead = world.lead();
        // The part that comes with the schema is as old as the database, whose clock is not the test's.
        world.act(services -> services.components().all().forEach(each -> services.components()
                .remove(lead, each.id(), null)));
        world.act(services -> services.components()
                .add(lead, ComponentWish.of("Platform", "Plateforme", "platform.*\nprobe *", true)));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Instant now() {
        return world.clock().instant();
    }

    private PublicStatus look() {
        return world.in(services -> services.statusBoard().look());
    }

    private Component platform() {
        return look().components().get(0);
    }

    private long minutesToday(Component component) {
        return component.days().get(component.days().size() - 1).minutes();
    }

    private void up(double value, int secondsAgo) {
        Actor machine = world.person("machine" + secondsAgo + "x" + now().getEpochSecond(), Role.INGEST);
        world.act(services -> services.samples()
                .accept(machine, List.of(Sample.of("platform.up", now().minusSeconds(secondsAgo), value))));
    }

    private void evaluate() {
        world.act(services -> services.evaluations().evaluate(true));
    }

    @Test
    void a_critical_alert_shows_by_itself_and_its_minutes_count() {
        assertThat(look().state()).isEqualTo(PublicState.OPERATIONAL);
        up(0, 600);
        up(0, 60);
        evaluate();
        Component down = platform();
        assertThat(down.state()).isEqualTo(PublicState.DISRUPTED);
        assertThat(look().state()).isEqualTo(PublicState.DISRUPTED);
        world.clock().advance(Duration.ofMinutes(5));
        up(1, 0);
        evaluate();
        world.clock().advance(Duration.ofMinutes(2));
        Component back = platform();
        assertThat(back.state()).isEqualTo(PublicState.OPERATIONAL);
        assertThat(minutesToday(back)).isBetween(10L, 16L);
        assertThat(back.available()).isLessThan(100.0);
    }

    @Test
    void announced_maintenance_is_shown_without_its_words_and_counts_as_no_disruption() {
        world.act(services -> services.windows()
                .plan(
                        lead,
                        WindowWish.of(
                                "Swap of secret-host-7",
                                "Its disk is dying",
                                now().plusSeconds(1),
                                now().plusSeconds(7200),
                                List.of())));
        world.clock().advance(Duration.ofMinutes(11));
        up(0, 600);
        up(0, 60);
        evaluate();
        PublicStatus status = look();
        assertThat(status.state()).isEqualTo(PublicState.MAINTENANCE);
        assertThat(status.windows()).singleElement().satisfies(window -> {
            assertThat(window.open()).isTrue();
            assertThat(window.components()).as("all of it").isEmpty();
        });
        assertThat(status.toString()).doesNotContain("secret-host-7", "dying");
        assertThat(minutesToday(status.components().get(0))).isZero();
    }

    @Test
    void what_nobody_has_announced_counts_and_has_no_end_that_was_promised() {
        up(0, 600);
        up(0, 60);
        evaluate();
        Incident incident = world.in(services -> services.incidents()
                .declare(tech, Declaration.of(Trigger.PLATFORM_DOWN, "Down", null, null, null, false)));
        world.act(services -> services.incidents().complete(tech, incident.number(), "enable-maintenance-mode", null));
        world.clock().advance(Duration.ofMinutes(20));
        PublicStatus status = look();
        assertThat(status.state()).isEqualTo(PublicState.MAINTENANCE);
        assertThat(status.windows()).singleElement().satisfies(window -> assertThat(window.to())
                .isNull());
        assertThat(minutesToday(status.components().get(0))).isGreaterThanOrEqualTo(30);
    }

    @Test
    void what_is_worked_on_elsewhere_is_nobodys_business() {
        world.act(services -> services.windows()
                .plan(
                        lead,
                        WindowWish.of(
                                "Office printer", "Toner", now(), now().plusSeconds(7200), List.of("printer *"))));
        assertThat(look().windows()).isEmpty();
        assertThat(look().state()).isEqualTo(PublicState.OPERATIONAL);
    }

    @Test
    void of_an_incident_only_what_customers_were_told_is_shown() {
        Incident incident = world.in(services -> services.incidents()
                .declare(
                        tech,
                        Declaration.of(
                                Trigger.SECURITY_BREACH,
                                "Root on db-3 by Mallory",
                                "CVE unpatched",
                                null,
                                null,
                                false)));
        world.act(services -> services.incidents()
                .update(
                        tech,
                        incident.number(),
                        UpdateWish.of(
                                IncidentStatus.INVESTIGATING,
                                Audience.STAFF,
                                Text.same("db-3 is compromised"),
                                Text.same("Keys leaked"),
                                null,
                                null,
                                null)));
        assertThat(look().open()).isEmpty();
        assertThat(look().state()).isEqualTo(PublicState.OPERATIONAL);
        world.act(services -> services.incidents()
                .update(
                        tech,
                        incident.number(),
                        UpdateWish.of(
                                IncidentStatus.IDENTIFIED,
                                Audience.CUSTOMERS,
                                UpdateWish.words("Sign-in is off", "La connexion est coupée", "/issue"),
                                Text.same("Nobody can sign in"),
                                null,
                                null,
                                "support@example.com")));
        PublicStatus status = look();
        assertThat(status.state()).isEqualTo(PublicState.DISRUPTED);
        assertThat(status.open()).singleElement().satisfies(open -> {
            assertThat(open.updates()).hasSize(1);
            assertThat(open.issue().fr()).isEqualTo("La connexion est coupée");
        });
        assertThat(status.toString()).doesNotContain("db-3", "Mallory", "CVE", "Keys", "tech");
    }

    @Test
    void nothing_new_is_the_same_as_before_since_when_it_was_so() {
        // Of no time at all nobody knows how much of it was good.
        world.clock().advance(Duration.ofMinutes(1));
        Instant first = now();
        StatusBoard.Seen[] seen = new StatusBoard.Seen[2];
        world.act(services -> {
            services.statusBoard().look();
            world.clock().advance(Duration.ofSeconds(2));
            services.statusBoard().look();
            seen[0] = services.statusBoard().seen().orElseThrow();
            services.windows().plan(lead, WindowWish.of("Work", "Needed", now(), now().plusSeconds(600), List.of()));
            world.clock().advance(Duration.ofSeconds(2));
            services.statusBoard().look();
            seen[1] = services.statusBoard().seen().orElseThrow();
        });
        assertThat(seen[0].since()).isEqualTo(first);
        assertThat(seen[0].at()).isEqualTo(first.plusSeconds(2));
        assertThat(seen[0].changed()).isEqualTo(first);
        assertThat(seen[1].since()).isEqualTo(first.plusSeconds(4));
        assertThat(seen[1].changed()).isEqualTo(first.plusSeconds(4));
    }

    @Test
    void a_part_is_named_in_both_languages_and_kept_by_those_who_lead() {
        assertThat(refused(() -> ComponentWish.of("Jobs", " ", "jobs.*", true)).kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused(() -> world.act(services ->
                                services.components().add(tech, ComponentWish.of("Jobs", "Travaux", "jobs.*", true))))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        StatusComponent jobs = world.in(services ->
                services.components().add(lead, ComponentWish.of("Jobs", "Travaux", "jobs.*\n\n jobs.*", false)));
        assertThat(jobs.scope()).containsExactly("jobs.*");
        world.act(services -> services.components()
                .change(lead, jobs.id(), ComponentWish.of("Jobs", "Travaux", null, false), jobs.version()));
        assertThat(refused(() -> world.act(services -> services.components()
                                .change(
                                        lead,
                                        jobs.id(),
                                        ComponentWish.of("Other", "Autre", null, false),
                                        jobs.version())))
                        .kind())
                .isEqualTo(Refusal.Kind.STALE);
        assertThat(look().components()).hasSize(2);
        world.act(services -> services.components().remove(lead, jobs.id(), null));
        assertThat(look().components()).hasSize(1);
    }

    private static Refusal refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}
