package org.maint.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Payara Server with a domain of its own on free ports, and a database of its own, for the tests of the EAR. */
final class PayaraServer implements BeforeAllCallback, AfterAllCallback {
    /** Another than the one in the archive. */
    static final String CONTEXT_ROOT = "/upkeep";

    private static final int PORT_OF_HTTP = 80;
    private static final int PORT_OF_ADMIN = 48;

    private static Database database;
    private static IdentityProvider provider;
    private static int base;
    private static Thread stop;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path work = Files.createDirectories(Path.of("target", "it"));
        Home home = Home.at(Files.createTempDirectory(work, "ear")).make();
        database = Database.start(home);
        provider = new IdentityProvider();
        stop = new Thread(() -> {
            asadmin(home, "stop-domain", "--kill", "maint");
            provider.close();
            database.close();
        });
        Runtime.getRuntime().addShutdownHook(stop);
        // A block of ports above the usual ones; a domain takes base + 80, + 48, + 76 and others.
        base = 20_000 + Math.floorMod(Ports.free(), 400) * 100;
        asadmin(home, "create-domain", "--nopassword", "--portbase", Integer.toString(base), "maint");
        loopbackOnly(home.file("domains/maint"));
        asadmin(home, "start-domain", "maint");
        System.setProperty("payara.admin.port", Integer.toString(base + PORT_OF_ADMIN));
    }

    /** Nothing of it runs beside the tests that follow. */
    @Override
    public void afterAll(ExtensionContext context) {
        Runtime.getRuntime().removeShutdownHook(stop);
        stop.run();
    }

    static String url() {
        return "http://127.0.0.1:" + (base + PORT_OF_HTTP) + CONTEXT_ROOT + "/";
    }

    static IdentityProvider provider() {
        return provider;
    }

    static Database database() {
        return database;
    }

    /** Every listener of a domain on loopback, before its first start. */
    static void loopbackOnly(Path domain) throws IOException {
        Path configuration = domain.resolve("config/domain.xml");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replaceAll("(<network-listener (?![^>]*address=))", "$1address=\"127.0.0.1\" ")
                        .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\""));
    }

    private static void asadmin(Home home, String command, String... words) {
        Path program = Path.of(System.getProperty("payara.server"), "bin", "asadmin");
        List<String> line = new ArrayList<>(List.of(
                "/bin/sh",
                program.toString(),
                "--user",
                "admin",
                command,
                "--domaindir",
                home.file("domains").toString()));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.file("logs/asadmin.log").toFile()));
        builder.environment().put("AS_JAVA", System.getProperty("payara.java"));
        builder.environment().put("MAINT_HOME", home.directory().toString());
        builder.environment().put("MAINT_DB_URL", database.url());
        builder.environment().put("MAINT_DB_USER", database.user());
        builder.environment().put("MAINT_DB_PASSWORD", database.password());
        builder.environment().put("MAINT_CLOCK", Installed.CLOCK);
        builder.environment().put("MAINT_SECOND_FACTOR", "OPTIONAL");
        builder.environment().putAll(provider.environment());
        try {
            Process process = builder.start();
            if (!process.waitFor(180, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "asadmin " + command + " failed: " + Files.readString(home.file("logs/asadmin.log")));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
