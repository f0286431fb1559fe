package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.maint.people.People;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.plan.Plans;
import org.maint.rota.OnCall;
import org.maint.rota.OnCall.Responder;
import org.maint.rota.OnCallRecord;
import org.maint.rota.OnCallRecords;
import org.maint.rota.Roster;
import org.maint.rota.Rotas;
import org.maint.shared.Canonical;

/** Who is on call at each level of the plan, now and next. */
@Path("/on-call")
@RequestScoped
@Produces("application/json")
@Transactional
public class OnCallResource {
    private final Rotas rotas;
    private final OnCallRecords records;
    private final People people;
    private final Plans plans;
    private final Clock clock;
    private final Me me;

    @Inject
    public OnCallResource(Rotas rotas, OnCallRecords records, People people, Plans plans, Clock clock, Me me) {
        this.rotas = rotas;
        this.records = records;
        this.people = people;
        this.plans = plans;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected OnCallResource() {
        this(null, null, null, null, null, null);
    }

    /** By level, in the plan's order. A level without a rota says so, with the plan's contact. */
    @GET
    public JsonNode now() {
        Instant now = clock.instant();
        Roster roster = rotas.roster(me.actor(), now, now);
        RotaJson json = new RotaJson(people.all(), plans.published().zone());
        ObjectNode answer = Canonical.mapper().createObjectNode();
        answer.put("at", Json.time(now, plans.published().zone()));
        ArrayNode levels = answer.putArray("levels");
        for (EscalationLevel level : rotas.levels()) {
            level(levels.addObject(), level, roster, now, json);
        }
        return answer;
    }

    /** Who was on call, as it was written down then, newest first; the last four weeks unless asked, at most 366 days. */
    @GET
    @Path("/history")
    public JsonNode history(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        ZoneId zone = plans.published().zone();
        Instant end = Query.time("to", to, zone, true);
        Instant last = end == null ? clock.instant() : end;
        Instant begin = Query.time("from", from, zone, false);
        Instant first = begin == null ? last.minus(OnCallRecords.USUAL) : begin;
        RotaJson json = new RotaJson(people.all(), zone);
        ObjectNode answer = Canonical.mapper().createObjectNode();
        ArrayNode items = answer.putArray("items");
        for (OnCallRecord record : records.between(me.actor(), first, last)) {
            ObjectNode item = items.addObject();
            item.put("level", record.level());
            item.put("from", json.time(record.from()));
            item.put("until", json.time(record.until()));
            item.put("rota", record.rota());
            json.people(item.putArray("people"), record.onCall());
        }
        return answer;
    }

    private void level(ObjectNode node, EscalationLevel level, Roster roster, Instant now, RotaJson json) {
        OnCall onCall = roster.onCall(level.level(), now);
        node.put("level", level.level());
        node.put("title", level.title().in(me.locale()));
        node.put("rota", onCall.rota());
        node.put("uncovered", onCall.uncovered());
        ObjectNode contact = node.putObject("contact");
        contact.put("title", level.contact().in(me.locale()));
        contact.put("email", level.email());
        contact.put("phone", level.phone());
        ArrayNode responders = node.putArray("now");
        for (Responder responder : onCall.responders()) {
            ObjectNode one = responders.addObject();
            json.shift(one, responder.shift());
            one.put("until", json.time(responder.until()));
            if (responder.next() == null) {
                one.putNull("next");
            } else {
                json.shift(one.putObject("next"), responder.next());
            }
        }
        ArrayNode missing = node.putArray("missing");
        onCall.missing().forEach(shift -> json.shift(missing.addObject(), shift));
        roster.nextHandOver(level.level(), now)
                .ifPresentOrElse(
                        next -> {
                            ObjectNode handOver = node.putObject("nextHandOver");
                            handOver.put("at", json.time(next.at()));
                            json.people(handOver.putArray("before"), next.before());
                            json.people(handOver.putArray("after"), next.after());
                        },
                        () -> node.putNull("nextHandOver"));
    }
}
