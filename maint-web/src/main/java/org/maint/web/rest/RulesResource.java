package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Backtests;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Page;

/** The plan's rules, and what they would have raised. */
@Path("/rules")
@RequestScoped
@Produces("application/json")
@Transactional
public class RulesResource {
    private final Backtests backtests;
    private final Plans plans;
    private final Clock clock;
    private final Me me;

    @Inject
    public RulesResource(Backtests backtests, Plans plans, Clock clock, Me me) {
        this.backtests = backtests;
        this.plans = plans;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RulesResource() {
        this(null, null, null, null);
    }

    @GET
    public JsonNode list(@QueryParam("page") @Nullable String page, @QueryParam("size") @Nullable String size) {
        List<Threshold> all = backtests.rules(me.actor());
        int number = Query.page(page);
        int most = Query.size(size);
        List<Threshold> some =
                all.stream().skip((long) number * most).limit(most).toList();
        return Json.page(new Page<>(some, number, most, all.size()), this::json);
    }

    @GET
    @Path("/{key}")
    public JsonNode get(@PathParam("key") String key) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, backtests.rule(me.actor(), key));
        return json;
    }

    /** The episodes that it would have raised; over the last seven days when nothing is said. */
    @POST
    @Path("/{key}/backtest")
    public JsonNode backtest(
            @PathParam("key") String key,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        ZoneId zone = plans.published().zone();
        Instant end = Query.time("to", to, zone, true);
        Instant last = end == null ? clock.instant() : end;
        Instant begin = Query.time("from", from, zone, false);
        Instant first = begin == null ? last.minus(Duration.ofDays(7)) : begin;
        Backtests.Result result = backtests.run(me.actor(), backtests.rule(me.actor(), key), first, last);
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("rule", key);
        json.put("from", Json.time(result.from(), zone));
        json.put("to", Json.time(result.to(), zone));
        json.put("exact", result.exact());
        ArrayNode episodes = json.putArray("episodes");
        result.episodes().forEach(found -> episodes.addObject()
                .put("subject", found.subject())
                .put("since", Json.time(found.episode().since(), zone))
                .put("firedAt", Json.time(found.episode().firedAt(), zone))
                .put("resolvedAt", Json.time(found.episode().until(), zone))
                .put("worst", found.episode().worst()));
        return json;
    }

    private void json(ObjectNode json, Threshold rule) {
        json.put("key", rule.key());
        json.put("title", rule.title().in(me.locale()));
        json.put("severity", rule.severity().name());
        json.put("metric", rule.metric());
        json.put("when", rule.when().name());
        json.put("value", rule.value());
        json.put("for", rule.lasting().toString());
        json.put("window", rule.window().toString());
        json.put("recovery", rule.recovery());
        json.put("keepFiring", rule.keepFiring().toString());
        json.put("noData", rule.noData() == null ? null : rule.noData().toString());
    }
}
