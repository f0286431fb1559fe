package org.maint.alerting;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong when a probe fails: where a rule watches the same thing, its subject; else the probe or the part of it. */
final class ProbeSubject {
    /** As {@link #of} says it, as the source of what a probe measures, and as the label of the looks themselves. */
    private static final Pattern NAMED =
            Pattern.compile("(?:^probe (?=[a-z0-9])|^probe:|[{,] ?probe=\"?)([a-z0-9]+(?:-[a-z0-9]+)*)");

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

    /** The probe that a fingerprint, or what a rule has judged as one, names; empty for none. */
    static Optional<String> named(String text) {
        Matcher matcher = NAMED.matcher(text);
        return matcher.find() ? Optional.of(text.substring(matcher.start(1), matcher.end(1))) : Optional.empty();
    }
}
