package org.maint.launcher;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.maint.logbook.LogVerification;
import org.maint.people.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./maint restore}: puts a backup into an empty home. What waited to be sent is not sent again, because it may have
 * been sent after the backup was made; and what is to be told of alerts that were open then waits for an hour, so that
 * somebody can look first.
 */
@Command(name = "restore", description = "Puts a backup into an empty home")
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A backup")
    Path file = Path.of("");

    @Option(names = "--replace", description = "Also where something is; that is kept beside it")
    boolean replace;

    @Override
    public Integer call() throws Exception {
        if (Database.configured().isPresent()) {
            throw new Failure(
                    "MAINT_DB_URL names a database of yours: restore it by its own tools (see docs/operations.md).");
        }
        Home home = Home.ofEnvironment();
        BackupFile backup = new BackupFile(file.toAbsolutePath().normalize());
        BackupManifest manifest = backup.verify();
        home.make();
        try (FileLock held = home.lock()) {
            if (Files.isDirectory(home.file("mariadb"))) {
                if (!replace) {
                    throw new Failure("There is an installation in " + home.directory()
                            + ". Set MAINT_HOME to an empty directory, or say --replace.");
                }
                setAside(home);
            }
            try (Database database = Database.start(home)) {
                backup.sql(sql -> Dump.in(database, home.file("logs/restore.log"), sql));
                compare(database, manifest);
                quieten(database, manifest);
                backup.keys(manifest, home);
                verifyLog(database, home);
            }
        }
        System.out.printf(
                "%s: %,d rows of %d tables, of %s. What waited to be sent then is not sent.%n",
                home.directory(), manifest.allRows(), manifest.rows().size(), manifest.at());
        return 0;
    }

    /** What was there stays beside it, so that one can go back. */
    private static void setAside(Home home) throws IOException {
        Path beside =
                home.file("replaced-" + Clock.systemUTC().instant().toString().replace(':', '-'));
        Files.createDirectory(beside);
        for (String part : new String[] {"mariadb", "keys"}) {
            if (Files.exists(home.file(part))) {
                Files.move(home.file(part), beside.resolve(part));
            }
        }
        System.out.println("What was there is in " + beside);
    }

    private static void compare(Database database, BackupManifest manifest) throws SQLException {
        Map<String, String> wrong = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Long> each : manifest.rows().entrySet()) {
                try (ResultSet number = statement.executeQuery("select count(*) from " + each.getKey())) {
                    number.next();
                    if (number.getLong(1) != each.getValue()) {
                        wrong.put(each.getKey(), number.getLong(1) + " rows instead of " + each.getValue());
                    }
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new Failure("The restored database is not what was backed up: " + wrong);
        }
    }

    private static void quieten(Database database, BackupManifest manifest) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update notification set state = 'REFUSED', ended_at = utc_timestamp(6),"
                    + " receipt = 'restored from the backup of " + manifest.at() + "'"
                    + " where state in ('PENDING', 'SENDING')");
            statement.executeUpdate(
                    "update escalation set next_at = greatest(next_at, utc_timestamp(6) + interval 1 hour)"
                            + " where next_at is not null");
        }
    }

    private static void verifyLog(Database database, Home home) {
        LogVerification.Verdict verdict = Domain.on(
                database,
                home,
                Clock.systemUTC(),
                standalone -> standalone.in(services -> services.logbook().verify(Actor.MAINT)));
        if (!verdict.intact()) {
            throw new Failure("The log in the backup is not intact: " + verdict.faults());
        }
        System.out.println(verdict.entries() + " log entries, intact");
    }
}
