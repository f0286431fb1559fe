package org.maint.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertQuery;
import org.maint.audit.AuditEntry;
import org.maint.audit.AuditQuery;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.testing.World;

class SilencesTest {
    private World world;
    private Actor lead;

    @BeforeEach
    void begin(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        lead = world.lead();
    }

    @AfterEach
    void end() {
        world.close();
    }

    private Instant in(Duration later) {
        return world.clock().instant().plus(later);
    }

    private static AlertMatcher of(@Nullable String fingerprint, @Nullable Severity severity) {
        return AlertMatcher.of(false, fingerprint, severity, null, null);
    }

    private Silence silence(AlertMatcher matcher, @Nullable Duration from, Duration to) {
        SilenceWish wish = SilenceWish.of(matcher, "The disk is on order", from == null ? null : in(from), in(to));
        return world.in(services -> services.silences().silence(lead, wish));
    }

    private Optional<Silence> matching(String fingerprint, Severity severity) {
        return world.in(services -> services.silences()
                .matching(fingerprint, severity, List.of(), world.clock().instant()));
    }

    private List<UUID> listed(SilenceState state) {
        return world.in(services -> services.silences().list(world.viewer(), state, 0, 50)).items().stream()
                .map(Silence::id)
                .toList();
    }

    private static void refused(Refusal.Kind kind, String words, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal).hasMessageContaining(words);
        });
    }

    /** An item fails, and its alert is there; answers it. */
    private Alert alert(String item) {
        world.tick();
        world.enter(
                world.technician(),
                world.newest("daily-morning").id(),
                item,
                ItemEntry.of(Outcome.FAIL, "it is broken"));
        return world
                .in(services ->
                        services.alerts().list(world.viewer(), new AlertQuery(AlertQuery.OPEN, null, null), 0, 50))
                .items()
                .stream()
                .max(java.util.Comparator.comparing(Alert::number))
                .orElseThrow();
    }

    @Test
    void it_begins_holds_and_expires_at_exactly_its_moments() {
        Silence silence = silence(of("host.*", null), Duration.ofHours(1), Duration.ofHours(2));
        assertThat(matching("host.cpu", Severity.WARNING)).isEmpty();
        assertThat(listed(SilenceState.COMING)).containsExactly(silence.id());
        Instant begins = silence.from();
        world.clock().advance(Duration.ofHours(1).minusNanos(1000));
        assertThat(matching("host.cpu", Severity.WARNING)).isEmpty();
        world.clock().advance(Duration.ofNanos(1000));
        assertThat(world.clock().instant()).isEqualTo(begins);
        assertThat(matching("host.cpu", Severity.WARNING))
                .get()
                .extracting(Silence::id)
                .isEqualTo(silence.id());
        assertThat(matching("platform.up", Severity.WARNING)).isEmpty();
        assertThat(listed(SilenceState.ACTIVE)).containsExactly(silence.id());
        world.clock().advance(Duration.ofHours(1).minusNanos(1000));
        assertThat(matching("host.cpu", Severity.WARNING)).isPresent();
        world.clock().advance(Duration.ofNanos(1000));
        assertThat(matching("host.cpu", Severity.WARNING)).isEmpty();
        assertThat(listed(SilenceState.OVER)).containsExactly(silence.id());
        assertThat(listed(SilenceState.ACTIVE)).isEmpty();
    }

    @Test
    void what_one_transaction_has_read_is_not_believed_past_its_moment() {
        world.act(services -> {
            Instant now = world.clock().instant();
            services.silences().silence(lead, SilenceWish.of(of("host.*", null), "Why", null, now.plusMillis(500)));
            assertThat(services.silences().matching("host.cpu", Severity.WARNING, List.of(), now))
                    .isPresent();
            assertThat(services.silences().matching("host.cpu", Severity.WARNING, List.of(), now.plusMillis(499)))
                    .isPresent();
            assertThat(services.silences().matching("host.cpu", Severity.WARNING, List.of(), now.plusMillis(500)))
                    .isEmpty();
            services.silences().silence(lead, SilenceWish.of(of("disk.*", null), "Why", null, now.plusSeconds(60)));
            assertThat(services.silences().matching("disk.full", Severity.WARNING, List.of(), now))
                    .as("made in this very moment")
                    .isPresent();
            assertThat(services.silences().matching("disk.full", Severity.WARNING, List.of(), now.minusSeconds(60)))
                    .isEmpty();
        });
    }

    @Test
    void of_two_at_once_the_one_that_lasts_longest_counts_and_the_other_stays_when_it_is_ended() {
        Silence brief = silence(of("host.*", null), null, Duration.ofHours(1));
        Silence longer = silence(of("host.cpu", null), null, Duration.ofHours(3));
        assertThat(matching("host.cpu", Severity.INFO))
                .get()
                .extracting(Silence::id)
                .isEqualTo(longer.id());
        world.act(services -> services.silences().end(lead, longer.id(), longer.version()));
        assertThat(matching("host.cpu", Severity.INFO))
                .get()
                .extracting(Silence::id)
                .isEqualTo(brief.id());
    }

    @Test
    void ended_it_stays_ended_and_stays_to_be_seen() {
        Silence silence = silence(of("host.*", null), null, Duration.ofHours(2));
        world.clock().advance(Duration.ofMinutes(5));
        refused(
                Refusal.Kind.STALE,
                "Somebody else",
                () -> world.act(services -> services.silences().end(lead, silence.id(), silence.version() + 1)));
        world.act(services -> services.silences().end(lead, silence.id(), silence.version()));
        assertThat(matching("host.cpu", Severity.WARNING)).isEmpty();
        Silence over = world.in(services -> services.silences().get(world.viewer(), silence.id()));
        assertThat(over.endedBy()).isEqualTo(lead.id());
        assertThat(over.endedAt()).isEqualTo(world.clock().instant());
        assertThat(over.to()).isEqualTo(silence.to());
        refused(
                Refusal.Kind.CONFLICT,
                "over",
                () -> world.act(services -> services.silences().end(lead, silence.id(), null)));
        Silence never = silence(of("host.*", null), Duration.ofHours(1), Duration.ofHours(2));
        world.act(services -> services.silences().end(lead, never.id(), null));
        world.clock().advance(Duration.ofMinutes(90));
        assertThat(matching("host.cpu", Severity.WARNING)).isEmpty();
        Actor admin = world.person("auditor", Role.ADMIN);
        assertThat(world.in(services -> services.audit().list(admin, AuditQuery.ALL, 0, 500)).items().stream()
                        .filter(entry -> entry.subject().equals("silence:" + silence.id()))
                        .map(AuditEntry::action))
                .containsExactly("silence.ended", "silence.made");
    }

    @Test
    void times_that_make_no_sense_and_no_reason_are_refused() {
        AlertMatcher any = of("host.*", null);
        refused(Refusal.Kind.INVALID, "now or later", () -> silence(any, Duration.ofMillis(-1), Duration.ofHours(1)));
        refused(Refusal.Kind.INVALID, "expire after", () -> silence(any, null, Duration.ZERO));
        refused(Refusal.Kind.INVALID, "expire after", () -> silence(any, Duration.ofHours(2), Duration.ofHours(2)));
        refused(
                Refusal.Kind.INVALID,
                "30 days",
                () -> silence(any, null, Duration.ofDays(30).plusMillis(1)));
        refused(Refusal.Kind.INVALID, "needed", () -> SilenceWish.of(any, " ", null, in(Duration.ofHours(1))));
        refused(Refusal.Kind.INVALID, "needed", () -> SilenceWish.of(any, "Why", null, null));
        refused(
                Refusal.Kind.INVALID,
                "2,000",
                () -> SilenceWish.of(any, "x".repeat(2001), null, in(Duration.ofHours(1))));
        silence(any, null, Duration.ofDays(30));
        assertThat(listed(SilenceState.ACTIVE)).hasSize(1);
    }

    @Test
    void only_a_lead_makes_and_ends_them() {
        SilenceWish wish = SilenceWish.of(of("host.*", null), "Why", null, in(Duration.ofHours(1)));
        refused(
                Refusal.Kind.FORBIDDEN,
                "lead",
                () -> world.act(services -> services.silences().silence(world.technician(), wish)));
        Silence silence = silence(of("host.*", null), null, Duration.ofHours(1));
        refused(
                Refusal.Kind.FORBIDDEN,
                "lead",
                () -> world.act(services -> services.silences().end(world.technician(), silence.id(), null)));
        refused(
                Refusal.Kind.FORBIDDEN,
                "roles",
                () -> world.act(services -> services.silences().list(world.person("robot", Role.INGEST), null, 0, 1)));
        refused(
                Refusal.Kind.NOT_FOUND,
                "no silence",
                () -> world.act(services -> services.silences().end(lead, UUID.randomUUID(), null)));
    }

    @Test
    void a_preview_counts_what_is_open_and_what_was_and_a_critical_alert_is_silenced_only_by_its_name() {
        Alert mild = alert("images-loading-correctly");
        assertThat(mild.severity()).isEqualTo(Severity.WARNING);
        Alert critical = alert("backup-location-accessible");
        assertThat(critical.severity()).isEqualTo(Severity.CRITICAL);
        world.act(services -> services.alerts().resolve(lead, mild.number(), "mended"));

        Silences.Preview preview = world.in(services -> services.silences().preview(world.viewer(), everything()));
        assertThat(preview.open()).isZero();
        assertThat(preview.lastThirtyDays()).isEqualTo(1);
        assertThat(preview.critical()).extracting(Alert::number).containsExactly(critical.number());
        Silences.Preview exact =
                world.in(services -> services.silences().preview(world.viewer(), of(critical.fingerprint(), null)));
        assertThat(exact.open()).isEqualTo(1);
        assertThat(exact.critical()).isEmpty();
        world.clock().advance(Duration.ofDays(31));
        assertThat(world.in(services -> services.silences().preview(world.viewer(), everything()))
                        .lastThirtyDays())
                .isZero();

        refused(Refusal.Kind.INVALID, critical.fingerprint(), () -> silence(everything(), null, Duration.ofHours(1)));
        refused(
                Refusal.Kind.INVALID,
                "exact fingerprint",
                () -> silence(of(critical.fingerprint() + "*", null), null, Duration.ofHours(1)));
        assertThat(listed(SilenceState.ACTIVE)).isEmpty();
        silence(AlertMatcher.of(false, null, Severity.WARNING, null, null), null, Duration.ofHours(1));
        assertThat(matching(critical.fingerprint(), Severity.CRITICAL)).isEmpty();
        silence(of(critical.fingerprint(), null), null, Duration.ofHours(1));
        assertThat(matching(critical.fingerprint(), Severity.CRITICAL)).isPresent();
    }

    private static AlertMatcher everything() {
        return AlertMatcher.of(true, null, null, null, null);
    }

    @Test
    void a_rule_is_found_among_the_reasons() {
        silence(AlertMatcher.of(false, null, null, "disk-space-low", null), null, Duration.ofHours(1));
        Instant now = world.clock().instant();
        Optional<Silence> found = world.in(services -> services.silences()
                .matching("host.storage-used", Severity.WARNING, List.of("a", "disk-space-low"), now));
        assertThat(found).isPresent();
        assertThat(matching("host.storage-used", Severity.WARNING)).isEmpty();
    }

    @Test
    void refusals_speak_both_languages() {
        assertThat(org.maint.shared.Messages.words(Message.of("invalid.silence.long", 30), java.util.Locale.FRENCH))
                .isEqualTo("Un silence expire au plus tard dans 30 jours.");
    }
}
