package org.maint.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be measured. The keys are a contract with everybody who pushes samples in.
 *
 * @param key lower-case, with dots and hyphens, stable for ever
 * @param take how a window of samples becomes one number
 * @param least the smallest value that makes sense, inclusive; null for none
 * @param most the greatest, inclusive; null for none
 */
public record Metric(String key, Unit unit, Take take, @Nullable Double least, @Nullable Double most) {

    /** What a value counts. */
    public enum Unit {
        /** 0 or 1. */
        FLAG,
        PERCENT,
        SECONDS,
        COUNT,
        BYTES,
        BYTES_PER_SECOND,
        DOLLARS,
        HOURS,
        DAYS,
        /** From 1 to 5. */
        SCORE
    }

    private static final List<Metric> ALL = List.of(
            flag("platform.up"),
            percent("platform.error-rate", Take.AVERAGE),
            of("platform.response-time", Unit.SECONDS, Take.P95),
            of("platform.page-load", Unit.SECONDS, Take.AVERAGE),
            flag("security.breach"),
            percent("host.disk-free", Take.LAST),
            percent("host.memory-used", Take.LAST),
            of("security.failed-logins", Unit.COUNT, Take.SUM),
            of("platform.registrations", Unit.COUNT, Take.SUM),
            of("feature.usage", Unit.COUNT, Take.SUM),
            of("platform.active-users", Unit.COUNT, Take.LAST),
            of("platform.jobs-created", Unit.COUNT, Take.SUM),
            of("platform.invoices", Unit.COUNT, Take.SUM),
            percent("platform.auto-dispatch-share", Take.AVERAGE),
            of("platform.gps-sessions", Unit.COUNT, Take.SUM),
            of("platform.revenue", Unit.DOLLARS, Take.SUM),
            of("platform.requests", Unit.COUNT, Take.SUM),
            of("platform.errors", Unit.COUNT, Take.SUM),
            of("platform.bundle-size", Unit.BYTES, Take.LAST),
            of("host.bandwidth", Unit.BYTES_PER_SECOND, Take.AVERAGE),
            of("host.storage-used", Unit.BYTES, Take.LAST),
            new Metric("satisfaction.score", Unit.SCORE, Take.AVERAGE, 1.0, 5.0),
            flag("probe.ok"),
            of("probe.seconds", Unit.SECONDS, Take.AVERAGE),
            new Metric("certificate.days-left", Unit.DAYS, Take.LAST, null, null),
            of("backup.age", Unit.HOURS, Take.LAST),
            of("backup.size", Unit.BYTES, Take.LAST));

    private static final Map<String, Metric> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Metric::key, Function.identity()));

    private static Metric flag(String key) {
        return new Metric(key, Unit.FLAG, Take.LAST, 0.0, 1.0);
    }

    private static Metric percent(String key, Take take) {
        return new Metric(key, Unit.PERCENT, take, 0.0, 100.0);
    }

    private static Metric of(String key, Unit unit, Take take) {
        return new Metric(key, unit, take, 0.0, null);
    }

    public static List<Metric> all() {
        return ALL;
    }

    public static Optional<Metric> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    public static List<String> keys() {
        return BY_KEY.keySet().stream().sorted().toList();
    }

    /** Whether a sample may have this value. */
    public boolean allows(double value) {
        if (unit == Unit.FLAG) {
            return value == 0 || value == 1;
        }
        boolean tooSmall = least != null && value < least;
        boolean tooLarge = most != null && value > most;
        return Double.isFinite(value) && !tooSmall && !tooLarge;
    }

    /** The number of a time; empty when there is no sample. In the order of their times. */
    public static Optional<Double> taken(Take take, double[] values) {
        if (values.length == 0) {
            return Optional.empty();
        }
        return Optional.of(
                switch (take) {
                    case LAST -> values[values.length - 1];
                    case AVERAGE -> Arrays.stream(values).sum() / values.length;
                    case SUM -> Arrays.stream(values).sum();
                    case LEAST -> Arrays.stream(values).min().orElseThrow();
                    case MOST -> Arrays.stream(values).max().orElseThrow();
                    case P95 -> percentile(values);
                });
    }

    private static double percentile(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = Math.toIntExact((sorted.length * 95L + 99) / 100);
        return sorted[rank - 1];
    }
}
