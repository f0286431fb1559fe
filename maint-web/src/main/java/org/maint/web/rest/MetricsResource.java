package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Bucket;
import org.maint.metric.Charts;
import org.maint.metric.Metric;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** What was measured. */
@Path("/metrics")
@RequestScoped
@Produces("application/json")
@Transactional
public class MetricsResource {
    private static final String LABEL = "label.";

    private final Charts charts;
    private final Plans plans;
    private final Clock clock;
    private final Me me;

    @Inject
    public MetricsResource(Charts charts, Plans plans, Clock clock, Me me) {
        this.charts = charts;
        this.plans = plans;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected MetricsResource() {
        this(null, null, null, null);
    }

    /** All metrics that there are. */
    @GET
    public JsonNode all() {
        me.actor().requireStaff();
        ArrayNode all = Canonical.mapper().createArrayNode();
        for (Metric metric : Metric.all()) {
            all.addObject()
                    .put("key", metric.key())
                    .put("unit", metric.unit().name())
                    .put("take", metric.take().name())
                    .put("least", metric.least())
                    .put("most", metric.most());
        }
        return all;
    }

    /**
     * A metric over a time, all its lines together.
     *
     * @param from a day ago when nothing is said
     * @param to now when nothing is said
     * @param step an ISO 8601 duration, or seconds; a fitting one when nothing is said
     */
    @GET
    @Path("/{key}/series")
    public JsonNode series(
            @PathParam("key") String key,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("step") @Nullable String step,
            @Context UriInfo uri) {
        ZoneId zone = plans.published().zone();
        Instant end = Query.time("to", to, zone, true);
        Instant last = end == null ? clock.instant() : end;
        Instant begin = Query.time("from", from, zone, false);
        Instant first = begin == null ? last.minus(Duration.ofDays(1)) : begin;
        Map<String, String> labels = new TreeMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (name.startsWith(LABEL)) {
                labels.put(name.substring(LABEL.length()), values.get(0));
            }
        });
        List<Bucket> buckets = charts.series(me.actor(), key, first, last, duration(step), labels);
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("metric", key);
        ArrayNode points = json.putArray("points");
        buckets.forEach(bucket -> points.addObject()
                .put("at", Json.time(bucket.at(), zone))
                .put("min", bucket.least())
                .put("avg", bucket.average())
                .put("max", bucket.most())
                .put("count", bucket.number()));
        return json;
    }

    private static @Nullable Duration duration(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String typed = text.strip().toUpperCase(Locale.ROOT);
        try {
            if (typed.matches("\\d{1,9}S?")) {
                return Duration.ofSeconds(Long.parseLong(typed.replace("S", "")));
            }
            if (typed.matches("\\d{1,6}[MH]")) {
                return Duration.parse("PT" + typed);
            }
            return Duration.parse(typed.matches("\\d{1,5}D") ? "P" + typed : typed);
        } catch (DateTimeException e) {
            throw Refusal.invalid("/step", Message.of("problem.duration-expected", text));
        }
    }
}
