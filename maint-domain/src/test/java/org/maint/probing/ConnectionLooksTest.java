package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maint.probing.Site.assertion;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionLooksTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    private static KeyStore valid;
    private static KeyStore expired;

    private final Resolver loopback = name -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};

    @BeforeAll
    static void certificates() throws Exception {
        valid = certificate("valid", "-validity", "30");
        expired = certificate("expired", "-startdate", "-60d", "-validity", "30");
    }

    private static KeyStore certificate(String name, String... options) throws Exception {
        Path file = directory.resolve(name + ".p12");
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-alias",
                "site",
                "-keyalg",
                "EC",
                "-dname",
                "CN=site.test",
                "-ext",
                "SAN=dns:site.test"));
        command.addAll(java.util.List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static KeyStore trusting(KeyStore store) throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("site", store.getCertificate("site"));
        return anchors;
    }

    private static SSLContext context(KeyStore presented) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(presented, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private Prober prober(KeyStore anchors) {
        return new Prober(Clock.systemUTC(), Site.NO_QUERY, loopback, anchors, Executors.defaultThreadFactory());
    }

    private Finding tls(KeyStore presented, KeyStore anchors, String config) throws Exception {
        SSLContext context = context(presented);
        try (SSLServerSocket server = (SSLServerSocket)
                        context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
                Prober prober = prober(anchors)) {
            Thread thread = new Thread(() -> {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    socket.startHandshake();
                } catch (IOException e) {
                    // The look has seen what it came for.
                }
            });
            thread.setDaemon(true);
            thread.start();
            return prober.look(
                    Site.spec(ProbeKind.TLS, config.replace("PORT", Integer.toString(server.getLocalPort()))),
                    Site.allowance("site.test", "other.test"));
        }
    }

    @Test
    void a_certificate_that_lasts_and_is_vouched_for_is_well() throws Exception {
        Finding finding = tls(valid, trusting(valid), "{'host': 'site.test', 'port': PORT}");
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        assertThat(finding.values().get("days")).isBetween(29.0, 30.0);
        assertThat(finding.answerSha256()).hasSize(64);
    }

    @Test
    void each_point_of_a_certificate_is_judged_by_itself() throws Exception {
        Finding soon = tls(valid, trusting(valid), "{'host': 'site.test', 'port': PORT, 'minDays': 60}");
        assertThat(assertion(soon, "days").ok()).isFalse();
        assertThat(assertion(soon, "chain").ok()).isTrue();

        Finding unknown = tls(valid, trusting(expired), "{'host': 'site.test', 'port': PORT}");
        assertThat(assertion(unknown, "chain").ok()).isFalse();
        assertThat(assertion(unknown, "days").ok()).isTrue();

        Finding another = tls(valid, trusting(valid), "{'host': 'other.test', 'port': PORT}");
        assertThat(assertion(another, "name").ok()).isFalse();
        Finding named = tls(valid, trusting(valid), "{'host': 'other.test', 'name': 'site.test', 'port': PORT}");
        assertThat(named.ok()).as(named.toJson()).isTrue();

        Finding over = tls(expired, trusting(expired), "{'host': 'site.test', 'port': PORT, 'trust': 'any'}");
        assertThat(over.ok()).isFalse();
        assertThat(over.values().get("days")).isBetween(-31.0, -29.0);

        Finding own = tls(
                valid, trusting(expired), "{'host': 'other.test', 'port': PORT, 'trust': 'any', 'verifyName': false}");
        assertThat(own.ok()).as(own.toJson()).isTrue();
    }

    @Test
    void https_takes_no_certificate_that_nobody_vouches_for() throws Exception {
        com.sun.net.httpserver.HttpsServer server = com.sun.net.httpserver.HttpsServer.create(
                new java.net.InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new com.sun.net.httpserver.HttpsConfigurator(context(valid)));
        server.createContext("/", exchange -> Site.answer(exchange, 200, "text/plain", "here"));
        server.start();
        String url = ":" + server.getAddress().getPort() + "/', 'contains': 'here'}";
        try (Prober trusting = prober(trusting(valid));
                Prober other = prober(trusting(expired))) {
            Allowance allowance = Site.allowance("site.test", "other.test");
            ProbeSpec spec = Site.spec(ProbeKind.HTTP, "{'url': 'https://site.test" + url);
            Finding good = trusting.look(spec, allowance);
            assertThat(good.ok()).as(good.toJson()).isTrue();
            assertThat(other.look(spec, allowance).problem()).isEqualTo("tls");
            ProbeSpec misnamed = Site.spec(ProbeKind.HTTP, "{'url': 'https://other.test" + url);
            assertThat(trusting.look(misnamed, allowance).problem()).isEqualTo("tls");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_speaks_no_tls_is_a_problem_of_tls() throws Exception {
        try (Site site = new Site();
                ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 2; i++) {
                    try (java.net.Socket socket = server.accept()) {
                        socket.getOutputStream().write("SSH-2.0-OpenSSH_9.6\r\n".getBytes());
                        socket.getInputStream().readNBytes(100);
                    } catch (IOException e) {
                        // It hung up.
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
            int port = server.getLocalPort();
            assertThat(site.look(ProbeKind.TLS, "{'host': 'site.test', 'port': " + port + "}")
                            .problem())
                    .isEqualTo("tls");
            assertThat(site.look(ProbeKind.HTTP, "{'url': 'https://site.test:" + port + "/'}")
                            .problem())
                    .isEqualTo("tls");
        }
    }

    @Test
    void a_port_is_open_or_not() throws Exception {
        try (Site site = new Site()) {
            int port;
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                port = server.getLocalPort();
                Finding open = site.look(ProbeKind.TCP, "{'host': 'site.test', 'port': " + port + ", 'maxSeconds': 3}");
                assertThat(open.ok()).as(open.toJson()).isTrue();
                assertThat(open.values()).containsKey("seconds");
            }
            Finding shut = site.look(ProbeKind.TCP, "{'host': 'site.test', 'port': " + port + "}");
            assertThat(shut.problem()).isEqualTo("connect");
            Finding other = site.look(ProbeKind.TCP, "{'host': 'other.test', 'port': " + port + "}");
            assertThat(other.problem()).isEqualTo("refused-target");
        }
    }

    @Test
    void a_name_has_the_addresses_that_it_should_have() {
        Resolver two = name -> {
            if (name.equals("gone.test")) {
                throw new java.net.UnknownHostException(name);
            }
            return new InetAddress[] {
                InetAddress.getByName("192.0.2.2"),
                InetAddress.getByName("192.0.2.1"),
                InetAddress.getByName("2001:db8::1")
            };
        };
        try (Site site = new Site(two)) {
            Finding good = site.look(ProbeKind.DNS, "{'name': 'site.test', 'addresses': ['192.0.2.1', '192.0.2.2']}");
            assertThat(good.ok()).as(good.toJson()).isTrue();
            assertThat(site.look(ProbeKind.DNS, "{'name': 'site.test', 'type': 'AAAA', 'addresses': ['2001:db8:0::1']}")
                            .ok())
                    .isTrue();
            Finding bad = site.look(ProbeKind.DNS, "{'name': 'site.test', 'addresses': ['192.0.2.1']}");
            assertThat(assertion(bad, "addresses").seen()).isEqualTo("192.0.2.1, 192.0.2.2");
            assertThat(bad.ok()).isFalse();
            assertThat(site.look(ProbeKind.DNS, "{'name': 'gone.test'}", Site.allowance("*.test"))
                            .problem())
                    .isEqualTo("dns");
            assertThat(site.look(ProbeKind.DNS, "{'name': 'other.test'}").problem())
                    .isEqualTo("refused-target");
        }
    }

    @Test
    void a_query_counts() {
        CountQuery seven = (dataSource, sql, timeout) -> 7;
        String config = "{'dataSource': 'traffic', 'query': 'select count(*) from detector', 'min': 5, 'max': MAX}";
        try (Prober prober = new Prober(Site.CLOCK, seven)) {
            Finding good = prober.look(Site.spec(ProbeKind.SQL_COUNT, config.replace("MAX", "7")), Site.allowance());
            assertThat(good.ok()).isTrue();
            assertThat(good.values()).containsEntry("count", 7.0);
            Finding bad = prober.look(Site.spec(ProbeKind.SQL_COUNT, config.replace("MAX", "6")), Site.allowance());
            assertThat(bad.ok()).isFalse();
            assertThat(assertion(bad, "count").expected()).isEqualTo("5–6");
        }
        try (Prober prober = new Prober(Site.CLOCK, Site.NO_QUERY)) {
            Finding wrong = prober.look(Site.spec(ProbeKind.SQL_COUNT, config.replace("MAX", "7")), Site.allowance());
            assertThat(wrong.problem()).isEqualTo("query");
            assertThat(assertion(wrong, "query").seen()).isEqualTo("SQLSTATE 42000");
        }
    }

    @Test
    void a_fault_of_our_own_is_not_well() {
        CountQuery broken = (dataSource, sql, timeout) -> {
            throw new IllegalStateException("secret");
        };
        try (Prober prober = new Prober(Site.CLOCK, broken)) {
            Finding finding = prober.look(
                    Site.spec(ProbeKind.SQL_COUNT, "{'dataSource': 'a', 'query': 'select 1', 'max': 1}"),
                    Site.allowance());
            assertThat(finding.problem()).isEqualTo("internal");
            assertThat(finding.toJson()).doesNotContain("secret");
        }
    }
}
