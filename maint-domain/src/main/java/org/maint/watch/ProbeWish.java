package org.maint.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Metric;
import org.maint.probing.ProbeKind;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Refusal.Fault;
import org.maint.shared.Text;

/**
 * How a probe is to be.
 *
 * @param config as JSON
 * @param secrets to be kept, by name; those that are not named stay as they are, an empty one is forgotten
 * @param intervalSeconds from 5 to 86,400
 * @param timeoutSeconds from 1 to 60, for the whole look
 * @param retries from 0 to 4
 */
public record ProbeWish(
        Text title,
        ProbeKind kind,
        String config,
        Map<String, String> secrets,
        @Nullable String upMetric,
        @Nullable String secondsMetric,
        int intervalSeconds,
        int timeoutSeconds,
        int retries,
        boolean enabled) {
    static final int SHORTEST = 5;
    static final int LONGEST = 86_400;
    static final int LONGEST_TIMEOUT = 60;
    static final int MOST_RETRIES = 4;
    static final int LONGEST_TITLE = 200;

    /** As placeholders name it. */
    private static final String SECRET_NAME = "[A-Za-z0-9_.-]{1,64}";

    void check() {
        List<Fault> faults = new ArrayList<>();
        if (title.en().isBlank() || title.fr().isBlank()) {
            faults.add(new Fault("/title", Message.of("invalid.missing")));
        } else if (title.en().length() > LONGEST_TITLE || title.fr().length() > LONGEST_TITLE) {
            faults.add(new Fault(
                    "/title",
                    Message.of("invalid.too-long", LONGEST_TITLE, title.fr().length())));
        }
        if (secrets.keySet().stream().anyMatch(name -> !name.matches(SECRET_NAME))) {
            faults.add(new Fault("/secrets", Message.of("invalid.probe.secret-line")));
        }
        range("/intervalSeconds", intervalSeconds, SHORTEST, LONGEST, faults);
        range("/timeoutSeconds", timeoutSeconds, 1, LONGEST_TIMEOUT, faults);
        range("/retries", retries, 0, MOST_RETRIES, faults);
        metric("/upMetric", upMetric, faults);
        metric("/secondsMetric", secondsMetric, faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults.get(0).message(), faults);
        }
    }

    private static void range(String pointer, int number, int least, int most, List<Fault> faults) {
        if (number < least || number > most) {
            faults.add(new Fault(pointer, Message.of("invalid.number.range", least, most)));
        }
    }

    private static void metric(String pointer, @Nullable String key, List<Fault> faults) {
        if (key != null && Metric.of(key).isEmpty()) {
            faults.add(new Fault(pointer, Message.of("invalid.metric", key)));
        }
    }

    /** The configuration; refused when it is no JSON. */
    static JsonNode json(String config) {
        try {
            return Canonical.mapper().readTree(config);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("/config", Message.of("problem.not-json", e.getOriginalMessage()));
        }
    }
}
