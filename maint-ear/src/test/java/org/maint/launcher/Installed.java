package org.maint.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.maint.installation.Standalone;
import org.maint.people.People.Invited;
import org.maint.people.Role;

/**
 * The built bundle, running as a person runs it: the launcher in a process of its own, with a home of its own. One for
 * the whole suite, because a start takes half a minute.
 */
public final class Installed implements AutoCloseable {
    /** Monday 23 November 2026, 08:30 in Montréal: the morning and the Monday run are open. */
    static final String CLOCK = "2026-11-23T13:30:00Z";

    /** Whether to start quickly rather than to become fast; benchmarks say no. */
    private static final boolean QUICK = Boolean.getBoolean("maint.quick");

    /** The order of a class with an installation of its own: before those who share one, which would run beside it. */
    static final int OWN = 1;

    private static final int CHEAP_ITERATIONS = 1_000;

    private static Installed shared;

    private final Home home;
    private final int port;
    private final String clock;
    private final int demoDays;
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private Process process;
    private Standalone domain;
    private final List<String> output = new ArrayList<>();

    private Installed(Path directory, String clock, int demoDays) {
        this.demoDays = demoDays;
        this.home = Home.at(directory);
        this.port = Ports.free();
        this.clock = clock;
    }

    public static synchronized Installed shared() {
        if (shared == null) {
            shared = fresh(CLOCK);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** One of one's own, for tests that break things. */
    static Installed fresh(String clock) {
        return fresh(clock, 0);
    }

    /** With made-up people and three months of history. */
    static Installed demo(String clock) {
        return demo(clock, 91);
    }

    /** With made-up people and so many days of history. */
    static Installed demo(String clock, int days) {
        return fresh(clock, days);
    }

    /** With these settings in its environment. */
    static Installed with(String clock, Map<String, String> environment) {
        try {
            Path work = Files.createDirectories(Path.of("target", "it"));
            Installed installed = new Installed(Files.createTempDirectory(work, "home"), clock, 0);
            installed.environment.putAll(environment);
            installed.start();
            return installed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a directory that is there, of one's own. */
    static Installed in(Path directory) {
        Installed installed = new Installed(directory, null, 0);
        installed.start();
        return installed;
    }

    private static Installed fresh(String clock, int demoDays) {
        try {
            Path work = Files.createDirectories(Path.of("target", "it"));
            Installed installed = new Installed(Files.createTempDirectory(work, "home"), clock, demoDays);
            installed.start();
            return installed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the launcher with these words; its exit code and what it said. */
    record Said(int exit, String out, String err) {}

    static Said launcher(Path home, String... words) throws IOException, InterruptedException {
        Process process = builder(home, words).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Said(process.exitValue(), out, err);
    }

    static ProcessBuilder builder(Path home, String... words) {
        Path root = Distribution.projectRoot();
        List<String> command = new ArrayList<>(List.of(
                Distribution.java().toString(),
                "-Xmx96m",
                "-Dmaint.root=" + root,
                "-cp",
                root.resolve("maint-ear/target/classes") + ":" + root.resolve("maint-ear/target/launcher/lib") + "/*",
                "org.maint.launcher.Maint"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MAINT_HOME", home.toString());
        builder.environment().remove("MAINT_PORT");
        return builder;
    }

    void start() {
        // After a restart the database has another port.
        disconnect();
        List<String> words = new ArrayList<>(List.of("run", "--port", Integer.toString(port)));
        if (clock != null) {
            words.addAll(List.of("--clock", clock));
        }
        if (demoDays > 0) {
            words.addAll(List.of("--demo", "--demo-days", Integer.toString(demoDays)));
        }
        try {
            ProcessBuilder builder =
                    builder(home.directory(), words.toArray(String[]::new)).redirectErrorStream(true);
            if (QUICK) {
                // An installation of a test lives for minutes: what the second compiler makes of it comes too late.
                builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
            }
            builder.environment().putAll(environment);
            process = builder.start();
            output.clear();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.startsWith("Ctrl-C")) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("maint did not start: " + output);
    }

    private synchronized void disconnect() {
        if (domain != null) {
            domain.close();
            domain = null;
        }
    }

    Process process() {
        return process;
    }

    List<String> output() {
        return output;
    }

    Home home() {
        return home;
    }

    int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port + "/maint/";
    }

    String log() {
        try {
            return Files.readString(home.file("logs/maint.log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A transaction of the domain on the running installation's database. */
    synchronized <R> R in(Function<Standalone.Services, R> work) {
        if (domain == null) {
            Database database = Database.running(home, home.runState().orElseThrow());
            domain = new Standalone(
                    database.source(), Clock.systemUTC(), home.directory().toString(), Map.of());
        }
        return domain.in(work);
    }

    /** The same, at this moment. */
    <R> R at(Instant now, Function<Standalone.Services, R> work) {
        Database database = Database.running(home, home.runState().orElseThrow());
        try (Standalone then = new Standalone(
                database.source(),
                Clock.fixed(now, ZoneOffset.UTC),
                home.directory().toString(),
                Map.of())) {
            return then.in(work);
        }
    }

    /** The password of a person of this name who holds these roles; made when first named. */
    synchronized String password(String login, Role... roles) {
        return passwords.computeIfAbsent(
                login,
                unknown -> in(services -> {
                    Set<Role> held = EnumSet.copyOf(List.of(roles));
                    Invited invited = services.people().invite(null, login, login, login + "@example.com", held);
                    services.people().giveDemoPassword(invited.person().id(), invited.oneTimePassword());
                    services.em()
                            .createNativeQuery("update person set password_hash = ?1 where id = ?2")
                            .setParameter(1, cheaplyHashed(invited.oneTimePassword()))
                            .setParameter(2, invited.person().id().value())
                            .executeUpdate();
                    return invited.oneTimePassword();
                }));
    }

    /**
     * With a thousand iterations: without the second compiler each sign-in would take two seconds for the 600,000 of the
     * product, which its own tests have.
     */
    private static String cheaplyHashed(String password) {
        byte[] salt = new byte[16];
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, CHEAP_ITERATIONS, 256);
        try {
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return "pbkdf2-sha256$" + CHEAP_ITERATIONS + "$" + base64.encodeToString(salt) + "$"
                    + base64.encodeToString(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    synchronized String token(Role role) {
        return tokens.computeIfAbsent(
                role.name(),
                unknown -> in(services -> services.people()
                        .createToken(null, "test " + role, role, null)
                        .secret()));
    }

    @Override
    public void close() {
        disconnect();
        process.destroy();
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
