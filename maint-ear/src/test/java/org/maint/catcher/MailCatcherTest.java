package org.maint.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailCatcherTest {
    private static final Instant NOW = Instant.parse("2026-11-23T13:30:00Z");
    private static final String HOSTILE =
            "<p>H\u00e9 <script>parent.document.title='x'</script><img src=\"http://evil.example/x.png\"></p>";

    private final MailCatcher catcher = MailCatcher.start(0, 0, Clock.fixed(NOW, ZoneOffset.UTC));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        catcher.close();
    }

    private Session session() {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(catcher.smtpPort()));
        return Session.getInstance(properties);
    }

    private void send(String subject, String text, String html, String... to) throws MessagingException {
        MimeMessage message = new MimeMessage(session());
        message.setFrom(new InternetAddress("maint@plomberie.example"));
        for (String one : to) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(one));
        }
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }

    private HttpResponse<String> ask(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(catcher.url().resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = ask("GET", path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return new JsonMapper().readTree(response.body());
    }

    @Test
    void a_mail_to_any_domain_is_in_the_list_whole_and_on_the_page() throws Exception {
        send("Erreurs\u00a0: 12\u00a0%", "trop \u00e9lev\u00e9", "<b>trop</b>", "a@un.example", "b@deux.example.org");
        assertThat(json("/messages"))
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        """
                        [{"id": 1, "at": "2026-11-23T13:30:00Z", "from": "maint@plomberie.example",
                          "to": "a@un.example, b@deux.example.org", "subject": "Erreurs : 12 %"}]"""));
        JsonNode mail = json("/messages/1");
        assertThat(mail.get("text").textValue()).isEqualTo("trop \u00e9lev\u00e9");
        assertThat(mail.get("html").textValue()).isEqualTo("<b>trop</b>");
        assertThat(mail.at("/headers/From").textValue()).isEqualTo("maint@plomberie.example");

        HttpResponse<String> page = ask("GET", "/", "Accept-Language", "fr-CA,fr;q=0.9,en;q=0.8");
        assertThat(page.body())
                .contains("<html lang=\"fr\">")
                .contains("1\u00a0courriel".replace('\u00a0', ' '))
                .contains("b@deux.example.org")
                .contains("<a href=\"/mail/1\">Erreurs\u00a0: 12\u00a0%</a>");
        assertThat(ask("GET", "/", "Accept-Language", "de, en;q=0.5").body())
                .contains("<html lang=\"en\">")
                .contains("1 mail<");
    }

    @Test
    void the_newest_comes_first_and_only_so_many_are_kept() throws Exception {
        Mailbox mailbox = new Mailbox();
        for (int i = 0; i < Mailbox.MOST + 10; i++) {
            mailbox.add(new Caught(mailbox.nextId(), NOW, "", List.of(), "", List.of(), "", ""));
        }
        assertThat(mailbox.newestFirst()).hasSize(Mailbox.MOST);
        assertThat(mailbox.newestFirst().get(0).id()).isEqualTo(Mailbox.MOST + 10);
        assertThat(mailbox.mail(10)).isEmpty();
        mailbox.add(new Caught(mailbox.nextId(), NOW, "", List.of(), "", List.of(), "x".repeat(9_000_000), ""));
        assertThat(mailbox.newestFirst()).hasSize(1);
    }

    @Test
    void hostile_html_stays_locked_in() throws Exception {
        send("<script>alert(1)</script>", "<i>text</i>", HOSTILE, "a@un.example");
        HttpResponse<String> page = ask("GET", "/mail/1");
        assertThat(page.body())
                .doesNotContain("<script>")
                .doesNotContain("evil.example/x.png\">")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&lt;i&gt;text&lt;/i&gt;")
                .contains("<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'");
        assertThat(ask("GET", "/").body()).doesNotContain("<script>");

        HttpResponse<String> html = ask("GET", "/mail/1/html");
        assertThat(html.body()).endsWith(HOSTILE);
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("script-src")
                .contains("img-src data:;")
                .contains("frame-ancestors 'self'")
                .endsWith("sandbox allow-popups allow-popups-to-escape-sandbox")
                .doesNotContain("allow-scripts")
                .doesNotContain("allow-same-origin");
        assertThat(html.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void all_can_be_thrown_away_but_not_by_a_page_from_elsewhere() throws Exception {
        send("one", "text", "<p>html</p>", "a@un.example");
        assertThat(ask("DELETE", "/messages", "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(json("/messages")).hasSize(1);
        assertThat(ask("DELETE", "/messages").statusCode()).isEqualTo(204);
        assertThat(json("/messages")).isEmpty();
        assertThat(ask("GET", "/messages/1").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/messages").statusCode()).isEqualTo(405);
    }

    @Test
    void asked_for_by_another_name_it_says_nothing() throws IOException {
        URI url = catcher.url();
        try (Socket socket = new Socket("127.0.0.1", url.getPort())) {
            socket.getOutputStream()
                    .write("GET /messages HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void what_is_no_proper_mail_is_shown_as_it_came() throws Exception {
        Caught caught = MailReader.read(
                1,
                NOW,
                "",
                List.of("a@un.example"),
                "Content-Type: multipart/mixed; boundary=x\r\n\r\nno parts".getBytes(StandardCharsets.US_ASCII));
        assertThat(caught.text()).contains("no parts");
    }

    @Test
    void both_languages_have_the_same_words() {
        CatcherPages pages = new CatcherPages();
        assertThat(pages.words("fr").bundle().keySet())
                .isNotEmpty()
                .isEqualTo(pages.words("en").bundle().keySet());
        assertThat(pages.words("fr").of("for", "<a>")).isEqualTo("\u00c0\u00a0: &lt;a&gt;");
        assertThat(pages.words("*, ;;").locale()).isEqualTo(java.util.Locale.CANADA);
    }
}
