package org.maint.alerts;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Delivery;
import org.maint.shared.Correlation;

/**
 * Posts to outside programs. It follows no redirect, keeps to {@link TimeLimit}, reads no more of an answer than it keeps,
 * and never reaches a link-local address. The status alone decides; the answer's first words are the receipt.
 */
@ApplicationScoped
class Posts {
    private static final Timeout PATIENCE = Timeout.ofSeconds(5);

    /** Connections to one host; as many as are sent at once. */
    private static final int TO_ONE = 16;

    private static final int ALTOGETHER = 64;
    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADERS = 100;

    /** In bytes, of an answer: enough for its first {@value Secrecy#LONGEST} characters, and for a connection to stay. */
    private static final int MOST_READ = 4_096;

    /** The status is there; what else is said is not worth more waiting. */
    private static final long BODY_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private final TimeLimit timeLimit;
    private final @Nullable CloseableHttpClient http;

    @Inject
    Posts(TimeLimit timeLimit) {
        this.timeLimit = timeLimit;
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_LINE)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setDnsResolver(new Names())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(PATIENCE)
                                .setSocketTimeout(PATIENCE)
                                // One that the other side has closed meanwhile would cost a notification a retry.
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .build())
                        .setMaxConnPerRoute(TO_ONE)
                        .setMaxConnTotal(ALTOGETHER)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(PATIENCE)
                        .setResponseTimeout(Timeout.of(TimeLimit.USUAL))
                        .setDefaultKeepAlive(30, TimeUnit.SECONDS)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                // Nothing is unpacked.
                .disableContentCompression()
                .setUserAgent("maint")
                .build();
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Posts() {
        this.timeLimit = null;
        this.http = null;
    }

    Delivery post(URI url, ContentType type, byte[] body, Map<String, String> headers, Secrecy secrecy) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || url.getHost() == null) {
            return new Delivery.Refused("the address is not one of http or https");
        }
        HttpPost post = new HttpPost(url);
        post.setEntity(new ByteArrayEntity(body, type));
        headers.forEach(post::setHeader);
        Correlation.current().ifPresent(id -> post.setHeader(Correlation.HEADER, id));
        return timeLimit.hold(
                new TimeLimit.Exchange() {
                    @Override
                    public Delivery run() throws IOException, HttpException {
                        return exchange(post, secrecy);
                    }

                    @Override
                    public void breakOff() {
                        post.cancel();
                    }
                },
                secrecy);
    }

    private Delivery exchange(HttpPost post, Secrecy secrecy) throws IOException, HttpException {
        if (http == null) {
            throw new IllegalStateException("Only a proxy has none");
        }
        ClassicHttpResponse response = http.executeOpen(RoutingSupport.determineHost(post), post, null);
        try {
            Beginning beginning = beginning(response.getEntity());
            if (!beginning.isAll()) {
                // Closing the answer would read it to its end, which there may be none of.
                post.cancel();
            }
            return judge(response, beginning.words(), secrecy);
        } finally {
            Closer.closeQuietly(response);
        }
    }

    private static Delivery judge(ClassicHttpResponse response, String words, Secrecy secrecy) {
        int status = response.getCode();
        String said = secrecy.of("HTTP " + status + " " + words);
        if (status >= 200 && status < 300) {
            return new Delivery.Delivered(said);
        }
        if (status < SERVER_ERRORS && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS) {
            return new Delivery.Refused(said);
        }
        Header after = response.getFirstHeader("Retry-After");
        return new Delivery.Retry(
                after != null && after.getValue().matches("\\d{1,6}")
                        ? secrecy.of("HTTP " + status + ", again after " + after.getValue() + " s" + said.substring(8))
                        : said);
    }

    private record Beginning(String words, boolean isAll) {}

    private static Beginning beginning(@Nullable HttpEntity entity) {
        if (entity == null) {
            return new Beginning("", true);
        }
        byte[] read = new byte[MOST_READ];
        int length = 0;
        long until = System.nanoTime() + BODY_WITHIN_NANOS;
        int more = 0;
        try {
            InputStream in = entity.getContent();
            while (more >= 0 && length < MOST_READ && System.nanoTime() - until < 0) {
                length += more;
                more = in.read(read, length, MOST_READ - length);
            }
        } catch (IOException brokenOff) {
            // The status has come before, and it says what became of the message.
        }
        return new Beginning(new String(read, 0, length, StandardCharsets.UTF_8), more < 0);
    }

    @PreDestroy
    void close() {
        if (http != null) {
            http.close(CloseMode.GRACEFUL);
        }
    }
}
