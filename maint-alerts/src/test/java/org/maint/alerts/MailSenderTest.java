package org.maint.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.notification.ChannelConfig;
import org.maint.notification.ChannelConfig.Tls;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;
import org.maint.plan.Severity;
import org.subethamail.smtp.server.SMTPServer;

@Timeout(60)
class MailSenderTest {
    private static final String FROM = "Entretien é <maint@plomberie.example>";

    /** Of a certificate that is signed by itself, for localhost, and not for the address of it. */
    private static SSLContext certified;

    private final TimeLimit limit = new TimeLimit();
    private final MailSender sender = new MailSender(limit, (SSLSocketFactory) SSLSocketFactory.getDefault());
    private final TimeLimit tight = new TimeLimit(Duration.ofMillis(1_500));
    private final MailSender hurried = new MailSender(tight, (SSLSocketFactory) SSLSocketFactory.getDefault());

    @AfterEach
    void close() {
        limit.close();
        tight.close();
    }

    @BeforeAll
    static void certify(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("localhost.p12");
        String password = "changeit";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "localhost",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "36500",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", keys.getCertificate("localhost"));
        KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(keys, password.toCharArray());
        TrustManagerFactory theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        theirs.init(trusted);
        certified = SSLContext.getInstance("TLS");
        certified.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
        System.setProperty("greenmail.tls.keystore.file", file.toString());
        System.setProperty("greenmail.tls.keystore.password", password);
    }

