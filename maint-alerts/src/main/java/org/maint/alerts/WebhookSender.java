package org.maint.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.core5.http.ContentType;
import org.maint.notification.ChannelConfig;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;
import org.maint.notification.Outgoing;
import org.maint.shared.Canonical;

/**
 * Tells an outside program by HTTP: a signed POST of JSON, with the notification's id as the idempotency key, so that one
 * that arrives twice can be told from two.
 */
@ApplicationScoped
public class WebhookSender implements Sender {
    private final Posts posts;
    private final Clock clock;

    @Inject
    public WebhookSender(Posts posts, Clock clock) {
        this.posts = posts;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected WebhookSender() {
        this(null, null);
    }

    @Override
    public Set<Medium> media() {
        return Set.of(Medium.WEBHOOK);
    }

    @Override
    public Delivery send(Outgoing outgoing) {
        if (!(outgoing.config() instanceof ChannelConfig.Hook hook)) {
            return new Delivery.Refused("no webhook is set");
        }
        byte[] body = json(outgoing).toString().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotency-Key", outgoing.id().toString());
        String secret = hook.secret();
        if (secret != null && !secret.isEmpty()) {
            headers.put("Maint-Signature", signature(secret, body, clock.instant()));
        }
        return posts.post(
                hook.url(),
                ContentType.APPLICATION_JSON,
                body,
                headers,
                Secrecy.about(hook.url(), hook.secret()).and(outgoing.words().secrets()));
    }

    private static ObjectNode json(Outgoing outgoing) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("id", outgoing.id().toString());
        json.put("kind", outgoing.kind());
        json.put("at", outgoing.at().toString());
        json.put("severity", outgoing.severity().name());
        json.putObject("title")
                .put("en", outgoing.title().en())
                .put("fr", outgoing.title().fr());
        json.putObject("body")
                .put("en", outgoing.body().en())
                .put("fr", outgoing.body().fr());
        json.put("link", outgoing.link());
        String data = outgoing.data();
        if (data != null) {
            json.set("data", Canonical.parse(data));
        }
        return json;
    }

    /** {@code t=SECONDS,v1=HEX}: the time, and HMAC-SHA256 over time, a dot and the body. */
    private static String signature(String secret, byte[] body, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }
}
