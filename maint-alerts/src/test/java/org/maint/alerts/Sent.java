package org.maint.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.maint.notification.ChannelConfig;
import org.maint.notification.Medium;
import org.maint.notification.Outgoing;
import org.maint.notification.Rendered;
import org.maint.plan.Severity;
import org.maint.shared.Text;

/** Notifications to send, for the tests: one that is whole, and what differs. */
final class Sent {
    static final UUID ID = UUID.fromString("6f1c7a52-3a8e-4f0b-9f5d-2f4f7f1f0001");
    static final Instant AT = Instant.parse("2026-11-23T13:30:00Z");
    static final String URL = "https://maint.example/maint/alert/7?a=1&b=2";

    private Medium medium = Medium.EMAIL;
    private ChannelConfig config;
    private String address = "tech@plomberie.example";
    private String subject = "Erreurs : 12 % de l’API";
    private String text = "Le taux d’erreurs est trop élevé.";
    private String html = "<p>Le taux d’erreurs est <b>trop élevé</b>.</p>";
    private String action = URL;
    private String data = "{\"alert\":7}";
    private String thread = "alert-7";
    private List<String> secrets = List.of();
    private Severity severity = Severity.CRITICAL;
    private Locale language = Locale.CANADA_FRENCH;

    static Sent by(Medium medium, ChannelConfig config) {
        Sent sent = new Sent();
        sent.medium = medium;
        sent.config = config;
        return sent;
    }

    Sent to(String other) {
        address = other;
        return this;
    }

    Sent subject(String other) {
        subject = other;
        return this;
    }

    Sent text(String other) {
        text = other;
        return this;
    }

    Sent html(String other) {
        html = other;
        return this;
    }

    Sent action(String other) {
        action = other;
        return this;
    }

    Sent thread(String other) {
        thread = other;
        return this;
    }

    Sent secrets(String... others) {
        secrets = List.of(others);
        return this;
    }

    Sent severity(Severity other) {
        severity = other;
        return this;
    }

    Sent english() {
        language = Locale.CANADA;
        return this;
    }

    Outgoing outgoing() {
        return new Outgoing(
                ID,
                1,
                "alert.firing",
                severity,
                AT,
                medium,
                config,
                null,
                address,
                language,
                new Rendered(subject, text, html, action, action == null ? null : "Prendre en charge", secrets),
                new Text("Errors", "Erreurs"),
                new Text("Too many", "Trop"),
                "https://maint.example/maint/alert/7",
                data,
                thread,
                "0123456789abcdef");
    }
}
