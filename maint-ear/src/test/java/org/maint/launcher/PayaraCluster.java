package org.maint.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.maint.installation.Standalone;
import org.maint.people.Role;

/**
 * A deployment group of Payara Server instances, two unless {@code maint.nodes} says otherwise, as a company has one, all on loopback: a MariaDB, an OpenMQ broker
 * that both share, and HAProxy in front of the instances and, for each instance alone, in front of the database. maint is
 * put on it by the program that operations use, {@code maint-cluster}.
 */
final class PayaraCluster implements AutoCloseable {
    static final List<String> NODES = IntStream.rangeClosed(1, Integer.getInteger("maint.nodes", 2))
            .mapToObj(number -> "inst" + number)
            .toList();

    /** Of the first administrator, {@code chief}. */
    static final String FIRST_PASSWORD = "Robinet-de-laiton-7";

    /** Another than the one in the archive. */
    static final String CONTEXT_ROOT = "/upkeep";

    private static final String DOMAIN = "maint";
    private static final String GROUP = "maint";
    private static final int PORT_OF_HTTP = 80;
    private static final int PORT_OF_ADMIN = 48;
    private static final int PORT_OF_GRID = 90;
    private static final int PORTS_OF_A_SERVER = 100;
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(6);

    private final Home home;
    private final Database database;
    private final Broker broker;
    private final Process balancer;
    private final int base = 20_000 + Math.floorMod(Ports.free(), 80) * 100;
    private final int front = Ports.free();
    private final int socket = Ports.free();
    private final Map<String, Integer> databasePorts = new HashMap<>();
    private final Duration clock;
    private final Duration skew;
    private final Map<Role, String> tokens = new HashMap<>();
    private final Standalone domain;

    /** The platform that is looked at; it answers whatever is asked. */
    private final Outside platform = new Outside();

