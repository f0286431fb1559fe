package org.maint.alerting;

import java.util.Map;

/** What is wrong when a probe that comes with maint fails: the platform's own metric, where a rule watches it too. */
final class ProbeSubject {
    private static final Map<String, String> METRICS = Map.of("home", "platform.up");

    private ProbeSubject() {}

    static String of(String probe) {
        return METRICS.getOrDefault(probe, "probe " + probe);
    }
}
