package org.maint.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.maint.audit.AuditEntry;
import org.maint.audit.AuditQuery;
import org.maint.people.Actor;
import org.maint.people.Away;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Rotas on a real database: who may, what is kept, what does not change any more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotasTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private World world;
    private Actor lead;
    private Actor ana;
    private Actor ben;

    @BeforeAll
    void begin(@TempDir Path home) {
        world = World.at("2026-11-25T08:30", home);
        lead = world.lead();
        ana = world.person("ana", Role.VIEWER);
        ben = world.person("ben", Role.TECHNICIAN);
    }

    @AfterAll
    void end() {
        world.close();
    }

    @BeforeEach
    void wednesday() {
        world.clock().set("2026-11-25T08:30");
    }

    /** Each test has the level to itself. */
    @AfterEach
    void archiveAll() {
        wednesday();
        world.act(services -> services.rotas().list(lead).stream()
                .filter(rota -> rota.archivedAt() == null)
                .forEach(rota -> services.rotas().archive(lead, rota.id(), null)));
    }

    private static RotaWish wish(String title, List<PersonId> members, @Nullable Hours hours) {
        return RotaWish.of(
                "L1", title, members, Rotation.WEEKLY, null, LocalTime.of(8, 0), DayOfWeek.MONDAY, MONDAY, hours);
    }

    private Rota make(String title) {
        return world.in(services -> services.rotas().create(lead, wish(title, List.of(ana.id(), ben.id()), null)));
    }

    private RotaOverride take(Actor by, UUID rota, PersonId person, @Nullable Duration from, Duration to) {
        Instant now = world.clock().instant();
        return world.in(services -> services.rotas()
                .override(
                        by,
                        rota,
                        OverrideWish.of(
                                from == null ? null : now.plus(from), now.plus(to), person, "I take it", false)));
    }

    private static void refused(Refusal.Kind kind, String words, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal).hasMessageContaining(words);
        });
    }

    private List<Rota> all() {
        return world.in(services -> services.rotas().list(lead));
    }

    private List<RotaOverride> overrides(Rota rota) {
        return world.in(services -> services.rotas().overrides(ana, rota.id()));
    }

    private List<PersonId> now() {
        return world.in(services -> services.rotas().onCallNow("L1")).people();
    }

    @Test
    void a_lead_makes_a_rota_and_it_answers_who_is_on_call_and_who_is_next() {
        Hours hours =
                Hours.of(Set.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY), LocalTime.of(8, 0), LocalTime.of(17, 0), true);
        Rota rota =
                world.in(services -> services.rotas().create(lead, wish("Days", List.of(ana.id(), ben.id()), hours)));
        Rota kept = world.in(services -> services.rotas().get(world.viewer(), rota.id()));
        assertThat(kept.hours()).isEqualTo(hours);
        assertThat(kept.members()).containsExactly(ana.id(), ben.id());
        assertThat(kept.handOver()).isEqualTo("08:00");
        OnCall now = world.in(services -> services.rotas().onCallNow("L1"));
        assertThat(now.rota()).isTrue();
        assertThat(now.responders()).singleElement().satisfies(one -> {
            assertThat(one.person()).isEqualTo(ana.id());
            assertThat(one.until()).isEqualTo("2026-11-25T22:00:00Z");
            assertThat(one.next().person()).isEqualTo(ben.id());
        });
        Optional<HandOver> handOver = world.in(services -> services.rotas().nextHandOver("L1"));
        assertThat(handOver).hasValueSatisfying(next -> assertThat(next.at()).isEqualTo("2026-11-25T22:00:00Z"));
        assertThat(world.in(services -> services.rotas().onCallNow("L3")).rota())
                .isFalse();
    }

    @Test
    void only_leads_edit_and_a_version_that_is_not_the_last_is_stale() {
        refused(
                Refusal.Kind.FORBIDDEN,
                "lead",
                () -> world.act(services -> services.rotas().create(ben, wish("No", List.of(ben.id()), null))));
        Rota rota = make("Versions");
        RotaWish turned = wish("Versions", List.of(ben.id(), ana.id()), null);
        refused(
                Refusal.Kind.FORBIDDEN,
                "lead",
                () -> world.act(services -> services.rotas().change(ana, rota.id(), turned, null)));
        refused(
                Refusal.Kind.FORBIDDEN,
                "lead",
                () -> world.act(services -> services.rotas().archive(ben, rota.id(), null)));
        Rota changed = world.in(services -> services.rotas().change(lead, rota.id(), turned, rota.version()));
        assertThat(changed.version()).isGreaterThan(rota.version());
        assertThat(now()).containsExactly(ben.id());
        refused(
                Refusal.Kind.STALE,
                "Somebody else",
                () -> world.act(services -> services.rotas().change(lead, rota.id(), turned, rota.version())));
        // An override is no change of the rota.
        take(ben, rota.id(), ana.id(), Duration.ofHours(1), Duration.ofHours(2));
        assertThat(world.in(services -> services.rotas().get(lead, rota.id())).version())
                .isEqualTo(changed.version());
    }

    @Test
    void levels_and_members_are_those_that_there_are() {
        RotaWish nowhere =
                RotaWish.of("L9", "No", List.of(ana.id()), Rotation.DAILY, null, LocalTime.NOON, null, MONDAY, null);
        refused(
                Refusal.Kind.INVALID,
                "no level",
                () -> world.act(services -> services.rotas().create(lead, nowhere)));
        refused(
                Refusal.Kind.INVALID,
                "active",
                () -> world.act(
                        services -> services.rotas().create(lead, wish("No", List.of(PersonId.create()), null))));
    }

    @Test
    void an_archived_rota_has_nobody_and_stays() {
        Rota rota = make("Old");
        world.act(services -> services.rotas().archive(lead, rota.id(), rota.version()));
        assertThat(world.in(services -> services.rotas().onCallNow("L1")).rota())
                .isFalse();
        assertThat(all()).extracting(Rota::id).contains(rota.id());
        Instant before = world.clock().instant().minusSeconds(60);
        OnCall then = world.in(services -> services.rotas().onCallAt("L1", before));
        assertThat(then.responders())
                .filteredOn(one -> one.shift().rota().equals(rota.id()))
                .singleElement()
                .satisfies(one -> assertThat(one.person()).isEqualTo(ana.id()));
        refused(Refusal.Kind.CONFLICT, "archived", () -> take(lead, rota.id(), ben.id(), null, Duration.ofHours(1)));
    }

    @Test
    void members_and_leads_give_a_time_away_and_nobody_else() {
        Rota rota = make("Ours");
        take(ben, rota.id(), ben.id(), null, Duration.ofHours(2));
        assertThat(now()).containsExactly(ben.id());
        Actor other = world.person("other", Role.TECHNICIAN);
        refused(Refusal.Kind.FORBIDDEN, "members", () -> take(other, rota.id(), other.id(), null, Duration.ofHours(1)));
        RotaOverride theirs = take(lead, rota.id(), other.id(), null, Duration.ofHours(1));
        assertThat(now()).containsExactly(other.id());
        // Whose it is may give it back.
        world.act(services -> services.rotas().withdraw(other, rota.id(), theirs.id()));
        assertThat(now()).containsExactly(ben.id());
        refused(
                Refusal.Kind.CONFLICT,
                "withdrawn",
                () -> world.act(services -> services.rotas().withdraw(lead, rota.id(), theirs.id())));
        assertThat(overrides(rota)).extracting(RotaOverride::id).hasSize(2).contains(theirs.id());
    }

    @Test
    void the_past_does_not_change() {
        Rota rota = make("Past");
        refused(
                Refusal.Kind.INVALID,
                "passed",
                () -> take(lead, rota.id(), ben.id(), Duration.ofHours(-3), Duration.ofHours(-1)));
        refused(
                Refusal.Kind.INVALID,
                "passed",
                () -> take(lead, rota.id(), ben.id(), Duration.ofHours(-3), Duration.ofHours(1)));
        refused(
                Refusal.Kind.INVALID,
                "ends after",
                () -> take(lead, rota.id(), ben.id(), Duration.ofHours(3), Duration.ofHours(2)));
        refused(
                Refusal.Kind.INVALID,
                "56 days",
                () -> take(lead, rota.id(), ben.id(), Duration.ofHours(3), Duration.ofDays(57)));
        refused(
                Refusal.Kind.INVALID,
                "366 days",
                () -> take(lead, rota.id(), ben.id(), Duration.ofDays(367), Duration.ofDays(368)));
        RotaOverride running = take(lead, rota.id(), ben.id(), null, Duration.ofHours(4));
        Instant begin = world.clock().instant();
        world.clock().advance(Duration.ofHours(1));
        world.act(services -> services.rotas().withdraw(lead, rota.id(), running.id()));
        assertThat(now()).containsExactly(ana.id());
        assertThat(world.in(services -> services.rotas().onCallAt("L1", begin.plusSeconds(60)))
                        .people())
                .containsExactly(ben.id());
        RotaOverride over = take(lead, rota.id(), ben.id(), null, Duration.ofHours(1));
        world.clock().advance(Duration.ofHours(2));
        refused(
                Refusal.Kind.CONFLICT,
                "over",
                () -> world.act(services -> services.rotas().withdraw(lead, rota.id(), over.id())));
    }

    @Test
    void nobody_who_is_away_or_gone_takes_a_time_and_none_outside_the_hours() {
        Rota rota = make("Present");
        Actor gone = world.person("gone", Role.TECHNICIAN);
        Actor admin = world.person("administrator", Role.ADMIN);
        world.act(services -> services.profiles().deactivate(admin, gone.id(), 0));
        refused(Refusal.Kind.INVALID, "active", () -> take(lead, rota.id(), gone.id(), null, Duration.ofHours(1)));
        Actor absent = world.person("absent", Role.TECHNICIAN);
        world.act(services -> services.absences()
                .record(absent, absent.id(), new Away(MONDAY.plusDays(3), MONDAY.plusDays(4), null, null)));
        refused(Refusal.Kind.CONFLICT, "away", () -> take(lead, rota.id(), absent.id(), null, Duration.ofHours(20)));
        take(lead, rota.id(), absent.id(), null, Duration.ofMinutes(15 * 60 + 30));
        Hours mondays = Hours.of(Set.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.of(17, 0), false);
        Rota some = world.in(services -> services.rotas().create(lead, wish("Mondays", List.of(ana.id()), mondays)));
        refused(
                Refusal.Kind.INVALID,
                "hours are others",
                () -> take(lead, some.id(), ben.id(), null, Duration.ofHours(1)));
        Instant end = world.clock().instant().plus(Duration.ofHours(1));
        world.act(services ->
                services.rotas().override(lead, some.id(), OverrideWish.of(null, end, ben.id(), null, true)));
        assertThat(now()).contains(ben.id());
    }

    @Test
    void an_absence_brings_in_who_stands_in_and_its_end_brings_them_back() {
        Actor cleo = world.person("cleo", Role.TECHNICIAN);
        world.act(services -> services.rotas().create(lead, wish("Absence", List.of(cleo.id()), null)));
        world.act(services -> services.absences()
                .record(cleo, cleo.id(), new Away(MONDAY.plusDays(3), MONDAY.plusDays(3), null, lead.id())));
        world.clock().set("2026-11-26T00:00");
        assertThat(now()).containsExactly(lead.id());
        world.clock().set("2026-11-27T00:00");
        assertThat(now()).containsExactly(cleo.id());
    }

    @Test
    void two_shifts_change_hands() {
        Rota rota = make("Swap");
        Instant mine = world.clock().instant();
        Instant theirs = mine.plus(Duration.ofDays(7));
        world.act(services -> services.rotas().swap(ana, rota.id(), mine, theirs, "Concert"));
        assertThat(now()).containsExactly(ben.id());
        assertThat(world.in(services -> services.rotas().onCallAt("L1", theirs)).people())
                .containsExactly(ana.id());
        refused(
                Refusal.Kind.CONFLICT,
                "same person",
                () -> world.act(
                        services -> services.rotas().swap(ana, rota.id(), mine, mine.plus(Duration.ofHours(1)), null)));
    }

    @Test
    void a_preview_shows_the_next_shifts_and_saves_nothing() {
        int before = world.in(services -> services.rotas().list(lead)).size();
        List<Shift> shifts = world.in(
                services -> services.rotas().preview(lead, wish("Preview", List.of(ana.id(), ben.id()), null), 4));
        assertThat(shifts).extracting(Shift::person).containsExactly(ana.id(), ben.id(), ana.id(), ben.id());
        assertThat(all()).hasSize(before);
    }

    @Test
    void each_deed_stands_in_the_audit_trail() {
        Rota rota = make("Audited");
        world.act(services -> services.rotas().change(lead, rota.id(), wish("Anew", List.of(ben.id()), null), null));
        RotaOverride taken = take(lead, rota.id(), ana.id(), null, Duration.ofHours(1));
        world.act(services -> services.rotas().withdraw(lead, rota.id(), taken.id()));
        world.act(services -> services.rotas().archive(lead, rota.id(), null));
        Actor auditor = world.person("auditor", Role.ADMIN);
        assertThat(world.in(services -> services.audit().list(auditor, AuditQuery.ALL, 0, 500)).items().stream()
                        .filter(entry -> entry.subject().equals("rota:" + rota.id()))
                        .map(AuditEntry::action))
                .containsExactly(
                        "rota.archived", "rota.override-withdrawn", "rota.overridden", "rota.changed", "rota.created");
    }
}
