package org.maint.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.installation.Standalone.Services;
import org.maint.metric.Heartbeat;
import org.maint.metric.Sample;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.recovery.BackupConfidence.Standing;
import org.maint.recovery.BackupConfidence.Verdict;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Bringing back by the stopwatch, against times worked out by hand; what the backups say. */
class DrillsTest {
    private World world;
    private Actor tech;
    private Actor lead;

    @BeforeEach
    void installed(@TempDir Path home) {
        world = World.at("2026-11-24T10:00", home);
        tech = world.technician();
        lead = world.lead();
    }

    private Refusal refused(Consumer<Services> deed) {
        return catchThrowableOfType(Refusal.class, () -> world.act(deed));
    }

    private long start(DrillKind kind, Duration backupBefore) {
        Instant backup = world.clock().instant().minus(backupBefore);
        return world.in(services -> services.drills().start(tech, kind, backup))
                .drill()
                .number();
    }

    private void step(long number, int position, Duration after) {
        world.clock().advance(after);
        world.act(services -> services.drills().done(tech, number, position, null));
    }

    private Drill drill(long number) {
        return world.in(services -> services.drills().get(lead, number)).drill();
    }

    @Test
    void the_time_to_recover_runs_from_the_start_to_the_last_step() {
        long number = start(DrillKind.RESTORE, Duration.ofHours(8));
        for (int i = 1; i <= 4; i++) {
            step(number, i, Duration.ofMinutes(10L * i));
        }
        Drill done = drill(number);
        assertThat(done.state()).isEqualTo(DrillState.DONE);
        world.clock().advance(Duration.ofHours(3));
        assertThat(done.recoveryTime(world.clock().instant())).isEqualTo(Duration.ofMinutes(100));
        assertThat(done.lost()).isEqualTo(Duration.ofHours(8));
        world.act(services -> services.drills().count(tech, number, 1_200L, 1_200L));
        Drill signed = world.in(services -> services.drills().sign(tech, number, "All came back"));
        assertThat(signed.proves()).isTrue();
        String entry = world.in(services ->
                services.logbook().get(lead, signed.logEntry()).content().toString());
        assertThat(entry)
                .contains("\"minutesSpent\":100")
                .contains("\"seconds\":\"2400\"")
                .contains("\"lost\":\"PT8H\"")
                .contains("\"found\":\"1200\"");
    }

    @Test
    void what_comes_back_short_late_or_old_proves_nothing() {
        world.act(services -> services.drills().aim(lead, 30, 60));
        assertThat(signed(Duration.ofMinutes(20), Duration.ofMinutes(1), 10, 10).proves())
                .isTrue();
        Drill shortOfOne = signed(Duration.ofMinutes(20), Duration.ofMinutes(1), 10, 9);
        assertThat(shortOfOne.proves()).isFalse();
        assertThat(world.<String>in(services -> services.logbook()
                        .get(lead, shortOfOne.logEntry())
                        .content()
                        .toString()))
                .as("whoever reads the log sees it")
                .contains("Not everything came back", "\"proven\":false");
        assertThat(signed(Duration.ofMinutes(61), Duration.ofMinutes(1), 10, 10).proves())
                .isFalse();
        assertThat(signed(Duration.ofMinutes(20), Duration.ofMinutes(8), 10, 10).proves())
                .isFalse();
    }

    private Drill signed(Duration backupBefore, Duration each, long expected, long found) {
        long number = start(DrillKind.RESTORE, backupBefore);
        for (int i = 1; i <= 4; i++) {
            step(number, i, each);
        }
        world.act(services -> services.drills().count(tech, number, expected, found));
        return world.in(services -> services.drills().sign(tech, number, null));
    }

