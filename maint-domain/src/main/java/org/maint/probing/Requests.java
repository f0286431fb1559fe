package org.maint.probing;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.utils.URIUtils;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.maint.probing.ProbeSpec.Call;
import org.maint.shared.WebAddress;

/** Makes requests out of what was configured, with secrets and variables in their places. */
final class Requests {
    private final Redaction redaction;
    private final int maxBytes;

    Requests(Attempt attempt, int maxBytes) {
        this.redaction = attempt.redaction();
        this.maxBytes = maxBytes;
    }

    Fetcher.Request request(Call call) throws ProbeFault {
        return request(call, null, name -> "${" + name + "}");
    }

    /** @param before where a relative address starts from; null when there are none */
    Fetcher.Request request(Call call, @Nullable URI before, UnaryOperator<String> variable) throws ProbeFault {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            String value = filled(header.getValue(), variable);
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new ProbeFault(ProbeFault.UNREADABLE, header.getKey());
            }
            headers.put(header.getKey(), value);
        }
        return new Fetcher.Request(
                call.method(),
                url(call.url(), before, variable),
                headers,
                body(call, headers, variable),
                call.followRedirects(),
                call.maxBytes() == null ? maxBytes : call.maxBytes());
    }

    private @Nullable ByteArrayEntity body(Call call, Map<String, String> headers, UnaryOperator<String> variable) {
        // The header says the type, when there is one.
        boolean typed = headers.containsKey("content-type");
        if (!call.form().isEmpty()) {
            String form = call.form().entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(filled(field.getValue(), variable)))
                    .collect(Collectors.joining("&"));
            return entity(
                    form, typed ? null : ContentType.APPLICATION_FORM_URLENCODED.withCharset(StandardCharsets.UTF_8));
        }
        String body = call.body();
        if (body == null) {
            return null;
        }
        boolean json =
                body.stripLeading().startsWith("{") || body.stripLeading().startsWith("[");
        ContentType type =
                json ? ContentType.APPLICATION_JSON : ContentType.create("text/plain", StandardCharsets.UTF_8);
        return entity(filled(body, variable), typed ? null : type);
    }

    private static ByteArrayEntity entity(String text, @Nullable ContentType type) {
        return new ByteArrayEntity(text.getBytes(StandardCharsets.UTF_8), type);
    }

    private String filled(String template, UnaryOperator<String> variable) {
        return Placeholders.filled(template, redaction::secret, variable);
    }

    /** A variable at the beginning stands as it is, for it is an address or a path; elsewhere it is a part of one. */
    private static URI url(String template, @Nullable URI before, UnaryOperator<String> variable) throws ProbeFault {
        int rest = template.startsWith("${") ? template.indexOf('}') + 1 : 0;
        String text = Placeholders.filled(template.substring(0, rest), name -> "", variable)
                + Placeholders.filled(template.substring(rest), name -> "", name -> encoded(variable.apply(name))
                        .replace("+", "%20"));
        try {
            URI whole = before == null ? new URI(text.strip()) : resolved(before, text.strip());
            if (WebAddress.read(whole.toString()).isEmpty()) {
                throw new ProbeFault(ProbeFault.REFUSED_TARGET, template);
            }
            return whole;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new ProbeFault(ProbeFault.UNREADABLE, template, e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As RFC 3986 has it, also for a mere query, and for a base without a path. */
    static URI resolved(URI base, String reference) {
        boolean bare = base.getRawPath() == null || base.getRawPath().isEmpty();
        return URIUtils.resolve(bare ? base.resolve("/") : base, reference);
    }
}
