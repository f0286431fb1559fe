package org.maint.metric;

import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One line of numbers. */
public record Series(long id, String metric, String source, SortedMap<String, String> labels) {
    private static final Pattern LABEL = Pattern.compile("([^{,=\"]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** The metric with its labels, as people write it: {@code host.disk-free{host="a"}}. */
    public String name() {
        return name(metric, labels);
    }

    /** The labels in such a name as people read them, {@code account m.tremblay, host web-1}; empty where it has none. */
    public static String labelsIn(String name) {
        return LABEL.matcher(name)
                .results()
                .map(label -> label.group(1) + " " + label.group(2).replaceAll("\\\\(.)", "$1"))
                .collect(Collectors.joining(", "));
    }

    public static String name(String metric, SortedMap<String, String> labels) {
        if (labels.isEmpty()) {
            return metric;
        }
        StringBuilder name = new StringBuilder(metric).append('{');
        labels.forEach((label, value) -> {
            if (name.charAt(name.length() - 1) != '{') {
                name.append(',');
            }
            name.append(label)
                    .append("=\"")
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        });
        return name.append('}').toString();
    }
}
