package org.maint.metric;

import java.util.SortedMap;

/** One line of numbers. */
public record Series(long id, String metric, String source, SortedMap<String, String> labels) {

    /** The metric with its labels, as people write it: {@code host.disk-free{host="a"}}. */
    public String name() {
        return name(metric, labels);
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
