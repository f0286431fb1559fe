package org.maint.launcher;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.maint.people.Role;
import org.maint.simulated.SimulatedPlatform;

/**
 * The platform that stands in for the one under maintenance in the demo, in a process of its own. Its port and its token
 * are made with the first start of a home and stay: what was configured with its address goes on to work.
 */
final class SimulatedChild implements AutoCloseable {
    /** The name of the service account and of its token. */
    private static final String ACCOUNT = "simulated-platform";

    private static final String TOKEN = "simulated-token";
    private static final String REMEMBERED = "simulated.properties";
    /** What the demo enters as the platform's address; nobody is there. */
    private static final URI MADE_UP = URI.create("https://plateforme.example.com");

    private final Home home;
    private final int port;
    private final boolean isPlatform;
    private @Nullable Child process;

    private SimulatedChild(Home home, int port, boolean isPlatform) {
        this.home = home;
        this.port = port;
        this.isPlatform = isPlatform;
    }

    /** Nothing is started yet: the application wants to know the address before. */
    static SimulatedChild prepare(Home home, Database database, Instant now) {
        Optional<Properties> remembered = home.properties(REMEMBERED);
        boolean isPlatform = remembered.isPresent() && Files.exists(home.file(TOKEN))
                ? Boolean.parseBoolean(remembered.get().getProperty("platform", "true"))
                : enroll(home, database, now);
        int port = remembered
                .map(properties -> Integer.parseInt(properties.getProperty("port")))
                .filter(Ports::isFree)
                .orElseGet(Ports::free);
        home.writeForOwner(REMEMBERED, "platform=" + isPlatform + "\nport=" + port + "\n");
        return new SimulatedChild(home, port, isPlatform);
    }

    /** Makes the token. Whether this is the platform under maintenance: not if somebody has named another. */
    private static boolean enroll(Home home, Database database, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return Domain.on(
                database,
                home,
                clock,
                standalone -> standalone.in(services -> {
                    home.writeForOwner(
                            TOKEN,
                            services.people()
                                            .createToken(null, ACCOUNT, Role.INGEST, null)
                                            .secret() + "\n");
                    return services.settings()
                            .platformUrl()
                            .filter(url -> !url.equals(MADE_UP))
                            .isEmpty();
                }));
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    private Path backups() {
        return home.file("simulated/backups");
    }

    /** What the application is told about it; what the environment says goes before. */
    Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        if (isPlatform) {
            settings.put("MAINT_PLATFORM_URL", url());
        }
        settings.put("MAINT_PROBE_ALLOW", "127.0.0.1:" + port);
        settings.put("MAINT_PROBE_DIRECTORIES", backups().toString());
        settings.keySet().removeIf(name -> !environment.getOrDefault(name, "").isBlank());
        return settings;
    }

    /**
     * @param portal the application's address on this machine
     * @param begin where its clock starts, as the application's did; null for the time of the machine
     */
    void start(String portal, @Nullable Instant begin) {
        List<String> command = new ArrayList<>(List.of(
                Distribution.java().toString(),
                "-Xmx48m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=64m",
                "-cp",
                Distribution.classPath("jackson-"),
                SimulatedPlatform.class.getName(),
                "--port",
                Integer.toString(port),
                "--backups",
                backups().toString(),
                "--log",
                home.file("simulated/error.log").toString(),
                "--maint",
                portal,
                "--token-file",
                home.file(TOKEN).toString()));
        if (begin != null) {
            command.addAll(List.of("--clock", begin.toString()));
        }
        process = Child.start("simulated platform", home.file("logs/simulated.log"), Map.of(), command);
    }

    boolean isReady() {
        if (!isAlive()) {
            throw failure();
        }
        return Micro.answers(port, "/faults");
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    private Failure failure() {
        return process == null
                ? new Failure("The simulated platform was not started.")
                : process.failure("does not start");
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop();
        }
    }
}
