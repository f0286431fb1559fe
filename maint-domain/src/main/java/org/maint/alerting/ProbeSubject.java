package org.maint.alerting;

import org.jspecify.annotations.Nullable;

/** What is wrong when a probe fails: where a rule watches the same thing, its subject; else the probe or the part of it. */
final class ProbeSubject {
    private ProbeSubject() {}

    static String of(String probe, @Nullable String part) {
        if (probe.equals("home") && (part == null || part.equals("status"))) {
            return "platform.up";
        }
        if (probe.equals("backup")) {
            return "backup";
        }
        return "probe " + probe + (part == null ? "" : " " + part);
    }
}
