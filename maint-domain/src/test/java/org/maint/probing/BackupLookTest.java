package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maint.probing.ProbeKind.BACKUP_FOLDER;
import static org.maint.probing.Site.assertion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.shared.Canonical;

class BackupLookTest {
    @TempDir
    Path root;

    private Path folder;
    private final Prober prober = new Prober(Site.CLOCK, Site.NO_QUERY);

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectories(root.resolve("allowed/backups"));
    }

    @AfterEach
    void close() {
        prober.close();
    }

    private Path backup(String name, int hoursOld, int size) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "x".repeat(size));
        Files.setLastModifiedTime(file, FileTime.from(Site.NOW.minus(Duration.ofHours(hoursOld))));
        return file;
    }

    private Finding look(Path directory, String more) {
        Allowance allowance = new Allowance(
                AllowedTargets.of(List.of(), List.of(root.resolve("allowed"))),
                Map.of(),
                Duration.ofSeconds(5),
                1000,
                1,
                Duration.ZERO);
        String config = "{'directory': '" + directory + "', 'glob': '*.gz'" + more + "}";
        return prober.look(Site.spec(BACKUP_FOLDER, config), allowance);
    }

    @Test
    void fresh_backups_of_every_day_are_well() throws IOException {
        for (int day = 0; day < 4; day++) {
            backup("b" + day + ".gz", 24 * day + 3, 100 + day);
        }
        Files.writeString(folder.resolve("b0.gz.sha256"), Canonical.sha256("x".repeat(100)) + "  b0.gz\n");
        Finding finding = look(
                folder,
                ", 'minBytes': 50, 'shrinkPercent': 90, 'sha256File': true, 'expectDays': 3, 'minFreeBytes': 1");
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        assertThat(finding.values())
                .containsEntry("age-hours", 3.0)
                .containsEntry("bytes", 100.0)
                .containsEntry("count", 4.0)
                .containsEntry("days-missing", 0.0);
    }

    @Test
    void no_backup_is_not_well() throws IOException {
        backup("other.txt", 1, 10);
        Finding finding = look(folder, "");
        assertThat(assertion(finding, "present").ok()).isFalse();
        assertThat(finding.ok()).isFalse();
    }

    @Test
    void what_is_old_small_shrunk_wrong_or_missing_is_named() throws IOException {
        backup("new.gz", 30, 10);
        backup("b1.gz", 60, 100);
        backup("b2.gz", 84, 3);
        backup("b3.gz", 108, 110);
        Files.writeString(folder.resolve("new.gz.sha256"), Canonical.sha256("other"));
        Finding finding = look(folder, ", 'minBytes': 11, 'shrinkPercent': 50, 'sha256File': true, 'expectDays': 4");
        for (String key : new String[] {"age", "size", "shrink", "sha256", "days"}) {
            assertThat(assertion(finding, key).ok()).as(key).isFalse();
        }
        assertThat(assertion(finding, "shrink").value()).isEqualTo(10.0);
        Files.delete(folder.resolve("new.gz.sha256"));
        assertThat(assertion(look(folder, ", 'sha256File': true"), "sha256").ok())
                .isFalse();
    }

    @Test
    void too_little_room_is_named() throws IOException {
        backup("b.gz", 1, 10);
        assertThat(assertion(look(folder, ", 'minFreeBytes': 1000000000000000"), "free")
                        .ok())
                .isFalse();
    }

    @Test
    void a_day_without_a_backup_is_named() throws IOException {
        backup("b1.gz", 3, 10);
        backup("b3.gz", 51, 10);
        Finding finding = look(folder, ", 'expectDays': 2");
        assertThat(assertion(finding, "days").seen()).isEqualTo("−2026-03-09");
    }

    @Test
    void links_do_not_lead_out_of_the_folder() throws IOException {
        Path outside = Files.createDirectories(root.resolve("outside"));
        Files.writeString(outside.resolve("b.gz"), "xxx");
        Files.setLastModifiedTime(outside.resolve("b.gz"), FileTime.from(Site.NOW));
        Files.createSymbolicLink(folder.resolve("b.gz"), outside.resolve("b.gz"));
        assertThat(assertion(look(folder, ""), "present").ok()).isFalse();

        Path link = Files.createSymbolicLink(root.resolve("allowed/link"), outside);
        assertThat(look(link, "").problem()).isEqualTo("refused-target");
        assertThat(look(outside, "").problem()).isEqualTo("refused-target");
        assertThat(look(root.resolve("allowed/../outside"), "").problem()).isEqualTo("refused-target");
        assertThat(look(root.resolve("nowhere"), "").problem()).isEqualTo("refused-target");
        assertThat(look(root.resolve("allowed/nowhere"), "").problem()).isEqualTo("unreadable");
    }
}