    /**
     * @param clock by how much the clock of the first node goes ahead of the system's
     * @param skew by how much the clock of the others goes ahead of the first's
     */
    PayaraCluster(Duration clock, Duration skew) {
        this.clock = clock;
        this.skew = skew;
        try {
            Path work = Files.createDirectories(Path.of("target", "it"));
            home = Home.at(Files.createTempDirectory(work, "cluster")).make();
            database = Database.start(home);
            broker = Broker.start(home);
            NODES.forEach(node -> databasePorts.put(node, Ports.free()));
            balancer = balancer();
            domain();
            maintCluster("keys");
            maintCluster("configure");
            for (String node : NODES) {
                startNode(node);
            }
            NODES.forEach(this::awaitAnswer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        domain = new Standalone(
                database.source(),
                Clock.offset(Clock.systemUTC(), clock),
                home.directory().toString(),
                Map.of());
    }

    // ---- what the company has ---------------------------------------------------------------------------------------

    private void domain() throws IOException {
        asadmin(
                "create-domain",
                "--domaindir",
                domains(),
                "--nopassword",
                "--portbase",
                Integer.toString(base),
                DOMAIN);
        PayaraServer.loopbackOnly(home.file("domains/" + DOMAIN));
        asadmin("start-domain", "--domaindir", domains(), DOMAIN);
        String ready = "configs.config.default-config.";
        admin(
                "set",
                ready + "jms-service.type=REMOTE",
                ready + "jms-service.jms-host.default_JMS_host.host=127.0.0.1",
                ready + "jms-service.jms-host.default_JMS_host.port=" + broker.port(),
                ready + "availability-service.availability-enabled=true");
        admin("create-deployment-group", GROUP);
        StringBuilder members = new StringBuilder();
        for (int i = 0; i <= NODES.size(); i++) {
            members.append(i == 0 ? "" : ",").append("127.0.0.1:").append(gridPort(i));
        }
        for (int i = 0; i < NODES.size(); i++) {
            String node = NODES.get(i);
            admin(
                    "create-local-instance",
                    "--nodedir",
                    nodes(),
                    "--node",
                    "localhost-" + DOMAIN,
                    "--deploymentgroup",
                    GROUP,
                    "--portbase",
                    Integer.toString(base + (i + 1) * PORTS_OF_A_SERVER),
                    node);
            admin("create-jvm-options", "--target", node, "-Dhazelcast.socket.bind.any=false");
            Duration ahead = node.equals(NODES.get(0)) ? clock : clock.plus(skew);
            admin(
                    "create-system-properties",
                    "--target",
                    node,
                    // One of its own for each, so that a test can cut one off.
                    "maint.db.url="
                            + ("jdbc:mariadb://127.0.0.1:" + databasePorts.get(node) + "/maint").replace(":", "\\:")
                            + ":maint.clock=" + ahead + ":HZ_LISTENER_PORT=" + gridPort(i + 1));
        }
        admin(
                "set-hazelcast-configuration",
                "--enabled=true",
                "--interfaces",
                "127.0.0.1",
                "--startport",
                Integer.toString(gridPort(0)),
                "--dasport",
                Integer.toString(gridPort(0)),
                "--clustermode",
                "tcpip",
                "--tcpipmembers",
                members.toString());
        admin("create-jvm-options", "--target", "server", "-Dhazelcast.socket.bind.any=false");
        admin("set", "configs.config.server-config.jms-service.type=REMOTE");
        // The grid of the domain's own server is made anew with a start alone.
        asadmin("restart-domain", "--domaindir", domains(), DOMAIN);
        settings();
    }

    private int gridPort(int server) {
        return base + server * PORTS_OF_A_SERVER + PORT_OF_GRID;
    }

    /** What operations write for maint-cluster. */
    private void settings() throws IOException {
        Files.writeString(
                home.file("maint.properties"),
                """
                maint.db.url=jdbc:mariadb://127.0.0.1:%d/maint
                maint.db.user=%s
                maint.base.url=%s
                maint.admin.login=chief
                maint.admin.email=chief@example.com
                maint.platform.url=%s
                maint.probe.allow=%s
                """
                        .formatted(
                                databasePorts.get(NODES.get(0)),
                                database.user(),
                                root() + CONTEXT_ROOT,
                                platform.url(""),
                                platform.url("").replace("http://", "")));
        Path secrets = Files.createDirectories(home.file("secrets"));
        secret("maint.db.password", database.password());
        secret("maint.admin.password", FIRST_PASSWORD);
        StringBuilder instances = new StringBuilder();
        NODES.forEach(node -> instances
                .append(instances.isEmpty() ? "" : " ")
                .append(node)
                .append('=')
                .append(url(node)));
        String tell = "exec 3<>/dev/tcp/127.0.0.1/" + socket
                + "; echo \"set server maint/$INSTANCE state %s\" >&3; cat <&3 >/dev/null; sleep %d";
        Files.writeString(
                home.file("maint-cluster.conf"),
                """
                ASADMIN="%s"
                ADMIN_HOST=127.0.0.1
                ADMIN_PORT=%d
                TARGET=%s
                CONTEXT_ROOT=%s
                INSTANCES="%s"
                SETTINGS="%s"
                SECRETS="%s"
                DRAIN='%s'
                UNDRAIN='%s'
                SMOKE_TOKEN_FILE="%s"
                """
                        .formatted(
                                asadminProgram(),
                                base + PORT_OF_ADMIN,
                                GROUP,
                                CONTEXT_ROOT,
                                instances,
                                home.file("maint.properties"),
                                secrets,
                                tell.formatted("maint", 3),
                                tell.formatted("ready", 3),
                                ""));
    }

    private void secret(String name, String value) throws IOException {
        Path file = Files.writeString(home.file("secrets").resolve(name), value + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Process balancer() throws IOException {
        StringBuilder servers = new StringBuilder();
        StringBuilder databases = new StringBuilder();
        int own = Integer.parseInt(database.url().replaceFirst(".*:(\\d+)/.*", "$1"));
        for (String node : NODES) {
            servers.append("  server %s 127.0.0.1:%d check cookie %s%n".formatted(node, port(node), node));
            databases.append("listen db-%s%n  mode tcp%n  bind 127.0.0.1:%d%n  timeout client 1h%n  timeout server 1h%n"
                    .formatted(node, databasePorts.get(node)));
            databases.append("  server mariadb 127.0.0.1:%d%n%n".formatted(own));
        }
        Files.writeString(
                home.file("haproxy.cfg"),
                """
                global
                  stats socket ipv4@127.0.0.1:%d level admin
                  stats timeout 1m

                defaults
                  mode http
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                  option redispatch 1
                  retries 3
                  retry-on conn-failure empty-response

                frontend portal
                  bind 127.0.0.1:%d
                  option forwardfor
                  # No change to HTTP/2 in the middle: such a connection belongs to one node for as long as it lasts.
                  http-request del-header Upgrade
                  default_backend maint

                backend maint
                  balance roundrobin
                  cookie NODE insert indirect nocache httponly
                  option httpchk GET /health/ready
                  http-check expect status 200
                  # What may have been done is not done again.
                  http-request disable-l7-retry if { method POST }
                  default-server inter 500ms fastinter 250ms fall 2 rise 2
                %s
                %s"""
                        .formatted(socket, front, servers, databases));
        ProcessBuilder builder = new ProcessBuilder(
                        "/usr/sbin/haproxy", "-f", home.file("haproxy.cfg").toString(), "-db")
                .redirectErrorStream(true)
                .redirectOutput(home.file("logs/haproxy.log").toFile());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    /** A command to HAProxy. */
    String tell(String command) {
        try (Socket connection = new Socket("127.0.0.1", socket)) {
            connection.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- nodes ------------------------------------------------------------------------------------------------------

    void startNode(String node) {
        asadmin("start-local-instance", "--nodedir", nodes(), "--node", "localhost-" + DOMAIN, node);
    }

    /** Kill -9. */
    void kill(String node) {
        processOf(node).destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !alive(node));
    }

    boolean alive(String node) {
        return ProcessHandle.of(pid(node)).filter(ProcessHandle::isAlive).isPresent();
    }

    ProcessHandle processOf(String node) {
        return ProcessHandle.of(pid(node)).orElseThrow();
    }

    private long pid(String node) {
        try {
            return Long.parseLong(Files.readString(home.file("nodes/localhost-" + DOMAIN + "/" + node + "/config/pid"))
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String serverLog(String node) {
        try {
            return Files.readString(
                    home.file("nodes/localhost-" + DOMAIN + "/" + node + "/logs/server.log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until it answers at all, ready or not. */
    private void awaitAnswer(String node) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> Rest.server(url(node) + "/").get("health/live").status() > 0);
    }

    void awaitReady(String node) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> Rest.server(url(node) + "/").get("health/ready").status() == 200
                        && tell("show stat")
                                .lines()
                                .anyMatch(line -> line.startsWith("maint," + node + ",") && line.contains(",UP,")));
    }

    void cutOff(String node) {
        tell("disable frontend db-" + node);
        tell("shutdown sessions server db-" + node + "/mariadb");
    }

    void reconnect(String node) {
        tell("enable frontend db-" + node);
    }

    // ---- addresses --------------------------------------------------------------------------------------------------

    private int port(String node) {
        return base + (NODES.indexOf(node) + 1) * PORTS_OF_A_SERVER + PORT_OF_HTTP;
    }

    /** Of one node, past the balancer, without a slash at its end. */
    String url(String node) {
        return "http://127.0.0.1:" + port(node);
    }

    private String root() {
        return "http://127.0.0.1:" + front;
    }

    /** As people reach it, through the balancer. */
    String url() {
        return root() + CONTEXT_ROOT + "/";
    }

    Outside platform() {
        return platform;
    }

    Home home() {
        return home;
    }

    Database database() {
        return database;
    }

    <R> R in(Function<Standalone.Services, R> work) {
        return domain.in(work);
    }

    synchronized String token(Role role) {
        return tokens.computeIfAbsent(
                role,
                unknown -> in(services -> services.people()
                        .createToken(null, "cluster " + role, role, null)
                        .secret()));
    }

    // ---- programs ---------------------------------------------------------------------------------------------------

    /** The program of operations, which must succeed; what it said. */
    String maintCluster(String... words) {
        return run(maintClusterLine(words), true);
    }

    /** The same where it is to fail. */
    String maintClusterFails(String... words) {
        return run(maintClusterLine(words), false);
    }

    private List<String> maintClusterLine(String... words) {
        List<String> line = new ArrayList<>(List.of(
                "/bin/bash",
                Distribution.projectRoot()
                        .resolve("maint-ear/src/main/operations/maint-cluster")
                        .toString(),
                home.file("maint-cluster.conf").toString()));
        line.addAll(Arrays.asList(words));
        return line;
    }

    private String admin(String... words) {
        List<String> line =
                new ArrayList<>(List.of("--host", "127.0.0.1", "--port", Integer.toString(base + PORT_OF_ADMIN)));
        line.addAll(Arrays.asList(words));
        return asadmin(line.toArray(String[]::new));
    }

    private String asadmin(String... words) {
        List<String> line =
                new ArrayList<>(List.of("/bin/sh", asadminProgram(), "--user", "admin", "--interactive=false"));
        line.addAll(Arrays.asList(words));
        return run(line, true);
    }

    private static String asadminProgram() {
        return Path.of(System.getProperty("payara.server"), "bin", "asadmin").toString();
    }

    private String domains() {
        return home.file("domains").toString();
    }

    private String nodes() {
        return home.file("nodes").toString();
    }

    private String run(List<String> line, boolean succeeds) {
        try {
            Path output = Files.createTempFile(home.file("logs"), "command", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("AS_JAVA", System.getProperty("java.home"));
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS);
            String said = Files.readString(output);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || (process.exitValue() == 0) != succeeds) {
                throw new IllegalStateException(line + " ended with "
                        + (ended ? process.exitValue() : "nothing in " + LONGEST_COMMAND) + ": " + said);
            }
            Files.delete(output);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        domain.close();
        NODES.stream().filter(this::alive).forEach(node -> processOf(node).destroyForcibly());
        asadmin("stop-domain", "--domaindir", domains(), "--kill", DOMAIN);
        platform.close();
        balancer.destroy();
        broker.close();
        database.close();
    }
}
