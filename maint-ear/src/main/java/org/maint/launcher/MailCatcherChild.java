package org.maint.launcher;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.maint.catcher.MailCatcher;

/**
 * The mail server of the demo, in a process of its own. Its ports are made with the first start of a home and stay: what
 * was configured with them goes on to work.
 */
final class MailCatcherChild implements AutoCloseable {
    private static final String REMEMBERED = "catcher.properties";
    private static final String HOST = "MAINT_SMTP_HOST";

    /** From whom the demo's mail is; nobody is there. */
    private static final String FROM = "maint@plomberiedexperts.example";

    private final Home home;
    private final int httpPort;
    private final int smtpPort;
    private @Nullable Child process;

    private MailCatcherChild(Home home, int httpPort, int smtpPort) {
        this.home = home;
        this.httpPort = httpPort;
        this.smtpPort = smtpPort;
    }

    /** Nothing is started yet. Empty where the environment names a mail server: then mail is to go there. */
    static Optional<MailCatcherChild> prepare(Home home, Map<String, String> environment) {
        if (!environment.getOrDefault(HOST, "").isBlank()) {
            return Optional.empty();
        }
        Properties remembered = home.properties(REMEMBERED).orElseGet(Properties::new);
        int http = port(remembered, "http");
        int smtp = port(remembered, "smtp");
        while (smtp == http) {
            smtp = Ports.free();
        }
        home.writeForOwner(REMEMBERED, "http=" + http + "\nsmtp=" + smtp + "\n");
        return Optional.of(new MailCatcherChild(home, http, smtp));
    }

    private static int port(Properties remembered, String name) {
        return Optional.ofNullable(remembered.getProperty(name))
                .map(Integer::parseInt)
                .filter(Ports::isFree)
                .orElseGet(Ports::free);
    }

    String url() {
        return "http://127.0.0.1:" + httpPort + "/";
    }

    /** What the application is told about it. */
    Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        settings.put(HOST, "127.0.0.1");
        settings.put("MAINT_SMTP_PORT", Integer.toString(smtpPort));
        settings.put("MAINT_SMTP_TLS", "NONE");
        if (environment.getOrDefault("MAINT_SMTP_FROM", "").isBlank()) {
            settings.put("MAINT_SMTP_FROM", FROM);
        }
        return settings;
    }

    /** @param begin where its clock starts, as the application's does; null for the time of the machine */
    void start(@Nullable Instant begin) {
        List<String> command = new ArrayList<>(List.of(
                Distribution.java().toString(),
                "-Xmx64m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=64m",
                "-cp",
                Distribution.classPath(
                        "jackson-",
                        "subethasmtp-",
                        "jakarta.mail-",
                        "jakarta.activation-",
                        "angus-",
                        "guava-mini-",
                        "slf4j-api-"),
                MailCatcher.class.getName(),
                "--http-port",
                Integer.toString(httpPort),
                "--smtp-port",
                Integer.toString(smtpPort)));
        if (begin != null) {
            command.addAll(List.of("--clock", begin.toString()));
        }
        process = Child.start("mail catcher", home.file("logs/catcher.log"), Map.of(), command);
    }

    boolean isReady() {
        if (!isAlive()) {
            throw process == null
                    ? new Failure("The mail catcher was not started.")
                    : process.failure("does not start");
        }
        return Micro.answers(httpPort, "/messages");
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop();
        }
    }
}
