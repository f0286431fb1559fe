package org.maint.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.maint.notification.Delivery;
import org.maint.notification.Notification;
import org.maint.setting.Webhooks;
import org.maint.shared.Canonical;

/**
 * Tells an outside program by HTTP: a signed POST of JSON, with the notification's id as the idempotency key, so that one
 * that arrives twice can be told from two. It follows no redirect, waits ten seconds at most for each answer, and never
 * reaches a link-local address (where clouds keep their metadata).
 */
@ApplicationScoped
public class Webhook implements Channel {
    private static final Timeout PATIENCE = Timeout.ofSeconds(5);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final Webhooks webhooks;
    private final Clock clock;
    private final Optional<String> baseUrl;
    private final CloseableHttpClient http;

    @Inject
    public Webhook(Webhooks webhooks, Clock clock, @ConfigProperty(name = "maint.base.url") Optional<String> baseUrl) {
        this.webhooks = webhooks;
        this.clock = clock;
        this.baseUrl = baseUrl;
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new NoLinkLocal())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(PATIENCE)
                                .setSocketTimeout(PATIENCE)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(PATIENCE).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .setUserAgent("maint")
                .build();
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Webhook() {
        this.webhooks = null;
        this.clock = null;
        this.baseUrl = Optional.empty();
        this.http = null;
    }

    /** Refuses what no outside program has. */
    private static final class NoLinkLocal implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
            for (InetAddress address : found) {
                if (address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()) {
                    throw new UnknownHostException(
                            host + " is at " + address.getHostAddress() + ", which is not allowed");
                }
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
        }
    }

    @Override
    public Delivery deliver(Notification notification) {
        Optional<Webhooks.Target> target = webhooks.target();
        if (target.isEmpty()) {
            return new Delivery.Refused("no webhook is set any more");
        }
        byte[] body = body(notification).getBytes(StandardCharsets.UTF_8);
        HttpPost post = new HttpPost(target.get().url());
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        post.setHeader("Idempotency-Key", notification.id().toString());
        post.setHeader("Maint-Signature", signature(target.get().secret(), body, clock.instant()));
        try {
            return http.execute(post, response -> answer(response.getCode()));
        } catch (IOException e) {
            return new Delivery.Retry(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Delivery answer(int status) {
        if (status >= 200 && status < 300) {
            return new Delivery.Delivered("HTTP " + status);
        }
        boolean later = status >= SERVER_ERRORS || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
        return later ? new Delivery.Retry("HTTP " + status) : new Delivery.Refused("HTTP " + status);
    }

    private String body(Notification notification) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("id", notification.id().toString());
        json.put("kind", notification.kind());
        json.put("at", notification.createdAt().toString());
        json.put("severity", notification.severity().name());
        json.putObject("title")
                .put("en", notification.title().en())
                .put("fr", notification.title().fr());
        json.putObject("body")
                .put("en", notification.body().en())
                .put("fr", notification.body().fr());
        json.put("link", baseUrl.map(url -> url.replaceFirst("/+$", "")).orElse("") + notification.link());
        String data = notification.data();
        if (data != null) {
            json.set("data", Canonical.parse(data));
        }
        return json.toString();
    }

    /** {@code t=SECONDS,v1=HEX}: the time, and HMAC-SHA256 over time, a dot and the body. */
    static String signature(String secret, byte[] body, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }

    @PreDestroy
    void close() {
        http.close(CloseMode.GRACEFUL);
    }
}
