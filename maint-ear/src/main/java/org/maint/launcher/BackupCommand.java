package org.maint.launcher;

import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./maint backup}: everything into one file, of one moment, whether maint runs or not. */
@Command(name = "backup", description = "Writes everything into one file, also while maint runs")
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A ZIP; one that is there is replaced once the new one is verified")
    Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
        Home home = Home.ofEnvironment();
        Path target = file.toAbsolutePath().normalize();
        Path directory = target.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new Failure("There is no directory " + directory + ".");
        }
        if (Database.configured().isEmpty() && !Files.isDirectory(home.file("mariadb/mysql"))) {
            throw new Failure(
                    "There is nothing to back up in " + home.directory() + ". Set MAINT_HOME to the right one.");
        }
        home.make();
        Optional<FileLock> lock = home.tryLock();
        BackupManifest manifest;
        if (lock.isEmpty()) {
            Properties state = home.runState()
                    .orElseThrow(() -> new Failure("maint is just starting in " + home.directory() + "; try again."));
            manifest = write(Database.running(home, state), home, target);
        } else {
            try (FileLock held = lock.get();
                    Database database = Database.configured().orElseGet(() -> Database.start(home))) {
                manifest = write(database, home, target);
            }
        }
        System.out.printf(
                "%s: %,d rows of %d tables, %,d bytes, verified. It holds keys and secrets: keep it safe.%n",
                target, manifest.allRows(), manifest.rows().size(), Files.size(target));
        return 0;
    }

    /** Everything into this file, verified. */
    static BackupManifest write(Database database, Home home, Path target) {
        BackupManifest[] manifest = new BackupManifest[1];
        Dump.out(
                database,
                home.file("logs/backup.log"),
                said -> manifest[0] = new BackupFile(target)
                        .write(said, home, Clock.systemUTC().instant()));
        return manifest[0];
    }
}
