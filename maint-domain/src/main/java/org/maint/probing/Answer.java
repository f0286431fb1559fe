package org.maint.probing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * What came back over HTTP.
 *
 * @param url where it came from in the end, after redirects
 * @param headers by lower-case name
 * @param bytes unpacked
 * @param charset as it was declared; null when it was not
 */
record Answer(
        URI url,
        int status,
        Map<String, List<String>> headers,
        byte[] bytes,
        @Nullable Charset charset,
        double seconds) {

    @Nullable
    String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    String mediaType() {
        String type = header("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    String text() {
        return new String(bytes, charset == null ? StandardCharsets.UTF_8 : charset);
    }

    Document document() throws ProbeFault {
        try {
            return Jsoup.parse(
                    new ByteArrayInputStream(bytes), charset == null ? null : charset.name(), url.toString());
        } catch (IOException | RuntimeException e) {
            throw new ProbeFault(ProbeFault.UNREADABLE, "HTML", e);
        }
    }
}
