package org.maint.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Payara Micro with the bundle in it. */
final class Micro implements AutoCloseable {
    /** Where and how it is reached. */
    record Listener(String address, int port, @Nullable Tls tls) {
        String url() {
            boolean ipv6 = address.contains(":");
            String host = address.equals("0.0.0.0") || address.equals("::")
                    ? "localhost"
                    : ipv6 ? "[" + address + "]" : address;
            return (tls == null ? "http://" : "https://") + host + ":" + port + "/maint/";
        }
    }

    /** In bytes. */
    /** A database that hangs must not hold what asks it for ever; no statement takes so long. */
    private static final String GIVES_UP = "?connectTimeout=5000&socketTimeout=10000";

    private static final String SECOND_FACTOR = "MAINT_SECOND_FACTOR";

    private static final int LONGEST_HEADER = 128 * 1024;

    private final Child process;
    private final int plainPort;

    private Micro(Child process, int plainPort) {
        this.process = process;
        this.plainPort = plainPort;
    }

    static Micro start(Home home, Listener listener, Database database, Broker broker, Map<String, String> settings) {
        Path root = home.file("micro");
        deleteTree(root);
        Path before = home.file("micro-preboot.txt");
        Path after = home.file("micro-postboot.txt");
        Tls tls = listener.tls();
        // With TLS the plain listener stays, on loopback, for health checks and ./maint status.
        int plainPort = tls == null ? listener.port() : Ports.free();
        try {
            Files.createDirectories(root);
            Files.writeString(before, preboot(listener), java.nio.charset.StandardCharsets.UTF_8);
            Files.writeString(after, postboot(broker), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure("The home " + home.directory() + " cannot be written: " + e.getMessage(), e);
        }
        List<String> command = new ArrayList<>(List.of(
                Distribution.java().toString(),
                "-Xms128m",
                "-Xmx512m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                // Without it the heap keeps what the deployment needed once.
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:MaxMetaspaceSize=320m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Duser.language=en"));
        if (tls != null) {
            command.add("-Djavax.net.ssl.keyStore=" + tls.keyStore());
            command.add("-Djavax.net.ssl.keyStorePassword=" + tls.password());
        }
        command.addAll(List.of(
                "-jar",
                Distribution.micro().toString(),
                "--rootdir",
                root.toString(),
                // One node: no data grid, which would listen on every interface.
                "--nohazelcast",
                "--nohostaware",
                "--disablephonehome",
                "--port",
                Integer.toString(plainPort),
                "--prebootcommandfile",
                before.toString(),
                "--postbootcommandfile",
                after.toString()));
        if (tls != null) {
            command.addAll(List.of("--sslport", Integer.toString(listener.port()), "--sslcert", tls.alias()));
        }
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("MAINT_HOME", home.directory().toString());
        environment.put("MAINT_DB_URL", database.isOurs() ? database.url() + GIVES_UP : database.url());
        environment.put("MAINT_DB_USER", database.user());
        environment.put("MAINT_DB_PASSWORD", database.password());
        environment.put("MAINT_JMS_CONNECTION_FACTORY", "jms/maintConnectionFactory");
        environment.putIfAbsent("MAINT_BASE_URL", listener.url());
        if (System.getenv(SECOND_FACTOR) == null) {
            // On loopback whoever comes has this machine's account already.
            environment.put(SECOND_FACTOR, tls == null ? "OPTIONAL" : "REQUIRED");
        }
        return new Micro(Child.start("application", home.file("logs/maint.log"), environment, command), plainPort);
    }

    private static String preboot(Listener listener) {
        String listeners = "set configs.config.server-config.network-config.network-listeners.network-listener.";
        String plain = listener.tls() == null ? listener.address() : "127.0.0.1";
        String lines = listeners + "http-listener.address=" + plain + "\n";
        for (String protocol : java.util.List.of("http-listener", "https-listener")) {
            String http = "set configs.config.server-config.network-config.protocols.protocol." + protocol + ".http.";
            // A search for 10,000 characters is an address of as many: with 8 KiB it gets an empty 400, and over
            // HTTP/2,
            // with 4 KiB, the connection breaks.
            lines += http + "header-buffer-length-bytes=" + LONGEST_HEADER + "\n";
            lines += http + "http2-max-header-list-size-in-bytes=" + LONGEST_HEADER + "\n";
        }
        if (listener.tls() != null) {
            lines += listeners + "https-listener.address=" + listener.address() + "\n";
        }
        return lines;
    }

    private static String postboot(Broker broker) {
        String address = "localhost\\:" + broker.port();
        return String.join(
                "\n",
                "create-resource-adapter-config --property BrokerType=REMOTE:ConnectionURL=" + address
                        + ":UserName=guest:Password=guest imqjmsra",
                "deploy " + Distribution.openMq().resolve("lib/imqjmsra.rar"),
                "create-connector-connection-pool --raname imqjmsra --connectiondefinition"
                        + " jakarta.jms.ConnectionFactory --transactionsupport XATransaction --property AddressList="
                        + address + ":UserName=guest:Password=guest jms/maintPool",
                "create-connector-resource --poolname jms/maintPool jms/maintConnectionFactory",
                "deploy --contextroot /maint --name maint " + Distribution.bundle(),
                "");
    }

    /** Whether the application answers; refused when it never will. */
    boolean isReady() {
        if (!process.isAlive()) {
            throw process.failure("does not start");
        }
        String log = process.log();
        if (log.contains("Exception while loading the app") || log.contains("Error occurred during deployment")) {
            throw process.failure("was not deployed");
        }
        return answers(plainPort, "/health/ready") && answers(plainPort, "/maint/login");
    }

    static boolean answers(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(15_000);
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    int plainPort() {
        return plainPort;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.stop();
    }

    private static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("What the last start left in " + root + " cannot be removed", e);
        }
    }
}
