package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.target.Burn;
import org.maint.target.Corrections;
import org.maint.target.CorrectiveCase;
import org.maint.target.PlanTargets;
import org.maint.target.TargetResult;
import org.maint.target.Uptime;

/** How the plan's targets stand, and what is done where one was missed. */
@Path("/targets")
@RequestScoped
@Produces("application/json")
@Transactional
public class TargetsResource {
    private final PlanTargets targets;
    private final Corrections corrections;
    private final Plans plans;
    private final Me me;

    @Inject
    public TargetsResource(PlanTargets targets, Corrections corrections, Plans plans, Me me) {
        this.targets = targets;
        this.corrections = corrections;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TargetsResource() {
        this(null, null, null, null);
    }

    /** @param period a month such as {@code 2026-11}; the last thirty days when nothing is said */
    @GET
    public JsonNode targets(@QueryParam("period") @Nullable String period) {
        List<TargetResult> results = period == null || period.isBlank()
                ? targets.rolling(me.actor())
                : targets.month(me.actor(), month(period));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("period", period == null || period.isBlank() ? "rolling" : period);
        ArrayNode all = json.putArray("targets");
        ZoneId zone = plans.published().zone();
        results.forEach(result -> json(all.addObject(), result, zone));
        return json;
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("/period", Message.of("problem.month-expected", text));
        }
    }

    private void json(ObjectNode json, TargetResult result, ZoneId zone) {
        json.put("key", result.target().key());
        json.put("title", result.target().title().in(me.locale()));
        json.put("metric", result.target().metric());
        json.put("when", result.target().when().name());
        json.put("bound", result.target().value());
        json.put("unit", result.target().unit().in(me.locale()));
        json.put("from", Json.time(result.from(), zone));
        json.put("to", Json.time(result.to(), zone));
        json.put("value", result.value());
        json.put("state", result.state().name());
        json.put("samples", result.samples());
        ArrayNode arithmetic = json.putArray("arithmetic");
        result.arithmetic().forEach(line -> arithmetic.add(line.in(me.locale())));
        if (result.budget() == null) {
            json.putNull("budget");
        } else {
            json.putObject("budget")
                    .put("allowed", result.budget().allowed())
                    .put("used", result.budget().used())
                    .put("left", result.budget().left())
                    .put("spentPercent", result.budget().spent());
        }
        ArrayNode burns = json.putArray("burn");
        for (Burn burn : result.burns()) {
            burns.addObject()
                    .put("limit", burn.limit())
                    .put("long", burn.longer().toString())
                    .put("short", burn.shorter().toString())
                    .put("overLong", burn.overLong())
                    .put("overShort", burn.overShort())
                    .put("hot", burn.hot());
        }
        Uptime uptime = result.uptime();
        if (uptime != null) {
            ObjectNode accounts = json.putObject("uptime");
            account(accounts.putObject("raw"), uptime.raw());
            account(accounts.putObject("announced"), uptime.announced());
            account(accounts.putObject("service"), uptime.service());
            ArrayNode differences = accounts.putArray("differences");
            uptime.differences().forEach(difference -> differences
                    .addObject()
                    .put("from", Json.time(difference.from(), zone))
                    .put("to", Json.time(difference.to(), zone))
                    .put("downSeconds", difference.down().toSeconds())
                    .put("cause", difference.cause().name())
                    .put("words", difference.words()));
        }
    }

    private static void account(ObjectNode json, Uptime.Account account) {
        json.put("measuredMinutes", account.measured().toMinutes());
        json.put("downSeconds", account.down().toSeconds());
        json.put("percent", account.percent().orElse(null));
    }

    /** Corrective actions: open ones first, then the newest. */
    @GET
    @Path("/corrections")
    public JsonNode corrections() {
        ZoneId zone = plans.published().zone();
        ArrayNode all = Canonical.mapper().createArrayNode();
        for (Corrections.Whole whole : corrections.list(me.actor())) {
            CorrectiveCase of = whole.of();
            ObjectNode json = all.addObject();
            json.put("number", of.number());
            json.put("target", of.target());
            json.put("title", of.title().in(me.locale()));
            json.put("firstMonth", of.firstMonth().toString());
            json.put("newestMonth", of.newestMonth().toString());
            json.put("newestValue", of.newestValue());
            json.put("goodPeriods", of.goodPeriods());
            json.put("openedAt", Json.time(of.openedAt(), zone));
            json.put("closedAt", Json.time(of.closedAt(), zone));
            ArrayNode steps = json.putArray("steps");
            whole.steps().forEach(step -> steps.addObject()
                    .put("position", step.position())
                    .put("title", step.title().in(me.locale()))
                    .put("note", step.note())
                    .put("doneAt", Json.time(step.doneAt(), zone))
                    .put("doneBy", step.doneBy() == null ? null : step.doneBy().toString()));
        }
        return all;
    }

    /** {@code {note}}: a step is done. */
    @POST
    @Path("/corrections/{number}/steps/{position}")
    @Consumes("application/json")
    public void done(
            @PathParam("number") String number, @PathParam("position") String position, @Nullable JsonNode body) {
        if (!number.matches("\\d{1,18}") || !position.matches("\\d{1,4}")) {
            throw Refusal.notFound(Message.of("not-found.correction", number));
        }
        Fields fields = new Fields(body, "note");
        corrections.done(me.actor(), Long.parseLong(number), Integer.parseInt(position), fields.text("note"));
    }
}
