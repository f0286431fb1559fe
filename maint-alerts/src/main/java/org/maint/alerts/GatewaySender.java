package org.maint.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;
import org.maint.notification.ChannelConfig;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;
import org.maint.notification.Outgoing;
import org.maint.shared.Canonical;

/** Short messages and calls, by a gateway that is asked over HTTP: in Twilio's form, or in a generic one. */
@ApplicationScoped
public class GatewaySender implements Sender {
    /** In characters: three parts of a message with characters of all languages, or a little more than three without. */
    static final int LONGEST_SMS = 480;

    /** In characters: about a minute of listening. */
    private static final int LONGEST_CALL = 1_000;

    /** A longer link leaves no room for words. */
    private static final int LONGEST_LINK = 300;

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{5,15}");

    private final Posts posts;

    @Inject
    public GatewaySender(Posts posts) {
        this.posts = posts;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected GatewaySender() {
        this.posts = null;
    }

    @Override
    public Set<Medium> media() {
        return Set.of(Medium.SMS, Medium.VOICE);
    }

    @Override
    public Delivery send(Outgoing outgoing) {
        if (!(outgoing.config() instanceof ChannelConfig.Gateway gateway)) {
            return new Delivery.Refused("no gateway is set");
        }
        String number = number(outgoing.address());
        if (number == null) {
            return new Delivery.Refused("there is no telephone number");
        }
        return gateway.form() == ChannelConfig.GatewayForm.TWILIO
                ? twilio(outgoing, gateway, number)
                : generic(outgoing, gateway, number);
    }

    /** Without what people put between the digits; null if it is none. */
    private static @Nullable String number(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        String digits = typed.strip().replaceAll("[ \\u00A0().\\-]", "");
        return NUMBER.matcher(digits).matches() ? digits : null;
    }

    private Delivery twilio(Outgoing outgoing, ChannelConfig.Gateway gateway, String number) {
        boolean call = outgoing.medium() == Medium.VOICE;
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", number);
        form.put("From", gateway.from());
        form.put(call ? "Twiml" : "Body", call ? twiml(outgoing) : shortMessage(outgoing));
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String account = gateway.user() + ":" + gateway.password();
        String encoded = Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        return posts.post(
                resource(gateway.url(), call ? "Calls.json" : "Messages.json"),
                ContentType.APPLICATION_FORM_URLENCODED,
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("Authorization", "Basic " + encoded, "Idempotency-Key", key(outgoing)),
                Secrecy.about(gateway.user(), gateway.password(), encoded)
                        .and(outgoing.words().secrets()));
    }

    private Delivery generic(Outgoing outgoing, ChannelConfig.Gateway gateway, String number) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("id", key(outgoing));
        json.put("to", number);
        json.put("from", gateway.from());
        json.put("text", outgoing.medium() == Medium.VOICE ? spoken(outgoing) : shortMessage(outgoing));
        json.put("language", outgoing.language().getLanguage());
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotency-Key", key(outgoing));
        String password = gateway.password();
        if (password != null && !password.isEmpty()) {
            headers.put("Authorization", "Bearer " + password);
        }
        return posts.post(
                gateway.url(),
                ContentType.APPLICATION_JSON,
                json.toString().getBytes(StandardCharsets.UTF_8),
                headers,
                Secrecy.about(gateway.url(), password).and(outgoing.words().secrets()));
    }

    private static String key(Outgoing outgoing) {
        return outgoing.id().toString();
    }

    /** Of the account whose address is set; an address that names a resource itself is taken as it is. */
    private static URI resource(URI url, String name) {
        String address = url.toString();
        return address.endsWith(".json") ? url : URI.create(address.replaceFirst("/+$", "") + "/" + name);
    }

    /** Subject and text, and the link whole or not at all. */
    private static String shortMessage(Outgoing outgoing) {
        String words = Plain.lines(words(outgoing, "\n"));
        String link = outgoing.words().actionUrl();
        boolean room = link != null && link.length() <= LONGEST_LINK && !words.contains(link);
        String end = room ? "\n" + link : "";
        return Plain.cut(words, LONGEST_SMS - end.length(), outgoing.language()) + end;
    }

    private static String spoken(Outgoing outgoing) {
        return Plain.cut(Plain.line(words(outgoing, ". ")), LONGEST_CALL, outgoing.language());
    }

    private static String words(Outgoing outgoing, String between) {
        String subject = outgoing.words().subject();
        String text = outgoing.words().text();
        return text.startsWith(subject) || text.isBlank() && !subject.isBlank()
                ? (text.isBlank() ? subject : text)
                : subject + between + text;
    }

    /** Said twice: whoever is woken by it misses the beginning. */
    private static String twiml(Outgoing outgoing) {
        String language = Locale.FRENCH.getLanguage().equals(outgoing.language().getLanguage()) ? "fr-CA" : "en-US";
        return "<Response><Say language=\"" + language + "\" loop=\"2\">" + escaped(spoken(outgoing))
                + "</Say></Response>";
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\uFFFE\\uFFFF]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