    @AfterAll
    static void forget() {
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    /** A GreenMail on a free port; a user makes it ask for a password. */
    private static GreenMail server(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(30_000);
        GreenMail server = new GreenMail(setup);
        server.start();
        return server;
    }

    private static ChannelConfig.Smtp at(int port, Tls tls, String user, String password) {
        return new ChannelConfig.Smtp("127.0.0.1", port, tls, user, password, FROM);
    }

    private Delivery send(ChannelConfig.Smtp config) {
        return sender.send(Sent.by(Medium.EMAIL, config).outgoing());
    }

    private static MimeMessage only(GreenMail server) {
        MimeMessage[] messages = server.getReceivedMessages();
        assertThat(messages).hasSize(1);
        return messages[0];
    }

    @Test
    void a_mail_arrives_with_text_and_html_and_belongs_to_its_conversation() throws Exception {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try {
            Delivery delivery = send(at(server.getSmtp().getPort(), Tls.NONE, null, null));
            assertThat(delivery)
                    .isInstanceOfSatisfying(Delivery.Delivered.class, delivered -> assertThat(delivered.receipt())
                            .startsWith("250 "));
            MimeMessage message = only(server);
            assertThat(message.getSubject()).isEqualTo("Erreurs : 12 % de l’API");
            assertThat(message.getHeader("Subject", null))
                    .startsWith("=?UTF-8?")
                    .isASCII();
            assertThat(message.getFrom()[0].toString()).contains("maint@plomberie.example");
            assertThat(message.getHeader("Message-ID", null)).isEqualTo("<" + Sent.ID + "@plomberie.example>");
            assertThat(message.getHeader("References", null)).isEqualTo("<alert-7@plomberie.example>");
            assertThat(message.getHeader("In-Reply-To", null)).isEqualTo("<alert-7@plomberie.example>");
            assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
            assertThat(message.getHeader("X-Auto-Response-Suppress", null)).isEqualTo("OOF, AutoReply");
            assertThat(message.getHeader("X-Priority", null)).isEqualTo("1");
            assertThat(message.getHeader("List-Id")).isNull();
            assertThat(message.getHeader("Date", null)).isEqualTo("Mon, 23 Nov 2026 13:30:00 +0000");
            assertThat(message.getContentType()).startsWith("multipart/alternative");
            MimeMultipart parts = (MimeMultipart) message.getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
            assertThat(parts.getBodyPart(0).getContent().toString())
                    .contains("trop élevé")
                    .contains("Prendre en charge")
                    .contains(Sent.URL);
            assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
            assertThat(parts.getBodyPart(1).getContent().toString())
                    .contains("<b>trop élevé</b>")
                    .contains("<a href=\"https://maint.example/maint/alert/7?a=1&amp;b=2\">Prendre en charge</a>");
        } finally {
            server.stop();
        }
    }

    @Test
    void the_same_notification_again_has_the_same_id_and_what_is_not_urgent_does_not_say_so() throws Exception {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try {
            ChannelConfig.Smtp config = at(server.getSmtp().getPort(), Tls.NONE, null, null);
            for (int i = 0; i < 2; i++) {
                sender.send(Sent.by(Medium.EMAIL, config)
                        .severity(Severity.WARNING)
                        .thread(null)
                        .outgoing());
            }
            MimeMessage[] messages = server.getReceivedMessages();
            assertThat(messages).hasSize(2);
            assertThat(messages[0].getMessageID()).isEqualTo(messages[1].getMessageID());
            assertThat(messages[0].getHeader("X-Priority")).isNull();
            assertThat(messages[0].getHeader("References")).isNull();
        } finally {
            server.stop();
        }
    }

    @Test
    void with_a_password_it_signs_in_and_without_the_right_one_it_is_refused_without_naming_it() {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try {
            server.setUser("box@plomberie.example", "maint", "s3cret-word");
            int port = server.getSmtp().getPort();
            assertThat(send(at(port, Tls.NONE, "maint", "s3cret-word"))).isInstanceOf(Delivery.Delivered.class);
            assertThat(send(at(port, Tls.NONE, "maint", "wr0ng-word")))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.reason())
                            .startsWith("535")
                            .doesNotContain("wr0ng-word"));
        } finally {
            server.stop();
        }
    }

    @Test
    void over_tls_it_sends_to_a_server_that_it_trusts_and_whose_name_is_right_alone() {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTPS);
        try {
            int port = server.getSmtps().getPort();
            // The certificate of GreenMail is signed by itself.
            assertThat(send(at(port, Tls.TLS, null, null)))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                            .contains("PKIX"));
            MailSender trusting = new MailSender(limit, certified.getSocketFactory());
            assertThat(trusting.send(
                            Sent.by(Medium.EMAIL, new ChannelConfig.Smtp("localhost", port, Tls.TLS, null, null, FROM))
                                    .outgoing()))
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(trusting.send(
                            Sent.by(Medium.EMAIL, at(port, Tls.TLS, null, null)).outgoing()))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                            .contains("No subject alternative names"));
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void what_must_become_tls_does_before_the_password_is_said() throws Exception {
        List<String> arrived = new CopyOnWriteArrayList<>();
        SMTPServer server = SMTPServer.port(0)
                .bindAddress(InetAddress.getByName("127.0.0.1"))
                .startTlsSocketFactory(certified)
                .requireTLS()
                .messageHandler((context, from, to, data) -> arrived.add(to))
                .build();
        server.start();
        try {
            ChannelConfig.Smtp config =
                    new ChannelConfig.Smtp("localhost", server.getPortAllocated(), Tls.STARTTLS, null, null, FROM);
            assertThat(send(config)).isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                    .contains("PKIX"));
            MailSender trusting = new MailSender(limit, certified.getSocketFactory());
            assertThat(trusting.send(Sent.by(Medium.EMAIL, config).outgoing())).isInstanceOf(Delivery.Delivered.class);
            assertThat(arrived).containsExactly("tech@plomberie.example");
        } finally {
            server.stop();
        }
    }

    @Test
    void what_must_become_tls_says_nothing_to_a_server_that_cannot() throws IOException {
        try (SmtpScript server = new SmtpScript((command, socket) -> "usual")) {
            ChannelConfig.Smtp plain = server.config();
            Delivery delivery = send(
                    new ChannelConfig.Smtp(plain.host(), plain.port(), Tls.STARTTLS, "maint", "s3cret", plain.from()));
            assertThat(delivery).isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                    .containsIgnoringCase("STARTTLS"));
            assertThat(server.heard).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("AUTH"));
        }
    }

    @Test
    void a_server_that_greylists_gets_it_later_and_the_reason_is_its_own() throws IOException {
        AtomicInteger times = new AtomicInteger();
        try (SmtpScript server = new SmtpScript((command, socket) ->
                command.equals("RCPT") && times.getAndIncrement() == 0 ? "451 4.7.1 Greylisted\r\n" : "usual")) {
            assertThat(send(server.config()))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                            .contains("451 4.7.1 Greylisted"));
            assertThat(send(server.config())).isEqualTo(new Delivery.Delivered("250 2.0.0 Ok: queued as 4XbC"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
    void a_server_that_refuses_for_good_is_not_asked_again(String command) throws IOException {
        try (SmtpScript server =
                new SmtpScript((at, socket) -> at.equals(command) ? "550 5.1.1 No such user\r\n" : "usual")) {
            assertThat(send(server.config()))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.reason())
                            .contains("550 5.1.1 No such user"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EHLO", "MAIL", "DATA", "."})
    void a_connection_that_ends_is_a_reason_to_try_again_also_after_the_data(String command) throws IOException {
        try (SmtpScript server = new SmtpScript((at, socket) -> at.equals(command) ? null : "usual")) {
            assertThat(send(server.config())).isInstanceOf(Delivery.Retry.class);
        }
    }

    @Test
    void after_the_receipt_nothing_makes_it_undone() throws IOException {
        try (SmtpScript server = new SmtpScript((at, socket) -> at.equals("QUIT") ? null : "usual")) {
            assertThat(send(server.config())).isInstanceOf(Delivery.Delivered.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EHLO", "RCPT", "."})
    void a_server_that_hangs_does_not_hold_it(String command) throws IOException {
        AtomicInteger waiting = new AtomicInteger();
        long start = System.nanoTime();
        try (SmtpScript server = new SmtpScript((at, socket) -> {
            if (at.equals(command)) {
                waiting.incrementAndGet();
                awaitEnd(socket);
                return null;
            }
            return "usual";
        })) {
            assertThat(hurried.send(Sent.by(Medium.EMAIL, server.config()).outgoing()))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                            .contains("no answer within"));
            assertThat(waiting).hasValue(1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    /** Until the other side hangs up, which it only sees when it reads. */
    private static void awaitEnd(Socket socket) throws IOException {
        socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }

    @Test
    void a_server_that_drips_does_not_hold_it() throws IOException {
        long start = System.nanoTime();
        try (SmtpScript server = new SmtpScript((at, socket) -> {
            if (!at.equals("RCPT")) {
                return "usual";
            }
            for (int i = 0; i < 1_000; i++) {
                socket.getOutputStream().write("250-still here\r\n".charAt(i % 16));
                socket.getOutputStream().flush();
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return null;
        })) {
            assertThat(hurried.send(Sent.by(Medium.EMAIL, server.config()).outgoing()))
                    .isInstanceOf(Delivery.Retry.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void nobody_there_is_a_reason_to_try_again() throws IOException {
        ChannelConfig.Smtp config;
        try (SmtpScript server = new SmtpScript((at, socket) -> "usual")) {
            config = server.config();
        }
        assertThat(send(config)).isInstanceOf(Delivery.Retry.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "a@",
                "@b.example",
                "a@b.example, c@d.example",
                "A <a@b.example>",
                "a@b.example\r\nRCPT TO:<c@d.example>",
                "a@b.example\nBcc: c@d.example",
                "undisclosed:a@b.example;",
                "é@b.example"
            })
    void what_is_no_address_is_refused_and_no_server_is_asked(String address) throws IOException {
        try (SmtpScript server = new SmtpScript((at, socket) -> "usual")) {
            assertThat(sender.send(
                            Sent.by(Medium.EMAIL, server.config()).to(address).outgoing()))
                    .isInstanceOf(Delivery.Refused.class);
            assertThat(server.heard).isEmpty();
        }
    }

    @Test
    void line_breaks_in_subject_label_and_thread_make_no_header() throws Exception {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try {
            ChannelConfig.Smtp config = at(server.getSmtp().getPort(), Tls.NONE, null, null);
            String bad = "Hello\r\nBcc: victim@example.org\r\n\r\n<script>" + "x".repeat(300) + " \u202Eend";
            assertThat(sender.send(Sent.by(Medium.EMAIL, config)
                            .subject(bad)
                            .thread("7>\r\nBcc: victim@example.org")
                            .outgoing()))
                    .isInstanceOf(Delivery.Delivered.class);
            MimeMessage message = only(server);
            assertThat(message.getHeader("Bcc")).isNull();
            assertThat(message.getSubject())
                    .startsWith("Hello Bcc: victim@example.org")
                    .hasSizeLessThanOrEqualTo(200);
            assertThat(message.getAllRecipients()).hasSize(1);
            assertThat(message.getHeader("References", null)).matches("<[0-9a-f-]{36}@plomberie\\.example>");
            Enumeration<String> lines = message.getAllHeaderLines();
            while (lines.hasMoreElements()) {
                assertThat(lines.nextElement()).doesNotStartWith("Bcc");
            }
            assertThat(sender.send(Sent.by(
                                    Medium.EMAIL,
                                    new ChannelConfig.Smtp(
                                            "127.0.0.1",
                                            config.port(),
                                            Tls.NONE,
                                            null,
                                            null,
                                            "X\r\nBcc: victim@example.org\r\n <maint@plomberie.example>"))
                            .outgoing()))
                    .isInstanceOf(Delivery.Refused.class);
        } finally {
            server.stop();
        }
    }

    @Test
    void a_mail_server_at_a_link_local_address_is_not_reached() {
        assertThat(sender.send(
                        Sent.by(Medium.EMAIL, new ChannelConfig.Smtp("169.254.169.254", 25, Tls.NONE, null, null, FROM))
                                .outgoing()))
                .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                        .contains("not allowed"));
    }
}
