package org.maint.simulated;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Tells maint how the platform is doing, as its contract has it: samples, errors, and a heartbeat for each backup.
 * Counts are of what happened since the last time. Whether the platform is up, and its disk and memory, it does not
 * tell: maint looks at those itself.
 */
final class Pusher {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SOURCE = "platform";

    /** How much of the use is of which feature. */
    private static final Map<String, Double> FEATURES =
            Map.of("jobs", .42, "gps", .28, "invoices", .18, "messages", .12);

    private final Outbox samples;
    private final Outbox errors;
    private final Outbox heartbeats;

    /** @param portal its address, such as http://127.0.0.1:8080/maint/ */
    Pusher(URI portal, String token) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
        String root = portal.toString().replaceAll("/+$", "") + "/api/v1/";
        samples = new Outbox(client, URI.create(root + "samples"), token);
        errors = new Outbox(client, URI.create(root + "errors"), token);
        heartbeats = new Outbox(client, URI.create(root + "heartbeats/backup"), token);
    }

    /**
     * One interval.
     *
     * @param requests that were answered in it, by whomever they were made
     * @param bandwidth in bytes a second
     */
    record Interval(
            Instant at,
            boolean down,
            Measured.Window window,
            long requests,
            double bandwidth,
            Activity.Done done,
            int activeUsers,
            double autoDispatchShare,
            long bundleSize,
            long storageUsed,
            boolean breach,
            Map<Accounts.Attempt, Integer> failedLogins) {}

    void interval(Interval interval) {
        Batch batch = new Batch(interval.at().truncatedTo(ChronoUnit.MILLIS));
        // A platform that is down has no rate and no time; it is maint that notices.
        if (!interval.down() && interval.window().answers() > 0) {
            batch.add("platform.error-rate", interval.window().errorPercent());
            batch.add("platform.response-time", interval.window().p95());
        }
        Activity.Done done = interval.done();
        batch.add("platform.active-users", interval.activeUsers());
        batch.add("platform.requests", interval.requests());
        batch.add("platform.jobs-created", done.jobs());
        batch.add("platform.invoices", done.invoices());
        batch.add("platform.gps-sessions", done.gpsSessions());
        batch.add("platform.auto-dispatch-share", interval.autoDispatchShare());
        batch.add("platform.bundle-size", interval.bundleSize());
        batch.add("host.bandwidth", interval.bandwidth());
        batch.add("host.storage-used", interval.storageUsed());
        batch.add("security.breach", interval.breach() ? 1 : 0);
        FEATURES.forEach((feature, share) ->
                batch.add("feature.usage", Math.round(done.requests() * share), Map.of("feature", feature)));
        if (done.registrations() > 0) {
            batch.add("platform.registrations", done.registrations());
        }
        interval.failedLogins()
                .forEach((attempt, times) -> batch.add(
                        "security.failed-logins",
                        times,
                        Map.of("account", attempt.account(), "address", attempt.address())));
        samples.add(bytes(batch.samples));
    }

    void errors(List<ErrorLog.Event> events) {
        if (events.isEmpty()) {
            return;
        }
        ArrayNode array = JSON.createArrayNode();
        for (ErrorLog.Event event : events) {
            array.addObject()
                    .put("at", event.at().toString())
                    .put("level", event.level())
                    .put("message", event.message())
                    .put("fingerprint", event.fingerprint())
                    .put("source", event.source())
                    .put("count", event.count());
        }
        errors.add(bytes(array));
    }

    void backup(Backups.Made made) {
        ObjectNode heartbeat = JSON.createObjectNode()
                .put("at", made.at().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("ok", made.ok())
                .put("sizeBytes", made.sizeBytes())
                .put("durationSeconds", rounded(made.durationSeconds()))
                .put("note", made.note());
        heartbeats.add(bytes(heartbeat));
    }

    void send() {
        heartbeats.send();
        errors.send();
        samples.send();
    }

    /** Still to be told. */
    int waiting() {
        return samples.size() + errors.size() + heartbeats.size();
    }

    private static final class Batch {
        private final ArrayNode samples = JSON.createArrayNode();
        private final String at;

        Batch(Instant at) {
            this.at = at.toString();
        }

        void add(String metric, double value) {
            add(metric, value, Map.of());
        }

        void add(String metric, double value, Map<String, String> labels) {
            ObjectNode sample = samples.addObject().put("metric", metric).put("at", at);
            if (value == Math.rint(value)) {
                sample.put("value", (long) value);
            } else {
                sample.put("value", rounded(value));
            }
            sample.put("source", SOURCE);
            if (!labels.isEmpty()) {
                ObjectNode object = sample.putObject("labels");
                labels.forEach(object::put);
            }
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private static byte[] bytes(Object tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
