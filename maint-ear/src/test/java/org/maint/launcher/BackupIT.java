package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.launcher.Installed.Said;
import org.maint.people.Role;

/** A backup is taken while people work, is verified, and comes back elsewhere; what waited to be sent stays unsent. */
class BackupIT {
    @TempDir
    Path directory;

    private static BackupManifest manifest(Path file) throws Exception {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return BackupManifest.read(new String(
                    zip.getInputStream(zip.getEntry(BackupManifest.NAME)).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static long number(Installed maint, String sql) {
        return maint.in(
                services -> ((Number) services.em().createNativeQuery(sql).getSingleResult()).longValue());
    }

    @Test
    void what_is_backed_up_while_people_work_comes_back_whole_and_sends_nothing_again() throws Exception {
        Installed maint = Installed.shared();
        maint.in(services -> services.em()
                .createNativeQuery(
                        "insert into notification (id, kind, severity, medium, lane, title_en, title_fr, body_en,"
                                + " body_fr, link, state, created_at, next_attempt_at, attempts, attempts_before) values (uuid(),"
                                + " 'test', 'INFO', 'PORTAL', 'portal', 'Waits – «é» ''quoted''\\nand broken', 'Attend', 'x', 'x', '/',"
                                + " 'PENDING', utc_timestamp(6), '2099-01-01', 0, 0)")
                .executeUpdate());
        // The key is made when the first checkpoint needs it.
        maint.in(services -> services.logbook().checkpoint());
        Path file = directory.resolve("maint.zip");
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger made = new AtomicInteger();
        Rest lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        Thread worker = new Thread(() -> {
            while (!enough.get()) {
                if (lead.post("tasks", "{\"title\":\"While it is backed up\"}").status() == 201) {
                    made.incrementAndGet();
                }
            }
        });
        worker.start();
        Said said = Installed.launcher(maint.home().directory(), "backup", file.toString());
        enough.set(true);
        worker.join();
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).contains("verified");
        assertThat(made.get()).as("nobody had to wait").isPositive();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        BackupManifest manifest = manifest(file);
        assertThat(manifest.files()).containsKeys("database.sql", "keys/log-ed25519.key");
        assertThat(manifest.rows().get("person")).isEqualTo(number(maint, "select count(*) from person"));

        Path restored = directory.resolve("restored");
        Said back = Installed.launcher(restored, "restore", file.toString());
        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(back.out()).contains("log entries, intact").contains("is not sent");
        assertThat(Files.readString(restored.resolve("keys/log-ed25519.key")))
                .isEqualTo(Files.readString(maint.home().file("keys/log-ed25519.key")));
        Map<String, Long> waiting = Domain.in(
                Home.at(restored),
                standalone -> standalone.in(services -> Map.of(
                        "waiting",
                        ((Number) services.em()
                                        .createNativeQuery("select count(*) from notification where state in"
                                                + " ('PENDING', 'SENDING')")
                                        .getSingleResult())
                                .longValue(),
                        "refused",
                        ((Number) services.em()
                                        .createNativeQuery("select count(*) from notification where state = 'REFUSED'"
                                                + " and receipt like 'restored from the backup of %'"
                                                + " and title_en = 'Waits – «é» ''quoted''\\nand broken'")
                                        .getSingleResult())
                                .longValue(),
                        "triggers",
                        ((Number) services.em()
                                        .createNativeQuery("select count(*) from information_schema.triggers"
                                                + " where trigger_schema = 'maint'")
                                        .getSingleResult())
                                .longValue())));
        assertThat(waiting)
                .isEqualTo(Map.of(
                        "waiting",
                        0L,
                        "refused",
                        1L,
                        "triggers",
                        number(
                                maint,
                                "select count(*) from information_schema.triggers where trigger_schema = 'maint'")));

        // A second time only where that is said, and what was there stays beside it.
        Said full = Installed.launcher(restored, "restore", file.toString());
        assertThat(full.exit()).isEqualTo(1);
        assertThat(full.err()).contains("--replace");
        Said replaced = Installed.launcher(restored, "restore", file.toString(), "--replace");
        assertThat(replaced.exit()).as(replaced.err()).isZero();
        try (var parts = Files.list(restored)) {
            assertThat(parts.map(each -> each.getFileName().toString()).toList())
                    .anyMatch(name -> name.startsWith("replaced-"));
        }
        // From the restored one, which does not run, the same comes out.
        Path again = directory.resolve("again.zip");
        Said second = Installed.launcher(restored, "backup", again.toString());
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(manifest(again).rows()).isEqualTo(manifest.rows());
        damaged(file);
    }

    /** One that was changed on the way is refused before anything is touched. */
    private void damaged(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        for (int at : List.of(bytes.length / 3, bytes.length / 2)) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x55;
            Path damaged = Files.write(directory.resolve("damaged.zip"), changed);
            Path empty = directory.resolve("empty-" + at);
            Said said = Installed.launcher(empty, "restore", damaged.toString());
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.err().lines()).hasSize(1);
            assertThat(empty.resolve("mariadb")).doesNotExist();
        }
    }

    @Test
    void a_newer_program_takes_a_backup_before_it_changes_the_schema() throws Exception {
        // A home as the version before left it: the newest migration has not been there yet.
        Installed maint = Installed.fresh(null);
        try {
            maint.in(services -> {
                services.em()
                        .createNativeQuery("delete from flyway_schema_history where version = '30'")
                        .executeUpdate();
                services.em().createNativeQuery("drop table external_identity").executeUpdate();
                return services.em()
                        .createNativeQuery("alter table person drop column email_own")
                        .executeUpdate();
            });
            maint.close();
            maint.start();
            assertThat(String.join("\n", maint.output())).contains("Backing up before the upgrade");
            Path file;
            try (var files = Files.list(maint.home().file("backups"))) {
                file = files.findFirst().orElseThrow();
            }
            assertThat(file.getFileName().toString()).startsWith("before-V29-to-V30-");
            assertThat(manifest(file).rows().get("flyway_schema_history"))
                    .as("as it was before")
                    .isEqualTo(number(maint, "select count(*) from flyway_schema_history") - 1);
            maint.close();
            maint.start();
            assertThat(String.join("\n", maint.output())).doesNotContain("Backing up");
        } finally {
            maint.close();
        }
    }
}
