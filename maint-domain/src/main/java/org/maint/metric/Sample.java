package org.maint.metric;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A number at a time. Its identity is (metric, source, labels, at).
 *
 * @param source who measured; empty for nobody in particular
 * @param labels what more tells one line of numbers from another, by name
 */
public record Sample(String metric, Instant at, double value, String source, SortedMap<String, String> labels) {

    public static Sample of(String metric, Instant at, double value) {
        return new Sample(metric, at, value, "", new TreeMap<>());
    }

    public static Sample of(String metric, Instant at, double value, String source, Map<String, String> labels) {
        return new Sample(metric, at, value, source, new TreeMap<>(labels));
    }
}
