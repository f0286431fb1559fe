package org.maint.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.Run;
import org.maint.feedback.FeedbackKind;
import org.maint.feedback.FeedbackWish;
import org.maint.incident.Declaration;
import org.maint.incident.Trigger;
import org.maint.installation.Standalone.Services;
import org.maint.people.Actor;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** The shift note: drafted from the record, edited, confirmed into the log. */
class HandoversTest {
    private World world;
    private Actor tech;

    @BeforeEach
    void installed(@TempDir Path home) {
        world = World.at("2026-11-24T07:00", home);
        tech = world.technician();
    }

    private String draft(Locale locale) {
        return world.in(services -> services.handovers().draft(tech, locale));
    }

    private Refusal refused(Consumer<Services> deed) {
        return catchThrowableOfType(Refusal.class, () -> world.act(deed));
    }

    @Test
    void a_quiet_day_says_so() {
        assertThat(draft(Locale.ENGLISH)).isEqualTo("- Nothing out of the ordinary.\n");
    }

    @Test
    void it_is_drafted_from_what_happened_today_in_the_persons_language() {
        world.clock().set("2026-11-24T08:00:30");
        world.tick();
        Run morning = world.newest("daily-morning");
        world.answerAll(tech, morning);
        world.sign(tech, morning.id());
        world.clock().set("2026-11-24T17:00:30");
        world.tick();
        world.act(services -> services.incidents()
                .declare(tech, Declaration.of(Trigger.PLATFORM_DOWN, "Down", null, null, null, false)));
        world.act(services -> services.incidents()
                .declare(tech, Declaration.of(Trigger.PLATFORM_DOWN, "Only a drill", null, null, null, true)));
        world.act(services -> services.feedbacks()
                .say(world.viewer(), new FeedbackWish(FeedbackKind.ISSUE, "Slow", null, null, null, Locale.ENGLISH)));
        world.clock().set("2026-11-24T21:00");
        assertThat(draft(Locale.ENGLISH).lines())
                .contains(
                        "- Every morning: signed",
                        "- Every evening: LATE",
                        "- Emergency open: Down; the next update is promised for 17:05",
                        "- 1 reported by users and not answered yet");
        assertThat(draft(Locale.ENGLISH)).doesNotContain("Only a drill");
        assertThat(draft(Locale.CANADA_FRENCH)).contains("EN RETARD").contains("promise pour 17:05");
    }

    @Test
    void it_is_kept_as_often_as_one_likes_and_confirmed_once_into_the_log() {
        HandoverNote kept = world.in(services -> services.handovers().save(tech, "Look at the disk", null));
        HandoverNote confirmed =
                world.in(services -> services.handovers().confirm(tech, "Look at the disk at nine", kept.version()));
        assertThat(confirmed.confirmedAt()).isNotNull();
        assertThat(world.<String>in(services -> services.logbook()
                        .get(tech, confirmed.logEntry())
                        .content()
                        .path("notes")
                        .asText()))
                .isEqualTo("Look at the disk at nine");
        assertThat(refused(services -> services.handovers().save(tech, "More", null))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(world.<java.util.Optional<HandoverNote>>in(
                        services -> services.handovers().newest(tech)))
                .get()
                .extracting(HandoverNote::words)
                .isEqualTo("Look at the disk at nine");
        world.clock().advance(Duration.ofDays(1));
        assertThat(world.<java.util.Optional<HandoverNote>>in(
                        services -> services.handovers().today(tech)))
                .isEmpty();
    }

    @Test
    void of_two_who_write_one_version_the_second_is_told_so() {
        HandoverNote kept = world.in(services -> services.handovers().save(tech, "One", null));
        assertThat(refused(services -> services.handovers().save(world.lead(), "Blind", null))
                        .kind())
                .as("there was none when it was begun")
                .isEqualTo(Refusal.Kind.STALE);
        world.act(services -> services.handovers().save(world.lead(), "Two", kept.version()));
        assertThat(refused(services -> services.handovers().save(tech, "Three", kept.version()))
                        .kind())
                .isEqualTo(Refusal.Kind.STALE);
        assertThat(world.in(services -> services.handovers().today(tech))
                        .orElseThrow()
                        .words())
                .isEqualTo("Two");
    }

    @Test
    void a_viewer_reads_and_does_not_write_and_nothing_is_no_note() {
        assertThat(refused(services -> services.handovers().save(world.viewer(), "Hm", null))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(services -> services.handovers().confirm(tech, "  ", null))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        assertThat(world.<java.util.List<HandoverNote>>in(
                        services -> services.handovers().list(world.viewer())))
                .isEmpty();
    }
}
