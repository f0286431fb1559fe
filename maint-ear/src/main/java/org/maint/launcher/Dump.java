package org.maint.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database's own programs, which write it out as SQL and read it in. */
final class Dump {
    private static final Pattern ADDRESS =
            Pattern.compile("jdbc:mariadb://([A-Za-z0-9.-]+)(?::(\\d+))?/([A-Za-z0-9_]+).*");

    private Dump() {}

    private static ProcessBuilder program(String name, Database database, Path log, List<String> options) {
        Matcher address = ADDRESS.matcher(database.url());
        if (!address.matches()) {
            throw new Failure(
                    "The database at " + database.url() + " is not one that this can back up; use its own tools.");
        }
        Path base = Distribution.mariaDb();
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin").resolve(name).toString(),
                "--no-defaults",
                "--host=" + address.group(1),
                "--port=" + (address.group(2) == null ? "3306" : address.group(2)),
                "--user=" + database.user(),
                "--protocol=tcp",
                "--default-character-set=utf8mb4",
                "--max-allowed-packet=64M"));
        if (address.group(1).equals("127.0.0.1")) {
            // Ours has no certificate, and this is loopback.
            command.add("--skip-ssl");
        }
        command.addAll(options);
        command.add(address.group(3));
        ProcessBuilder process = new ProcessBuilder(command).redirectError(log.toFile());
        process.environment().putAll(Database.libraries(base));
        process.environment().put("MYSQL_PWD", database.password());
        return process;
    }

    /** All of it, of one moment, while others work: a row in each statement, so that they can be counted. */
    static void out(Database database, Path log, BackupFile.Sink sink) {
        run(
                program(
                        "mariadb-dump",
                        database,
                        log,
                        List.of(
                                "--single-transaction",
                                "--quick",
                                "--hex-blob",
                                "--triggers",
                                "--no-tablespaces",
                                "--no-autocommit",
                                "--skip-extended-insert",
                                "--skip-add-locks",
                                "--tz-utc")),
                log,
                process -> {
                    try (InputStream said = process.getInputStream()) {
                        sink.take(said);
                    }
                });
    }

    static void in(Database database, Path log, InputStream sql) {
        run(program("mariadb", database, log, List.of("--batch")), log, process -> {
            try (OutputStream to = process.getOutputStream()) {
                sql.transferTo(to);
            }
        });
    }

    /** What is done with a process while it runs. */
    @FunctionalInterface
    private interface Work {
        void on(Process process) throws IOException;
    }

    private static void run(ProcessBuilder builder, Path log, Work work) {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new Failure("The database's program cannot be started: " + e.getMessage(), e);
        }
        try {
            IOException broken = null;
            try {
                work.on(process);
            } catch (IOException e) {
                // The program's own end says more.
                broken = e;
            }
            if (process.waitFor() != 0) {
                throw new Failure("The database's program has failed; see " + log);
            }
            if (broken != null) {
                throw new UncheckedIOException(broken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted", e);
        } finally {
            process.destroy();
        }
    }
}
