package org.maint.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * The database of an installation: the MariaDB that the environment names ({@code MAINT_DB_URL}), else one of our own,
 * on loopback, whose files are in the home.
 */
final class Database implements AutoCloseable {
    private static final int START_SECONDS = 60;

    private final String url;
    private final String user;
    private final String password;
    private final @Nullable Supplier<Child> starter;
    private @Nullable Child server;
    private boolean closed;

    private Database(String url, String user, String password, @Nullable Supplier<Child> starter) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.starter = starter;
        this.server = starter == null ? null : starter.get();
    }

    static Optional<Database> configured() {
        String url = System.getenv("MAINT_DB_URL");
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new Database(
                url,
                System.getenv().getOrDefault("MAINT_DB_USER", "maint"),
                System.getenv().getOrDefault("MAINT_DB_PASSWORD", ""),
                null));
    }

    /** The one that the running installation uses. */
    static Database running(Home home, Properties state) {
        return configured()
                .orElseGet(() -> new Database(
                        state.getProperty("databaseUrl"), "maint", home.secret("database-password"), null));
    }

    /** Starts our own; the home must be locked. */
    static Database start(Home home) {
        Path base = Distribution.mariaDb();
        Path data = home.file("mariadb");
        String password = home.secret("database-password");
        makeExecutable(base);
        if (!Files.isDirectory(data.resolve("mysql"))) {
            install(home, base, data);
        }
        int port = Ports.free();
        Supplier<Child> starter = () -> Child.start(
                "database",
                home.file("logs/mariadb.log"),
                libraries(base),
                List.of(
                        base.resolve("bin/mariadbd").toString(),
                        "--no-defaults",
                        "--basedir=" + base,
                        "--datadir=" + data,
                        "--user=" + System.getProperty("user.name"),
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + data.resolve("mariadb.sock"),
                        "--pid-file=" + data.resolve("mariadb.pid"),
                        "--skip-name-resolve",
                        "--skip-log-bin",
                        // It would make itself a certificate with every start, which takes up to 15 s; this is
                        // loopback.
                        "--skip-ssl",
                        "--character-set-server=utf8mb4",
                        "--innodb-buffer-pool-size=64M",
                        "--innodb-log-file-size=48M",
                        "--performance-schema=OFF",
                        // A file of 10 MiB travels in one packet.
                        "--max-allowed-packet=32M"));
        Database database = new Database(address(port, "maint"), "maint", password, starter);
        try {
            database.await(port);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    private static void install(Home home, Path base, Path data) {
        try {
            Files.createDirectories(data);
            Process install = new ProcessBuilder(
                            base.resolve("scripts/mariadb-install-db").toString(),
                            "--no-defaults",
                            "--basedir=" + base,
                            "--datadir=" + data,
                            "--user=" + System.getProperty("user.name"),
                            "--auth-root-authentication-method=normal",
                            "--skip-test-db",
                            "--skip-name-resolve",
                            "--innodb-log-file-size=48M")
                    .directory(base.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.file("logs/mariadb-install.log").toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            if (install.waitFor() != 0) {
                throw new Failure("The database cannot be made; see " + home.file("logs/mariadb-install.log"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted", e);
        }
    }

    private void await(int port) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        Child process = java.util.Objects.requireNonNull(server);
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                if (String.valueOf(e.getSQLState()).startsWith("28")) {
                    makeSchema(port);
                } else {
                    pause();
                }
            }
        }
        throw process.failure("does not answer");
    }

    /** An empty schema and an account that owns it; over the network nobody else can sign in any more. */
    private void makeSchema(int port) {
        try (Connection root = DriverManager.getConnection(address(port, "mysql"), "root", "");
                Statement statement = root.createStatement()) {
            statement.execute("create database if not exists maint character set utf8mb4");
            statement.execute("create or replace user maint@'127.0.0.1' identified by '" + password + "'");
            statement.execute("grant all on maint.* to maint@'127.0.0.1'");
            statement.execute("drop user if exists root@'127.0.0.1', root@'::1', ''@'localhost'");
        } catch (SQLException e) {
            throw new Failure("The database in this home cannot be signed in to: " + e.getMessage(), e);
        }
    }

    private static String address(int port, String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema;
    }

    /** What its programs need to find their libraries. */
    static Map<String, String> libraries(Path base) {
        return Map.of("LD_LIBRARY_PATH", base.resolve("libs").toString());
    }

    private static void makeExecutable(Path base) {
        for (String program : List.of("mariadbd", "my_print_defaults", "resolveip", "mariadb", "mariadb-dump")) {
            base.resolve("bin").resolve(program).toFile().setExecutable(true);
        }
        base.resolve("scripts/mariadb-install-db").toFile().setExecutable(true);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted", e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    MariaDbDataSource source() {
        try {
            MariaDbDataSource source = new MariaDbDataSource(url);
            source.setUser(user);
            source.setPassword(password);
            return source;
        } catch (SQLException e) {
            throw new Failure("MAINT_DB_URL is " + url + ", which is no MariaDB address: " + e.getMessage(), e);
        }
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    boolean isOurs() {
        return server != null;
    }

    /**
     * Starts it again, on the same port and the same files, when it has ended by itself; answers whether it had. What was
     * acknowledged is in its files, however it ended.
     */
    synchronized boolean revive() {
        Child last = server;
        if (closed || starter == null || last == null || last.isAlive()) {
            return false;
        }
        server = starter.get();
        return true;
    }

    /** Until it answers, where it is ours; another's is not waited for. */
    void awaitAnswer() {
        if (server != null) {
            await(URI.create(url.substring("jdbc:".length())).getPort());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            server.stop();
        }
    }
}
