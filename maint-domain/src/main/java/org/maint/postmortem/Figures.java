package org.maint.postmortem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;

/**
 * What the record knows about an incident. What it does not know is null, never zero.
 *
 * @param detectedAt when the alert that proposed it fired, else when it was declared
 * @param acknowledgedAt when somebody had that alert in hand, else when it was declared
 * @param mitigatedAt when the fix or the rollback was done
 * @param requests that came while it lasted, by {@code platform.requests}
 * @param failedRequests that share of them that failed, by {@code platform.error-rate}
 * @param jobs that were created while it lasted, by {@code platform.jobs-created}
 * @param jobsUsually in the same hours a week before
 */
public record Figures(
        Instant beganAt,
        Instant detectedAt,
        Instant acknowledgedAt,
        @Nullable Instant mitigatedAt,
        Instant resolvedAt,
        boolean dataLost,
        int updates,
        int updatesInTime,
        @Nullable Double requests,
        @Nullable Double failedRequests,
        @Nullable Double jobs,
        @Nullable Double jobsUsually) {

    public Duration toDetect() {
        return since(beganAt, detectedAt);
    }

    public Duration toAcknowledge() {
        return since(detectedAt, acknowledgedAt);
    }

    /** From the beginning; null when nobody has said that there was a fix. */
    public @Nullable Duration toMitigate() {
        return mitigatedAt == null ? null : since(beganAt, mitigatedAt);
    }

    /** From the beginning. */
    public Duration toResolve() {
        return since(beganAt, resolvedAt);
    }

    /** Data may come in late and be older than what it led to. */
    private static Duration since(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    public ObjectNode json() {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("beganAt", beganAt.toString())
                .put("detectedAt", detectedAt.toString())
                .put("acknowledgedAt", acknowledgedAt.toString())
                .put("mitigatedAt", mitigatedAt == null ? null : mitigatedAt.toString())
                .put("resolvedAt", resolvedAt.toString())
                .put("dataLost", dataLost)
                .put("updates", updates)
                .put("updatesInTime", updatesInTime)
                .put("requests", rounded(requests))
                .put("failedRequests", rounded(failedRequests))
                .put("jobs", rounded(jobs))
                .put("jobsUsually", rounded(jobsUsually));
        return json;
    }

    /** What is counted is whole, and the log's canonical form knows whole numbers only. */
    private static @Nullable Long rounded(@Nullable Double value) {
        return value == null ? null : (Long) Math.round(value);
    }

    static Figures of(JsonNode json) {
        String mitigated = json.path("mitigatedAt").textValue();
        return new Figures(
                Instant.parse(json.path("beganAt").asText()),
                Instant.parse(json.path("detectedAt").asText()),
                Instant.parse(json.path("acknowledgedAt").asText()),
                mitigated == null ? null : Instant.parse(mitigated),
                Instant.parse(json.path("resolvedAt").asText()),
                json.path("dataLost").asBoolean(),
                json.path("updates").asInt(),
                json.path("updatesInTime").asInt(),
                number(json.path("requests")),
                number(json.path("failedRequests")),
                number(json.path("jobs")),
                number(json.path("jobsUsually")));
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? (Double) node.asDouble() : null;
    }
}
