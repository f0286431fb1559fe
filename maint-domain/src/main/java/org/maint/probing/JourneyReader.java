package org.maint.probing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.maint.probing.ProbeSpec.Call;
import org.maint.probing.ProbeSpec.Capture;
import org.maint.probing.ProbeSpec.Journey;
import org.maint.probing.ProbeSpec.Step;
import org.maint.shared.Message;
import org.maint.shared.WebAddress;

/** Reads the steps of a journey: each may use what an earlier one captured. */
final class JourneyReader {
    private static final int STEPS = 20;
    private static final Pattern STEP = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private final ConfigFields fields;
    private final Set<String> captured = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();

    JourneyReader(ConfigFields fields) {
        this.fields = fields;
    }

    Journey journey() {
        List<Step> steps = fields.objects("steps", STEPS, this::step);
        if (steps.isEmpty()) {
            fields.wrong("steps", Message.of("invalid.missing"));
        }
        return new Journey(steps, new CallReader(fields).seconds("maxSeconds"));
    }

    private Step step(ConfigFields own) {
        CallReader reader = new CallReader(own);
        String name = own.text("name", 60);
        if (!name.isEmpty() && (!STEP.matcher(name).matches() || !names.add(name))) {
            own.wrong("name", Message.of("invalid.probe.step-name"));
        }
        String url = own.text("url", CallReader.LONGEST_URL);
        url(own, url);
        Call call = reader.callTo(url);
        variables(own, "url", url);
        call.headers().values().forEach(value -> variables(own, "headers", value));
        call.form().values().forEach(value -> variables(own, "form", value));
        if (call.body() != null) {
            variables(own, "body", call.body());
        }
        Map<String, Capture> capture = own.objectMap("capture", JourneyReader::capture);
        for (String variable : capture.keySet()) {
            if (!VARIABLE.matcher(variable).matches()) {
                own.wrong("capture", Message.of("invalid.probe.variable", variable));
            }
        }
        captured.addAll(capture.keySet());
        return new Step(name, call, reader.expectation(), capture, own.flag("always", false));
    }

    private void url(ConfigFields own, String url) {
        if (!Placeholders.secrets(url).isEmpty()) {
            own.wrong("url", Message.of("invalid.probe.secret-in-url"));
            return;
        }
        // With something in the place of each variable; one at the beginning is a whole address or path.
        String example = Placeholders.filled(
                url.startsWith("${") ? url.substring(url.indexOf('}') + 1) : url, name -> "", name -> "x");
        boolean relative = url.startsWith("${") || (url.startsWith("/") && !url.startsWith("//"));
        boolean first = names.size() <= 1 && captured.isEmpty();
        boolean good = relative
                ? !first && isRelative(example)
                : WebAddress.read(example).isPresent()
                        && !Placeholders.variables(host(url)).iterator().hasNext();
        if (!url.isEmpty() && !good) {
            own.wrong("url", Message.of("invalid.url"));
        }
    }

    private static boolean isRelative(String example) {
        try {
            return new java.net.URI("/" + example.replaceFirst("^/+", "")).getHost() == null;
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    /** What stands before the path. */
    private static String host(String url) {
        int slash = url.indexOf('/', url.indexOf("//") + 2);
        return slash < 0 ? url : url.substring(0, slash);
    }

    private void variables(ConfigFields own, String field, String template) {
        for (String name : Placeholders.variables(template)) {
            if (!captured.contains(name)) {
                own.wrong(field, Message.of("invalid.probe.not-captured", name));
            }
        }
    }

    private static Capture capture(ConfigFields fields) {
        CallReader reader = new CallReader(fields);
        long ways = List.of("css", "jsonPath", "regex", "header").stream()
                .filter(fields::has)
                .count();
        if (ways != 1) {
            fields.wrong("css", Message.of("invalid.probe.capture"));
        }
        if (fields.has("jsonPath")) {
            return new Capture.Json(reader.jsonPath());
        }
        if (fields.has("header")) {
            return new Capture.Header(fields.text("header", 100));
        }
        if (fields.has("regex")) {
            Pattern pattern = reader.pattern("regex");
            if (pattern != null && pattern.matcher("").groupCount() < 1) {
                fields.wrong("regex", Message.of("invalid.probe.group"));
            }
            return new Capture.Regex(pattern == null ? Pattern.compile("()") : pattern);
        }
        return new Capture.Css(fields.has("css") ? reader.selector("css") : "*", fields.textOr("attribute", 100, null));
    }
}