    @Test
    void steps_come_in_their_order_and_nothing_is_signed_before_it_is_done_and_counted() {
        long number = start(DrillKind.DISASTER_RECOVERY, Duration.ofHours(1));
        assertThat(refused(services -> services.drills().done(tech, number, 2, null))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused(services -> services.drills().sign(tech, number, null))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
        for (int i = 1; i <= 7; i++) {
            step(number, i, Duration.ofMinutes(1));
        }
        assertThat(refused(services -> services.drills().sign(tech, number, null))
                        .kind())
                .as("uncounted")
                .isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused(services -> services.drills().done(tech, number, 7, null))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void what_is_given_up_says_why_and_takes_nothing_more() {
        long number = start(DrillKind.RESTORE, Duration.ofHours(1));
        assertThat(refused(services -> services.drills().abandon(tech, number, " "))
                        .kind())
                .isEqualTo(Refusal.Kind.INVALID);
        world.act(services -> services.drills().abandon(tech, number, "The tape is unreadable"));
        assertThat(drill(number).state()).isEqualTo(DrillState.ABANDONED);
        assertThat(refused(services -> services.drills().count(tech, number, 1L, 1L))
                        .kind())
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void bad_input_is_named_and_changes_nothing() {
        Instant now = world.clock().instant();
        for (Consumer<Services> deed : java.util.List.<Consumer<Services>>of(
                services -> services.drills().start(tech, null, now),
                services -> services.drills().start(tech, DrillKind.RESTORE, null),
                services -> services.drills().start(tech, DrillKind.RESTORE, now.plusSeconds(1)),
                services -> services.drills().start(tech, DrillKind.RESTORE, now.minus(Duration.ofDays(401))),
                services -> services.drills().aim(lead, 0, 60),
                services -> services.drills().aim(lead, 60, 44_641),
                services -> services.drills().aim(lead, null, null))) {
            assertThat(refused(deed).kind()).isEqualTo(Refusal.Kind.INVALID);
        }
        assertThat(refused(services -> services.drills().aim(tech, 1, 1)).kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(services -> services.drills().start(world.viewer(), DrillKind.RESTORE, now))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(world.<java.util.List<Drill>>in(services -> services.drills().list(lead)))
                .isEmpty();
    }

    private void backup(Duration before, boolean ok, Long size) {
        Actor machine = world.person("machine", Role.INGEST);
        Instant at = world.clock().instant().minus(before);
        world.act(services -> services.samples().beat(machine, new Heartbeat("backup", at, ok, size, 60.0, null)));
    }

    private Standing standing() {
        return world.in(services -> services.backups().standing(lead));
    }

    @Test
    void without_any_report_nothing_is_good() {
        Standing standing = standing();
        assertThat(standing.fresh()).isEqualTo(Verdict.NO_DATA);
        assertThat(standing.size()).isEqualTo(Verdict.NO_DATA);
        assertThat(standing.rotation()).isEqualTo(Verdict.NO_DATA);
        assertThat(standing.proof()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void a_backup_is_measured_by_its_age_its_fellows_and_the_days_that_have_one() {
        long[] sizes = {100, 102, 104, 106, 108, 110};
        for (int i = 0; i < sizes.length; i++) {
            backup(Duration.ofDays(6L - i).plusHours(1), true, sizes[i]);
        }
        backup(Duration.ofHours(2), true, 40L);
        Standing standing = standing();
        assertThat(standing.fresh()).isEqualTo(Verdict.GOOD);
        assertThat(standing.usualSize()).isEqualTo(105.0);
        assertThat(standing.size()).as("40 is less than half of 105").isEqualTo(Verdict.BAD);
        assertThat(standing.days()).isEqualTo(7);
        assertThat(standing.rotation()).isEqualTo(Verdict.GOOD);
        world.clock().advance(Duration.ofHours(22));
        assertThat(standing().fresh()).as("24 hours old").isEqualTo(Verdict.BAD);
        assertThat(standing().rotation()).as("today's may still come").isEqualTo(Verdict.GOOD);
        world.clock().advance(Duration.ofDays(1));
        assertThat(standing().days()).as("yesterday has none").isEqualTo(6);
        assertThat(standing().rotation()).isEqualTo(Verdict.BAD);
    }

    @Test
    void a_failed_backup_is_none() {
        backup(Duration.ofHours(30), true, 100L);
        backup(Duration.ofHours(1), false, 0L);
        assertThat(standing().fresh()).isEqualTo(Verdict.BAD);
        assertThat(standing().days()).isEqualTo(1);
    }

    @Test
    void proof_grows_old_and_the_storage_is_what_was_measured_last() {
        Drill drill = signed(Duration.ofMinutes(20), Duration.ofMinutes(1), 10, 10);
        assertThat(standing().proven()).extracting(Drill::number).isEqualTo(drill.number());
        assertThat(standing().proof()).isEqualTo(Verdict.GOOD);
        Instant now = world.clock().instant();
        world.act(services -> services.samples()
                .measured(java.util.List.of(
                        Sample.of("host.storage-used", now.minusSeconds(60), 71),
                        Sample.of("host.storage-used", now, 72))));
        assertThat(standing().storageUsed()).isEqualTo(72.0);
        world.clock().advance(Duration.ofDays(15));
        assertThat(standing().proof()).isEqualTo(Verdict.BAD);
    }
}
