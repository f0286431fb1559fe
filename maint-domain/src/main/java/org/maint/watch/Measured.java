package org.maint.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maint.metric.Metric;
import org.maint.metric.Sample;
import org.maint.probing.Assertion;
import org.maint.probing.Finding;

/** What a look has measured, as samples. */
final class Measured {
    private Measured() {}

    static List<Sample> by(Probe probe, Finding finding) {
        return fitting(all(probe, finding));
    }

    /** What makes no sense as a sample, or is there twice, must not take the rest with it. */
    private static List<Sample> fitting(List<Sample> measured) {
        Map<String, Sample> fitting = new LinkedHashMap<>();
        for (Sample sample : measured) {
            boolean allowed = Metric.of(sample.metric())
                    .filter(metric -> metric.allows(sample.value()))
                    .isPresent();
            if (allowed) {
                fitting.putIfAbsent(sample.metric() + " " + sample.source() + " " + sample.labels(), sample);
            }
        }
        return List.copyOf(fitting.values());
    }

    private static List<Sample> all(Probe probe, Finding finding) {
        List<Sample> measured = new ArrayList<>();
        Instant at = finding.observedAt();
        String source = "probe:" + probe.key();
        Map<String, String> label = Map.of("probe", probe.key());
        boolean looked = !Proving.NOT_LOOKED.contains(String.valueOf(finding.problem()));
        if (!looked) {
            // A look that could not be taken says nothing about the platform.
            return measured;
        }
        measured.add(Sample.of("probe.ok", at, finding.ok() ? 1 : 0, "", label));
        measured.add(Sample.of("probe.seconds", at, finding.seconds(), "", label));
        if (probe.upMetric() != null) {
            measured.add(Sample.of(probe.upMetric(), at, up(finding) ? 1 : 0, source, Map.of()));
        }
        Double seconds = finding.values().get("seconds");
        if (probe.secondsMetric() != null && seconds != null && finding.problem() == null) {
            measured.add(Sample.of(probe.secondsMetric(), at, seconds, source, Map.of()));
        }
        named(finding, "age-hours", "backup.age", measured, source);
        if (finding.values().containsKey("age-hours")) {
            named(finding, "bytes", "backup.size", measured, source);
        }
        Double days = finding.values().get("days");
        if (days != null) {
            measured.add(Sample.of("certificate.days-left", at, days, source, label));
        }
        finding.values().forEach((key, value) -> {
            boolean known = Metric.of(key).isPresent();
            if (known && value >= 0) {
                measured.add(Sample.of(key, at, value, source, Map.of()));
            }
        });
        return measured;
    }

    /** It is up when it answers as it should; that an image of it is missing is another matter. */
    private static boolean up(Finding finding) {
        return finding.problem() == null
                && finding.assertions().stream()
                        .filter(assertion -> assertion.key().equals("status"))
                        .findFirst()
                        .map(Assertion::ok)
                        .orElse(finding.ok());
    }

    private static void named(Finding finding, String value, String metric, List<Sample> measured, String source) {
        Double number = finding.values().get(value);
        if (number != null && number >= 0) {
            measured.add(Sample.of(metric, finding.observedAt(), number, source, Map.of()));
        }
    }
}
