package org.maint.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;

/**
 * A rule's state after some moments of the data: inactive, pending, firing. It depends on the data alone, neither on when
 * nor in which order or portions it arrived.
 *
 * @param since when the condition began to hold; null while inactive
 * @param lastHeld when it was last true; null while inactive
 * @param recent the newest twenty results, oldest first, as a text of 0 and 1
 */
record Fold(
        Phase phase,
        @Nullable Instant since,
        @Nullable Instant firedAt,
        @Nullable Instant lastHeld,
        @Nullable Double worst,
        String recent,
        boolean flapping) {

    enum Phase {
        INACTIVE,
        PENDING,
        FIRING
    }

    static final Fold START = new Fold(Phase.INACTIVE, null, null, null, null, "", false);

    private static final int REMEMBERED = 20;
    private static final double STARTS_FLAPPING = 30;
    private static final double ENDS_FLAPPING = 25;

    /** What came of some moments: the state after them, and the episodes that were not over before them. */
    record Outcome(Fold end, List<Episode> episodes) {}

    Outcome through(Rule rule, List<Judged> judged) {
        List<Episode> episodes = new ArrayList<>();
        Fold now = this;
        for (Judged each : judged) {
            now = now.step(rule, each, episodes);
        }
        if (now.since != null) {
            episodes.add(new Episode(now.since, now.firedAt, null, now.worst));
        }
        return new Outcome(now, episodes);
    }

    private Fold step(Rule rule, Judged judged, List<Episode> ended) {
        String results = recent + (judged.holds() ? "1" : "0");
        String kept = results.substring(Math.max(0, results.length() - REMEMBERED));
        double change = change(kept);
        boolean flaps = flapping ? change >= ENDS_FLAPPING : change > STARTS_FLAPPING;
        if (since == null || lastHeld == null) {
            return judged.holds() ? begin(rule, judged, kept, flaps) : inactive(kept, flaps);
        }
        boolean holds = phase == Phase.FIRING ? judged.keeps() : judged.holds();
        Double beyond = holds ? rule.worse(worst, judged.value()) : worst;
        if (phase == Phase.PENDING) {
            if (!holds) {
                ended.add(new Episode(since, null, judged.at(), worst));
                return inactive(kept, flaps);
            }
            boolean fires = rule.longEnough(since, judged.at());
            return new Fold(
                    fires ? Phase.FIRING : Phase.PENDING,
                    since,
                    fires ? judged.at() : null,
                    judged.at(),
                    beyond,
                    kept,
                    flaps);
        }
        Duration silent = Duration.between(lastHeld, judged.at());
        boolean goesOn = holds || flaps || silent.compareTo(rule.threshold().keepFiring()) < 0;
        if (goesOn) {
            return new Fold(phase, since, firedAt, holds ? judged.at() : lastHeld, beyond, kept, flaps);
        }
        ended.add(new Episode(since, firedAt, judged.at(), worst));
        return inactive(kept, flaps);
    }

    private static Fold begin(Rule rule, Judged judged, String recent, boolean flapping) {
        boolean fires = rule.threshold().lasting().isZero();
        return new Fold(
                fires ? Phase.FIRING : Phase.PENDING,
                judged.at(),
                fires ? judged.at() : null,
                judged.at(),
                judged.value(),
                recent,
                flapping);
    }

    private static Fold inactive(String recent, boolean flapping) {
        return new Fold(Phase.INACTIVE, null, null, null, null, recent, flapping);
    }

    /** State changes among the newest twenty results in percent, newer ones weighing up to half as much again as older ones. */
    private static double change(String recent) {
        double weighed = 0;
        int steps = REMEMBERED - 1;
        for (int i = 1; i < recent.length(); i++) {
            if (recent.charAt(i) != recent.charAt(i - 1)) {
                int place = REMEMBERED - recent.length() + i;
                weighed += 0.8 + 0.4 * (place - 1) / (steps - 1);
            }
        }
        return weighed * 100 / steps;
    }

    String json() {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("phase", phase.name());
        json.put("since", text(since));
        json.put("firedAt", text(firedAt));
        json.put("lastHeld", text(lastHeld));
        json.put("worst", worst);
        json.put("recent", recent);
        json.put("flapping", flapping);
        return json.toString();
    }

    static Fold read(String json) {
        JsonNode node = Canonical.parse(json);
        return new Fold(
                Phase.valueOf(node.path("phase").asText()),
                instant(node.path("since")),
                instant(node.path("firedAt")),
                instant(node.path("lastHeld")),
                node.path("worst").isNumber() ? node.path("worst").asDouble() : null,
                node.path("recent").asText(),
                node.path("flapping").asBoolean());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isTextual() ? Instant.parse(node.asText()) : null;
    }
}
