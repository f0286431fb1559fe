package org.maint.probing;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;
import org.maint.probing.ProbeSpec.Call;
import org.maint.probing.ProbeSpec.Expectation;
import org.maint.probing.ProbeSpec.JsonCheck;
import org.maint.shared.Message;
import org.maint.shared.WebAddress;

/** Reads a request and what its answer must be like; the fields are the same wherever they stand. */
final class CallReader {
    static final int LONGEST_URL = 2000;

    private static final int LONGEST_TEXT = 2000;
    private static final int LARGEST_ANSWER = 64 << 20;
    private static final double LONGEST_SECONDS = 60;
    private static final Map<String, String> METHODS = Map.of(
            "GET", "GET", "HEAD", "HEAD", "POST", "POST", "PUT", "PUT", "PATCH", "PATCH", "DELETE", "DELETE", "OPTIONS",
            "OPTIONS");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    /** What the client says itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect");

    private final ConfigFields fields;

    CallReader(ConfigFields fields) {
        this.fields = fields;
    }

    Call call() {
        String url = fields.text("url", LONGEST_URL);
        absolute(url);
        return callTo(url);
    }

    /** A request that only reads. */
    Call get() {
        String url = fields.text("url", LONGEST_URL);
        absolute(url);
        return new Call("GET", url, headers(), null, Map.of(), true, maxBytes());
    }

    Call callTo(String url) {
        Map<String, String> form = fields.textMap("form", LONGEST_TEXT);
        String body = fields.textOr("body", 100_000, null);
        if (body != null && !form.isEmpty()) {
            fields.wrong("body", Message.of("invalid.probe.body-or-form"));
        }
        boolean sends = body != null || !form.isEmpty();
        String method = fields.oneOf("method", METHODS, sends ? "POST" : "GET");
        if (sends && (method.equals("GET") || method.equals("HEAD"))) {
            fields.wrong("method", Message.of("invalid.probe.body-of-get"));
        }
        return new Call(method, url, headers(), body, form, fields.flag("followRedirects", true), maxBytes());
    }

    private void absolute(String url) {
        if (url.isEmpty()) {
            return;
        }
        if (!Placeholders.secrets(url).isEmpty()) {
            fields.wrong("url", Message.of("invalid.probe.secret-in-url"));
        } else if (WebAddress.read(url).isEmpty()) {
            fields.wrong("url", Message.of("invalid.url"));
        }
    }

    private @Nullable Integer maxBytes() {
        Long bytes = fields.wholeOrNull("maxBytes", 1, LARGEST_ANSWER);
        return bytes == null ? null : bytes.intValue();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.textMap("headers", LONGEST_TEXT).forEach((name, value) -> {
            boolean allowed = HEADER.matcher(name).matches()
                    && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))
                    && value.chars().noneMatch(Character::isISOControl);
            if (!allowed || headers.put(name, value) != null) {
                fields.wrong("headers", Message.of("invalid.probe.header", name));
            }
        });
        return headers;
    }

    Expectation expectation() {
        return new Expectation(
                fields.wholes("status", 100, 599),
                fields.textOr("contains", LONGEST_TEXT, null),
                pattern("matches"),
                json(),
                seconds("maxSeconds"));
    }

    /** Of a page, which is looked at by selectors rather than by patterns. */
    Expectation pageExpectation() {
        return new Expectation(
                fields.wholes("status", 100, 599),
                fields.textOr("contains", LONGEST_TEXT, null),
                null,
                null,
                seconds("maxSeconds"));
    }

    private @Nullable JsonCheck json() {
        String equal = fields.scalarOrNull("equals");
        Double min = fields.numberOrNull("min", -Double.MAX_VALUE, Double.MAX_VALUE);
        Double max = fields.numberOrNull("max", -Double.MAX_VALUE, Double.MAX_VALUE);
        ordered(fields, min, max);
        if (!fields.has("jsonPath")) {
            if (equal != null || min != null || max != null) {
                fields.wrong("jsonPath", Message.of("invalid.missing"));
            }
            return null;
        }
        return new JsonCheck(jsonPath(), equal, min, max);
    }

    String jsonPath() {
        String path = fields.text("jsonPath", 500);
        // A regular expression inside a path could not be stopped.
        if (!path.isEmpty() && (path.contains("=~") || !isJsonPath(path))) {
            fields.wrong("jsonPath", Message.of("invalid.probe.json-path"));
        }
        return path;
    }

    private static boolean isJsonPath(String path) {
        try {
            JsonPath.compile(path);
            return true;
        } catch (InvalidPathException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
            return false;
        }
    }

    @Nullable
    Pattern pattern(String name) {
        String text = fields.textOr(name, 500, null);
        if (text == null) {
            return null;
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            fields.wrong(name, Message.of("invalid.probe.regex", e.getDescription()));
            return null;
        }
    }

    List<String> selectors(String name) {
        List<String> selectors = fields.texts(name, 20, 300);
        for (String selector : selectors) {
            if (!isSelector(selector)) {
                fields.wrong(name, Message.of("invalid.probe.selector", selector));
            }
        }
        return selectors;
    }

    String selector(String name) {
        String selector = fields.text(name, 300);
        if (!selector.isEmpty() && !isSelector(selector)) {
            fields.wrong(name, Message.of("invalid.probe.selector", selector));
        }
        return selector;
    }

    /** Those with regular expressions are not taken, for they could not be stopped. */
    private static boolean isSelector(String selector) {
        if (selector.contains(":matches") || selector.contains("~=")) {
            return false;
        }
        try {
            QueryParser.parse(selector);
            return true;
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            return false;
        }
    }

    @Nullable
    Duration seconds(String name) {
        Double seconds = fields.numberOrNull(name, 0.001, LONGEST_SECONDS);
        return seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1000));
    }

    static <N extends Comparable<N>> void ordered(ConfigFields fields, @Nullable N min, @Nullable N max) {
        if (min != null && max != null && min.compareTo(max) > 0) {
            fields.wrong("max", Message.of("invalid.range.order", min, max));
        }
    }
}
