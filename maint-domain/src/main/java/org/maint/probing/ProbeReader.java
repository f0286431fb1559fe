package org.maint.probing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.probing.ProbeSpec.Metric;
import org.maint.probing.ProbeSpec.Pick;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Refusal.Fault;

/**
 * Reads the configuration of a probe. It is strict: a field that is not known is refused, for it is mostly one that was
 * meant to check something and would check nothing.
 */
public final class ProbeReader {
    private static final int ADDRESSES = 32;
    private static final int METRICS = 50;
    private static final int STARS = 5;
    private static final long LARGE = 1L << 50;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:.]{2,45}]?");
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]{0,199}");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final ConfigFields fields;
    private final CallReader calls;

    private ProbeReader(ConfigFields fields) {
        this.fields = fields;
        this.calls = new CallReader(fields);
    }

    /** Refused with every fault and where it is. */
    public static ProbeSpec read(ProbeKind kind, JsonNode config) {
        List<Fault> faults = new ArrayList<>();
        ConfigFields fields = new ConfigFields(config, "", faults);
        ProbeSpec spec = new ProbeReader(fields).spec(kind);
        fields.noOthers();
        if (!faults.isEmpty()) {
            throw Refusal.invalid(Message.of("invalid.probe.config"), faults);
        }
        return spec;
    }

    private ProbeSpec spec(ProbeKind kind) {
        return switch (kind) {
            case HTTP -> new ProbeSpec.Http(calls.call(), calls.expectation());
            case PAGE -> new ProbeSpec.PageOf(
                    calls.get(), calls.pageExpectation(), calls.selectors("mustHave"), fields.texts("noText", 20, 200));
            case JOURNEY -> new JourneyReader(fields).journey();
            case TLS -> tls();
            case TCP -> new ProbeSpec.Tcp(host("host"), port(null), calls.seconds("maxSeconds"));
            case DNS -> dns();
            case SCRAPE -> new ProbeSpec.Scrape(calls.get(), metrics());
            case SQL_COUNT -> sqlCount();
            case BACKUP_FOLDER -> backupFolder();
            case ADVISORY_FEED -> new ProbeSpec.AdvisoryFeed(
                    calls.get(), (int) fields.whole("days", 1, 366, 7), words());
        };
    }

    private ProbeSpec tls() {
        String host = host("host");
        return new ProbeSpec.Tls(
                host,
                port(443),
                fields.has("name") ? host("name") : host,
                (int) fields.whole("minDays", 0, 1000, 14),
                fields.flag("verifyName", true),
                fields.oneOf("trust", Map.of("system", false, "any", true), false));
    }

    private ProbeSpec dns() {
        boolean ipv6 = fields.oneOf("type", Map.of("A", false, "AAAA", true), false);
        List<String> addresses = new ArrayList<>();
        for (String text : fields.texts("addresses", ADDRESSES, 45)) {
            // Only literals, so that reading a configuration asks no name server.
            if (LITERAL.matcher(text).matches()) {
                try {
                    addresses.add(InetAddress.getByName(text).getHostAddress());
                    continue;
                } catch (UnknownHostException e) {
                    // A fault, below.
                }
            }
            fields.wrong("addresses", Message.of("invalid.probe.address", text));
        }
        return new ProbeSpec.Dns(host("name"), ipv6, List.copyOf(addresses));
    }

    private String host(String name) {
        String host = fields.text(name, 253);
        if (!host.isEmpty() && !HOST.matcher(host).matches()) {
            fields.wrong(name, Message.of("invalid.probe.host"));
        }
        return host.replaceAll("[\\[\\]]", "");
    }

    private int port(@Nullable Integer otherwise) {
        if (otherwise == null && !fields.has("port")) {
            fields.wrong("port", Message.of("invalid.missing"));
        }
        return (int) fields.whole("port", 1, 65_535, otherwise == null ? 1 : otherwise);
    }

    private List<Metric> metrics() {
        List<Metric> metrics = fields.objects("metrics", METRICS, ProbeReader::metric);
        if (metrics.isEmpty()) {
            fields.wrong("metrics", Message.of("invalid.missing"));
        }
        if (metrics.stream().map(Metric::as).distinct().count() < metrics.size()) {
            fields.wrong("metrics", Message.of("invalid.probe.twice"));
        }
        return metrics;
    }

    private static Metric metric(ConfigFields fields) {
        String name = metricName(fields, "name");
        String as = fields.has("as") ? fields.text("as", 100) : name;
        Double scale = fields.numberOrNull("scale", -1e15, 1e15);
        Double min = fields.numberOrNull("min", -Double.MAX_VALUE, Double.MAX_VALUE);
        Double max = fields.numberOrNull("max", -Double.MAX_VALUE, Double.MAX_VALUE);
        CallReader.ordered(fields, min, max);
        return new Metric(
                name,
                fields.textMap("labels", 500),
                as,
                scale == null ? 1 : scale,
                fields.has("fractionOf") ? metricName(fields, "fractionOf") : null,
                fields.flag("rest", false),
                fields.oneOf("pick", Map.of("sum", Pick.SUM, "max", Pick.MAX, "min", Pick.MIN), Pick.SUM),
                min,
                max);
    }

    private static String metricName(ConfigFields fields, String field) {
        String name = fields.text(field, 200);
        if (!name.isEmpty() && !METRIC.matcher(name).matches()) {
            fields.wrong(field, Message.of("invalid.probe.metric"));
        }
        return name;
    }

    private ProbeSpec sqlCount() {
        String query = fields.text("query", 4000);
        if (!query.isBlank() && !SingleSelect.is(query)) {
            fields.wrong("query", Message.of("invalid.probe.select"));
        }
        Long min = fields.wholeOrNull("min", 0, LARGE);
        Long max = fields.wholeOrNull("max", 0, LARGE);
        if (min == null && max == null) {
            fields.wrong("max", Message.of("invalid.missing"));
        }
        CallReader.ordered(fields, min, max);
        return new ProbeSpec.SqlCount(fields.text("dataSource", 100), query, min, max);
    }

    private ProbeSpec backupFolder() {
        Long shrink = fields.wholeOrNull("shrinkPercent", 1, 100);
        return new ProbeSpec.BackupFolder(
                directory(),
                glob(),
                Duration.ofHours(fields.whole("maxAgeHours", 1, 24 * 400, 24)),
                fields.whole("minBytes", 0, LARGE, 1),
                shrink == null ? null : shrink.intValue(),
                fields.flag("sha256File", false),
                (int) fields.whole("expectDays", 0, 366, 0),
                fields.whole("minFreeBytes", 0, LARGE, 0));
    }

    private Path directory() {
        String text = fields.text("directory", 1000);
        try {
            Path directory = Path.of(text);
            if (directory.isAbsolute() || text.isBlank()) {
                return directory.normalize();
            }
        } catch (InvalidPathException e) {
            // A fault, below.
        }
        fields.wrong("directory", Message.of("invalid.probe.directory"));
        return Path.of("/");
    }

    private String glob() {
        String glob = fields.has("glob") ? fields.text("glob", 200) : "*";
        // Each star multiplies the time that a long name takes.
        boolean tooMany = glob.chars().filter(c -> c == '*').count() > STARS;
        if (tooMany || glob.contains("/") || !BackupLook.isGlob(glob)) {
            fields.wrong("glob", Message.of("invalid.probe.glob", STARS));
        }
        return glob;
    }

    private Pattern words() {
        Pattern pattern = calls.pattern("matches");
        if (pattern == null) {
            fields.wrong("matches", Message.of("invalid.missing"));
            return Pattern.compile("");
        }
        return pattern;
    }
}
