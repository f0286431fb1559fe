package org.maint.probing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.maint.shared.WebAddress;

/**
 * Speaks HTTP for one attempt. Follows redirects itself, because each hop is vetted like the first; connects only to the
 * addresses that were vetted; reads no more than it may, unpacked; and has a request aborted when its time is over, so
 * that a server that drips does not hold it.
 */
final class Fetcher implements Closeable {
    private static final int REDIRECTS = 5;
    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_HEADERS = 200;
    private static final int AT_A_TIME = 4;
    private static final Timeout LONGEST = Timeout.of(Allowance.LONGEST);

    private final Attempt attempt;
    private final CloseableHttpClient client;

    Fetcher(Attempt attempt) {
        this.attempt = attempt;
        this.client = HttpClients.custom()
                .setConnectionManager(connections(attempt))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(LONGEST)
                        .setResponseTimeout(LONGEST)
                        .build())
                .setDefaultCookieStore(new BasicCookieStore())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .setUserAgent("maint")
                .build();
    }

    /** A request whose placeholders are filled. */
    record Request(
            String method,
            URI url,
            Map<String, String> headers,
            @Nullable ByteArrayEntity body,
            boolean followRedirects,
            int maxBytes) {
        static Request get(URI url, Map<String, String> headers, int maxBytes) {
            return new Request("GET", url, headers, null, true, maxBytes);
        }
    }

    private static PoolingHttpClientConnectionManager connections(Attempt attempt) {
        return new Connections(attempt)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setDnsResolver(new Pinned(attempt))
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        attempt.surroundings().trust().context()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(LONGEST)
                        .setSocketTimeout(LONGEST)
                        .build())
                .setMaxConnPerRoute(AT_A_TIME)
                .setMaxConnTotal(2 * AT_A_TIME)
                .build();
    }

    /** Makes connections out of sockets that the attempt closes at its deadline, also while they connect. */
    private static final class Connections extends PoolingHttpClientConnectionManagerBuilder {
        private final Attempt attempt;

        Connections(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver dns, TlsSocketStrategy tls) {
            return new DefaultHttpClientConnectionOperator(
                    proxy -> attempt.socket(),
                    ports,
                    dns,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register("https", tls)
                            .build());
        }
    }

    /** Knows only names that were vetted, and only the addresses that they had then. */
    private record Pinned(Attempt attempt) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return attempt.pinned(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** @param until when this request must have its answer; not after the attempt's deadline */
    Answer fetch(Request request, Deadline until) throws ProbeFault {
        long start = System.nanoTime();
        Request hop = request;
        for (int hops = 0; ; hops++) {
            Answer answer = once(hop, until, start);
            URI next = request.followRedirects() ? location(answer) : null;
            if (next == null) {
                return answer;
            }
            if (hops == REDIRECTS) {
                throw new ProbeFault(ProbeFault.REDIRECTS, "> " + REDIRECTS);
            }
            hop = redirected(hop, answer.status(), next);
        }
    }

    private static @Nullable URI location(Answer answer) throws ProbeFault {
        String location = answer.header("location");
        boolean redirect = List.of(301, 302, 303, 307, 308).contains(answer.status());
        if (!redirect || location == null) {
            return null;
        }
        URI next;
        try {
            next = Requests.resolved(answer.url(), location.strip().replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            throw new ProbeFault(ProbeFault.UNREADABLE, "Location", e);
        }
        if (WebAddress.read(next.toString()).isEmpty()) {
            throw new ProbeFault(ProbeFault.REFUSED_TARGET, WebAddress.site(next));
        }
        return next;
    }

    /** What was configured for one site is not taken to another: headers and a body may hold secrets. */
    private static Request redirected(Request hop, int status, URI next) throws ProbeFault {
        boolean keepsMethod =
                status == 307 || status == 308 || List.of("GET", "HEAD").contains(hop.method());
        boolean elsewhere = !WebAddress.site(hop.url()).equals(WebAddress.site(next));
        if (elsewhere && keepsMethod && hop.body() != null) {
            throw new ProbeFault(ProbeFault.REFUSED_TARGET, hop.method() + " " + WebAddress.site(next));
        }
        return new Request(
                keepsMethod ? hop.method() : "GET",
                next,
                elsewhere ? Map.of() : hop.headers(),
                keepsMethod ? hop.body() : null,
                true,
                hop.maxBytes());
    }

    private Answer once(Request request, Deadline until, long start) throws ProbeFault {
        attempt.vetted(request.url().getHost(), WebAddress.port(request.url()));
        HttpUriRequestBase http = new HttpUriRequestBase(request.method(), request.url());
        request.headers().forEach(http::setHeader);
        http.setEntity(request.body());
        ScheduledFuture<?> abort = attempt.surroundings()
                .watch()
                .schedule(http::abort, Math.max(0, until.nanosLeft()), TimeUnit.NANOSECONDS);
        boolean whole = false;
        try (ClassicHttpResponse response = client.executeOpen(null, http, null)) {
            try {
                HttpEntity entity = response.getEntity();
                byte[] bytes = entity == null ? new byte[0] : bytes(entity, request.maxBytes(), until);
                whole = true;
                return new Answer(
                        request.url(),
                        response.getCode(),
                        headers(response),
                        bytes,
                        charset(entity),
                        (System.nanoTime() - start) / 1e9);
            } finally {
                // Closing would read the rest first, and there may be no end of it.
                if (!whole) {
                    http.abort();
                }
            }
        } catch (IOException | RuntimeException e) {
            throw fault(request, until, e);
        } finally {
            abort.cancel(false);
        }
    }

    private static byte[] bytes(HttpEntity entity, int most, Deadline until) throws IOException, ProbeFault {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        InputStream in = entity.getContent();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (all.size() + read > most) {
                throw new ProbeFault(ProbeFault.TOO_LARGE, "> " + most + " B");
            }
            if (until.isOver()) {
                throw new ProbeFault(ProbeFault.TIMEOUT, all.size() + " B");
            }
            all.write(buffer, 0, read);
        }
        return all.toByteArray();
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        return headers;
    }

    private static @Nullable Charset charset(@Nullable HttpEntity entity) {
        try {
            ContentType type = entity == null ? null : ContentType.parseLenient(entity.getContentType());
            return type == null ? null : type.getCharset();
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** The message of an exception may hold what was sent or received; its kind says enough. */
    private static ProbeFault fault(Request request, Deadline until, Exception e) {
        String site = WebAddress.site(request.url());
        if (until.isOver() || e instanceof java.net.SocketTimeoutException) {
            return new ProbeFault(ProbeFault.TIMEOUT, site, e);
        }
        if (e instanceof UnknownHostException) {
            return new ProbeFault(ProbeFault.DNS, site, e);
        }
        if (e instanceof SSLException) {
            return new ProbeFault(ProbeFault.TLS, site, e);
        }
        if (e instanceof java.net.SocketException || e instanceof org.apache.hc.core5.http.NoHttpResponseException) {
            return new ProbeFault(ProbeFault.CONNECT, site, e);
        }
        return new ProbeFault(ProbeFault.UNREADABLE, site + " " + e.getClass().getSimpleName(), e);
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
