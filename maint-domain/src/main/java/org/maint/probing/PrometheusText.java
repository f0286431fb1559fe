package org.maint.probing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads metrics in the text format of Prometheus (0.0.4) and in OpenMetrics (1.0), which differ little: help, types and
 * units are comments here, exemplars are left out, and nothing may follow {@code # EOF}. A line that is neither is a
 * fault of the whole, for a truncated answer must not look like one with fewer metrics.
 */
public final class PrometheusText {
    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_LINES = 200_000;
    private static final int MOST_LABELS = 128;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    /**
     * @param value may be NaN or infinite
     * @param timestamp as it stands: milliseconds in the one format, seconds in the other; null when there is none
     */
    public record Sample(String name, Map<String, String> labels, double value, @Nullable Double timestamp) {
        boolean has(Map<String, String> wanted) {
            return wanted.entrySet().stream()
                    .allMatch(each -> each.getValue().equals(labels.getOrDefault(each.getKey(), "")));
        }
    }

    /** What was sent is not in this format. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        Malformed(int line, String what) {
            super("line " + line + ": " + what);
            this.line = line;
        }

        /** From 1. */
        public int line() {
            return line;
        }
    }

    private final String line;
    private final int number;
    private int at;

    private PrometheusText(String line, int number) {
        this.line = line;
        this.number = number;
    }

    public static List<Sample> parse(String text) throws Malformed {
        List<Sample> samples = new ArrayList<>();
        int number = 0;
        boolean ended = false;
        for (int from = 0; from < text.length(); ) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline;
            number++;
            if (number > MOST_LINES || end - from > LONGEST_LINE) {
                throw new Malformed(number, "too long");
            }
            String line = text.substring(from, end).strip();
            from = end + 1;
            if (line.isEmpty()) {
                continue;
            }
            if (ended) {
                throw new Malformed(number, "after # EOF");
            }
            if (line.startsWith("#")) {
                ended = line.equals("# EOF");
            } else {
                samples.add(new PrometheusText(line, number).sample());
            }
        }
        return samples;
    }

    private Sample sample() throws Malformed {
        String name = line.startsWith("{") ? "" : name(true);
        Map<String, String> labels = new LinkedHashMap<>();
        spaces();
        if (here() == '{') {
            String quoted = labels(labels);
            name = name.isEmpty() ? quoted : name;
        }
        if (name.isEmpty()) {
            throw malformed("name");
        }
        spaces();
        double value = number(word());
        spaces();
        Double timestamp = null;
        if (at < line.length() && here() != '#') {
            timestamp = number(word());
            spaces();
        }
        // Whatever follows may only be an exemplar.
        if (at < line.length() && !line.startsWith("# {", at)) {
            throw malformed("end");
        }
        return new Sample(name, Map.copyOf(labels), value, timestamp);
    }

    private String name(boolean colons) throws Malformed {
        int start = at;
        while (at < line.length() && isNameChar(here(), at == start, colons)) {
            at++;
        }
        if (at == start) {
            throw malformed("name");
        }
        return line.substring(start, at);
    }

    private static boolean isNameChar(char c, boolean first, boolean colons) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        boolean digit = c >= '0' && c <= '9';
        return letter || (colons && c == ':') || (!first && digit);
    }

    /** What stands between braces; answers the metric's name when it stands there too, quoted, as of Prometheus 3. */
    private String labels(Map<String, String> labels) throws Malformed {
        String metric = "";
        at++;
        spaces();
        while (here() != '}') {
            boolean quoted = here() == '"';
            String label = quoted ? quoted() : name(false);
            spaces();
            if (here() == '=') {
                at++;
                spaces();
                if (labels.put(label, quoted()) != null || labels.size() > MOST_LABELS) {
                    throw malformed("label");
                }
            } else if (quoted && metric.isEmpty()) {
                metric = label;
            } else {
                throw malformed("label");
            }
            spaces();
            if (here() == ',') {
                at++;
                spaces();
            } else if (here() != '}') {
                throw malformed("label");
            }
        }
        at++;
        return metric;
    }

    private String quoted() throws Malformed {
        if (here() != '"') {
            throw malformed("quotation mark");
        }
        StringBuilder text = new StringBuilder();
        for (at++; here() != '"'; at++) {
            char c = here();
            if (c == '\\') {
                at++;
                switch (here()) {
                    case 'n' -> text.append('\n');
                    case '"' -> text.append('"');
                    case '\\' -> text.append('\\');
                    default -> text.append('\\').append(here());
                }
            } else if (c == 0 && at >= line.length()) {
                throw malformed("quotation mark");
            } else {
                text.append(c);
            }
        }
        at++;
        return text.toString();
    }

    private double number(String word) throws Malformed {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (!NUMBER.matcher(word).matches()) {
                    throw malformed("number");
                }
                yield Double.parseDouble(word);
            }
        };
    }

    private String word() {
        int start = at;
        while (at < line.length() && here() != ' ' && here() != '\t') {
            at++;
        }
        return line.substring(start, at);
    }

    private void spaces() {
        while (here() == ' ' || here() == '\t') {
            at++;
        }
    }

    /** Zero at the end of the line. */
    private char here() {
        return at < line.length() ? line.charAt(at) : 0;
    }

    private Malformed malformed(String what) {
        return new Malformed(number, what);
    }
}
