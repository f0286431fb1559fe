package org.maint.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.notification.ChannelConfig;
import org.maint.notification.ChannelConfig.GatewayForm;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;

@Timeout(60)
class HttpSendersTest {
    private static final String SECRET_PATH = "/services/T000/B000/s3cretPathOfTheHook";
    private static final String HOSTILE =
            "<!channel> @here <https://evil.example|click> [click](https://evil.example) *b* & <b>x</b>";

    private final TimeLimit limit = new TimeLimit();
    private final Posts posts = new Posts(limit);
    private final WebhookSender webhook = new WebhookSender(posts, Clock.fixed(Sent.AT, ZoneOffset.UTC));
    private final ChatSender chat = new ChatSender(posts);
    private final GatewaySender gateway = new GatewaySender(posts);

    @AfterEach
    void close() {
        posts.close();
        limit.close();
    }

    private Delivery sendWebhook(URI url) {
        return webhook.send(Sent.by(Medium.WEBHOOK, new ChannelConfig.Hook(url, "whsec_0123456789"))
                .outgoing());
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }

    @Test
    void a_webhook_is_signed_over_what_arrives_and_carries_the_idempotency_key() throws Exception {
        try (HookServer server = HookServer.saying(202, "thank you")) {
            assertThat(sendWebhook(server.url("/hook"))).isEqualTo(new Delivery.Delivered("HTTP 202 thank you"));
            HookServer.Heard heard = server.only();
            assertThat(heard.headers().getFirst("Idempotency-Key")).isEqualTo(Sent.ID.toString());
            assertThat(heard.headers().getFirst("Content-Type")).startsWith("application/json");
            String[] signature = heard.headers().getFirst("Maint-Signature").split(",", -1);
            assertThat(signature[0]).isEqualTo("t=" + Sent.AT.getEpochSecond());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("whsec_0123456789".getBytes(UTF_8), "HmacSHA256"));
            String signed = signature[0].substring(2) + "." + heard.text();
            assertThat(signature[1]).isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8))));
            assertThat(json(heard.text()))
                    .isEqualTo(json(
                            """
                            {"id": "%s", "kind": "alert.firing", "at": "2026-11-23T13:30:00Z", "severity": "CRITICAL",
                             "title": {"en": "Errors", "fr": "Erreurs"}, "body": {"en": "Too many", "fr": "Trop"},
                             "link": "https://maint.example/maint/alert/7", "data": {"alert": 7}}"""
                                    .formatted(Sent.ID)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, Delivered",
        "204, Delivered",
        "500, Retry",
        "503, Retry",
        "408, Retry",
        "429, Retry",
        "400, Refused",
        "401, Refused",
        "404, Refused",
        "410, Refused",
        "302, Refused"
    })
    void the_status_decides(int status, String expected) throws IOException {
        try (HookServer server = HookServer.saying(status, "")) {
            assertThat(sendWebhook(server.url("/")).getClass().getSimpleName()).isEqualTo(expected);
        }
    }

    @Test
    void when_to_come_back_stands_in_the_reason() throws IOException {
        try (HookServer server = new HookServer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "30");
            exchange.sendResponseHeaders(429, -1);
        })) {
            assertThat(sendWebhook(server.url("/"))).isEqualTo(new Delivery.Retry("HTTP 429, again after 30 s"));
        }
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        try (HookServer other = HookServer.saying(200, "");
                HookServer server = new HookServer(exchange -> {
                    exchange.getResponseHeaders().set("Location", other.url("/").toString());
                    exchange.sendResponseHeaders(307, -1);
                })) {
            assertThat(sendWebhook(server.url("/"))).isInstanceOf(Delivery.Refused.class);
            assertThat(other.heard).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://2852039166/",
                "http://[::ffff:169.254.169.254]/",
                "http://[fe80::1]/",
                "http://0.0.0.0/"
            })
    void addresses_of_metadata_are_not_reached(String url) {
        assertThat(sendWebhook(URI.create(url)))
                .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                        .contains("not allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://example.org/", "mailto:a@b.example"})
    void other_schemes_are_refused(String url) {
        assertThat(sendWebhook(URI.create(url))).isInstanceOf(Delivery.Refused.class);
    }

    @Test
    void no_answer_does_not_hold_it() throws IOException {
        long start = System.nanoTime();
        try (HookServer server = new HookServer(exchange -> TimeUnit.SECONDS.sleep(60))) {
            assertThat(sendWebhook(server.url("/")))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.reason())
                            .contains("no answer within"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({"200, Delivered", "503, Retry"})
    void a_body_that_drips_or_has_no_end_does_not_hold_it_and_the_status_counts(int status, String expected)
            throws IOException {
        for (int pause : new int[] {0, 50}) {
            long start = System.nanoTime();
            try (HookServer server = new HookServer(exchange -> {
                exchange.sendResponseHeaders(status, 0);
                for (int i = 0; i < 2_000_000; i++) {
                    exchange.getResponseBody().write('x');
                    if (pause > 0) {
                        exchange.getResponseBody().flush();
                        TimeUnit.MILLISECONDS.sleep(pause);
                    }
                }
            })) {
                Delivery delivery = sendWebhook(server.url("/"));
                assertThat(delivery.getClass().getSimpleName()).isEqualTo(expected);
                assertThat(delivery.toString()).hasSizeLessThan(600);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void a_receipt_is_short_and_without_secrets() throws IOException {
        try (HookServer server = new HookServer(exchange -> {
            byte[] echo = ("got whsec_0123456789 at " + exchange.getRequestURI() + "\r\n" + "y".repeat(2_000))
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, echo.length);
            exchange.getResponseBody().write(echo);
        })) {
            assertThat(sendWebhook(server.url(SECRET_PATH)))
                    .isInstanceOfSatisfying(Delivery.Delivered.class, delivered -> assertThat(delivered.receipt())
                            .startsWith("HTTP 200 got … at … yyy")
                            .hasSize(500));
        }
    }

    @Test
    void a_failure_names_no_path_of_a_hook() throws IOException {
        URI gone;
        try (HookServer server = HookServer.saying(200, "")) {
            gone = server.url(SECRET_PATH);
        }
        assertThat(chat.send(Sent.by(Medium.SLACK, new ChannelConfig.Hook(gone, null))
                        .outgoing()))
                .isInstanceOfSatisfying(
                        Delivery.Retry.class,
                        retry -> assertThat(retry.reason()).isNotBlank().doesNotContain("s3cretPath"));
    }

    private JsonNode chatted(Medium medium, Sent words) throws IOException {
        try (HookServer server = HookServer.saying(200, "ok")) {
            Sent sent = words == null ? Sent.by(medium, null) : words;
            var outgoing = sent.outgoing();
            var aimed = new org.maint.notification.Outgoing(
                    outgoing.id(),
                    1,
                    outgoing.kind(),
                    outgoing.severity(),
                    outgoing.at(),
                    medium,
                    new ChannelConfig.Hook(server.url(SECRET_PATH), null),
                    null,
                    null,
                    outgoing.language(),
                    outgoing.words(),
                    outgoing.title(),
                    outgoing.body(),
                    outgoing.link(),
                    outgoing.data(),
                    outgoing.thread(),
                    outgoing.correlation());
            assertThat(chat.send(aimed)).isEqualTo(new Delivery.Delivered("HTTP 200 ok"));
            return json(server.only().text());
        }
    }

    @Test
    void slack_gets_blocks() throws IOException {
        assertThat(chatted(Medium.SLACK, null))
                .isEqualTo(
                        json(
                                """
                        {"text": "Critique\u00A0: Erreurs : 12 % de l’API", "mrkdwn": false, "link_names": 0,
                         "unfurl_links": false,
                         "blocks": [
                           {"type": "header", "text": {"type": "plain_text", "emoji": false,
                            "text": "Critique\u00A0: Erreurs : 12 % de l’API"}},
                           {"type": "section", "text": {"type": "plain_text", "emoji": false,
                            "text": "Le taux d’erreurs est trop élevé."}},
                           {"type": "actions", "elements": [{"type": "button",
                            "url": "https://maint.example/maint/alert/7?a=1&b=2",
                            "text": {"type": "plain_text", "emoji": false, "text": "Prendre en charge"}}]}]}"""));
    }

    @Test
    void mattermost_gets_an_attachment() throws IOException {
        assertThat(chatted(Medium.MATTERMOST, null))
                .isEqualTo(
                        json(
                                """
                        {"attachments": [{"fallback": "Critique\u00A0: Erreurs : 12 % de l’API", "color": "#b3261e",
                         "title": "Critique\u00A0: Erreurs : 12 % de l’API",
                         "title_link": "https://maint.example/maint/alert/7?a=1&b=2",
                         "text": "Le taux d’erreurs est trop élevé.\\n\\n\
                        [Prendre en charge](https://maint.example/maint/alert/7?a=1&b=2)"}]}"""));
    }

    @Test
    void teams_gets_a_card_in_its_envelope() throws IOException {
        assertThat(chatted(Medium.TEAMS, null))
                .isEqualTo(
                        json(
                                """
                        {"type": "message", "attachments": [{
                         "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null,
                         "content": {"$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                          "type": "AdaptiveCard", "version": "1.4", "lang": "fr",
                          "body": [
                           {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "size": "large",
                            "weight": "bolder", "color": "attention",
                            "text": "Critique\u00A0: Erreurs : 12 % de l’API"}]},
                           {"type": "RichTextBlock", "inlines": [{"type": "TextRun",
                            "text": "Le taux d’erreurs est trop élevé."}]}],
                          "actions": [{"type": "Action.OpenUrl", "title": "Prendre en charge",
                           "url": "https://maint.example/maint/alert/7?a=1&b=2"}]}}]}"""));
    }

    @Test
    void markup_in_an_alert_is_nothing_but_text() throws IOException {
        Sent hostile =
                Sent.by(Medium.SLACK, null).subject(HOSTILE).text(HOSTILE).english();
        JsonNode slack = chatted(Medium.SLACK, hostile);
        assertThat(slack.toString()).doesNotContain("<").doesNotContain(">").contains("&lt;!channel&gt;");
        assertThat(slack.findValuesAsText("type")).doesNotContain("mrkdwn");

        String mattermost =
                chatted(Medium.MATTERMOST, hostile).at("/attachments/0/text").textValue();
        assertThat(mattermost)
                .doesNotContain("<")
                .doesNotContain("@here")
                .contains("@\u200Bhere")
                .contains("\\[click\\](https")
                .contains("\\*b\\*");

        JsonNode teams = chatted(Medium.TEAMS, hostile);
        assertThat(teams.findValuesAsText("type")).doesNotContain("TextBlock");
        assertThat(teams.at("/attachments/0/content/body/1/inlines/0/text").textValue())
                .isEqualTo(HOSTILE);
    }

    @Test
    void what_is_too_long_for_slack_is_cut_and_no_escape_in_two() throws IOException {
        JsonNode slack = chatted(
                Medium.SLACK,
                Sent.by(Medium.SLACK, null).text("a & b < c ".repeat(600)).action("javascript:alert(1)"));
        String text = slack.at("/blocks/1/text/text").textValue();
        assertThat(text).hasSizeBetween(2_500, 3_000).endsWith("…");
        assertThat(text.replace("&amp;", "").replace("&lt;", "")).doesNotContain("&");
        assertThat(slack.toString()).doesNotContain("javascript:");
    }

    private static Map<String, String> form(HookServer.Heard heard) {
        return Arrays.stream(heard.text().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private ChannelConfig.Gateway twilio(URI url) {
        return new ChannelConfig.Gateway(GatewayForm.TWILIO, url, "AC0123", "t0ken-secret", "+15145550100");
    }

    @Test
    void twilio_gets_a_short_message_by_its_form() throws IOException {
        try (HookServer server = HookServer.saying(201, "{\"sid\": \"SM1\", \"account_sid\": \"AC0123\"}")) {
            ChannelConfig.Gateway config = twilio(server.url("/2010-04-01/Accounts/AC0123/"));
            assertThat(gateway.send(Sent.by(Medium.SMS, config)
                            .to("+1 (514) 555-0199")
                            .text("mot ".repeat(300))
                            .outgoing()))
                    .isEqualTo(new Delivery.Delivered("HTTP 201 {\"sid\": \"SM1\", \"account_sid\": \"…\"}"));
            HookServer.Heard heard = server.only();
            assertThat(heard.path()).isEqualTo("/2010-04-01/Accounts/AC0123/Messages.json");
            assertThat(heard.headers().getFirst("Authorization"))
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString("AC0123:t0ken-secret".getBytes(UTF_8)));
            Map<String, String> form = form(heard);
            assertThat(form).containsOnlyKeys("To", "From", "Body");
            assertThat(form.get("To")).isEqualTo("+15145550199");
            assertThat(form.get("Body"))
                    .hasSizeBetween(440, 480)
                    .startsWith("Erreurs : 12 % de l’API\nmot mot")
                    .endsWith("mot…\n" + Sent.URL);
        }
    }

    @Test
    void what_only_the_recipient_may_know_is_in_no_receipt_even_when_the_other_side_repeats_it() throws IOException {
        String echo =
                "{\"sid\": \"SM1\", \"body\": \"Code\u00a0: 482913 https:\\/\\/maint.example\\/acknowledge?t=abc.def-123\"}";
        for (int status : java.util.List.of(201, 400, 500)) {
            try (HookServer server = HookServer.saying(status, echo)) {
                for (GatewayForm form : GatewayForm.values()) {
                    ChannelConfig.Gateway config =
                            new ChannelConfig.Gateway(form, server.url("/"), "AC0123", "t0ken-secret", "+15145550100");
                    Delivery delivery = gateway.send(Sent.by(Medium.SMS, config)
                            .to("+15145550199")
                            .secrets("482913", "abc.def-123")
                            .outgoing());
                    assertThat(delivery.toString())
                            .contains("HTTP " + status)
                            .contains("SM1")
                            .doesNotContain("482913")
                            .doesNotContain("abc.def-123");
                }
            }
        }
    }

    @Test
    void twilio_gets_a_call_whose_words_are_no_markup() throws IOException {
        try (HookServer server = HookServer.saying(201, "{}")) {
            ChannelConfig.Gateway config = twilio(server.url("/2010-04-01/Accounts/AC0123"));
            assertThat(gateway.send(Sent.by(Medium.VOICE, config)
                            .to("+15145550199")
                            .text("</Say><Dial>+1900</Dial> & \"x\"\u0007")
                            .outgoing()))
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(server.only().path()).endsWith("/AC0123/Calls.json");
            assertThat(form(server.only()).get("Twiml"))
                    .isEqualTo("<Response><Say language=\"fr-CA\" loop=\"2\">Erreurs : 12 % de l’API. "
                            + "&lt;/Say&gt;&lt;Dial&gt;+1900&lt;/Dial&gt; &amp; &quot;x&quot;</Say></Response>");
        }
    }

    @Test
    void any_other_gateway_gets_json_and_a_bearer_token() throws IOException {
        try (HookServer server = HookServer.saying(200, "")) {
            ChannelConfig.Gateway config =
                    new ChannelConfig.Gateway(GatewayForm.GENERIC, server.url("/sms"), null, "t0ken-secret", "maint");
            assertThat(gateway.send(Sent.by(Medium.SMS, config)
                            .to("514 555 0199")
                            .action(null)
                            .outgoing()))
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(server.only().headers().getFirst("Authorization")).isEqualTo("Bearer t0ken-secret");
            assertThat(json(server.only().text()))
                    .isEqualTo(json(
                            """
                            {"id": "%s", "to": "5145550199", "from": "maint", "language": "fr",
                             "text": "Erreurs : 12 %% de l’API\\nLe taux d’erreurs est trop élevé."}"""
                                    .formatted(Sent.ID)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "123", "+1514555019900000", "tech@plomberie.example", "+1514\r\nX: y"})
    void what_is_no_number_is_refused(String number) throws IOException {
        try (HookServer server = HookServer.saying(200, "")) {
            assertThat(gateway.send(Sent.by(Medium.SMS, twilio(server.url("/")))
                            .to(number)
                            .outgoing()))
                    .isInstanceOf(Delivery.Refused.class);
            assertThat(server.heard).isEmpty();
        }
    }
}
