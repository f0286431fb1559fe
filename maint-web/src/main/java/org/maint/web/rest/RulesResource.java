package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
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
    private static final int SEVEN = 7;
    private static final int THIRTY = 30;
    private static final int MOST_DAYS = 396;

    /** A threshold that is far off raises thousands. */
    private static final int MOST_SHOWN = 500;

    private final Backtests backtests;
    private final Plans plans;
    private final Me me;

    @Inject
    public RulesResource(Backtests backtests, Plans plans, Me me) {
        this.backtests = backtests;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RulesResource() {
        this(null, null, null);
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

    /** The episodes that it would have raised; over so many days before {@code to}, seven when nothing is said. */
    @POST
    @Path("/{key}/backtest")
    public JsonNode backtest(
            @PathParam("key") String key,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("days") @Nullable String days) {
        ZoneId zone = plans.published().zone();
        Backtests.Result result = backtests.run(
                me.actor(),
                backtests.rule(me.actor(), key),
                Query.time("from", from, zone, false),
                Query.time("to", to, zone, true),
                Duration.ofDays(Query.number("days", days, SEVEN, 1, MOST_DAYS)));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("rule", key);
        json.put("from", Json.time(result.from(), zone));
        json.put("to", Json.time(result.to(), zone));
        episodes(json, result, Integer.MAX_VALUE, zone);
        return json;
    }

    /**
     * What a threshold would have raised that is only thought of, written as in the plan's document, beside what the
     * published one of its key would have; over so many days (thirty when nothing is said) before {@code to}. Nothing is
     * stored.
     */
    @POST
    @Path("/backtest")
    @Consumes("application/json")
    public JsonNode consider(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("days") @Nullable String days,
            @Nullable JsonNode threshold) {
        ZoneId zone = plans.published().zone();
        Backtests.Considered considered = backtests.consider(
                me.actor(),
                threshold == null ? MissingNode.getInstance() : threshold,
                Query.time("from", from, zone, false),
                Query.time("to", to, zone, true),
                Duration.ofDays(Query.number("days", days, THIRTY, 1, MOST_DAYS)),
                me.locale());
        Backtests.Result wish = considered.wish();
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("rule", wish.rule().key());
        json.put("from", Json.time(wish.from(), zone));
        json.put("to", Json.time(wish.to(), zone));
        episodes(json, wish, MOST_SHOWN, zone);
        Backtests.Result published = considered.published();
        if (published == null) {
            json.putNull("published");
        } else {
            episodes(json.putObject("published"), published, MOST_SHOWN, zone);
        }
        return json;
    }

    /** At most so many of them, and how many there are. */
    private static void episodes(ObjectNode json, Backtests.Result result, int most, ZoneId zone) {
        json.put("exact", result.exact());
        json.put("number", result.episodes().size());
        ArrayNode episodes = json.putArray("episodes");
        result.episodes().stream().limit(most).forEach(found -> episodes.addObject()
                .put("subject", found.subject())
                .put("group", found.group())
                .put("since", Json.time(found.episode().since(), zone))
                .put("firedAt", Json.time(found.episode().firedAt(), zone))
                .put("resolvedAt", Json.time(found.episode().until(), zone))
                .put("worst", found.episode().worst()));
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
