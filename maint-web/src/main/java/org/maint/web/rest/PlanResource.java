package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Item;
import org.maint.plan.PlanDocument.TierPlan;
import org.maint.plan.PlanReader;
import org.maint.plan.PlanVersion;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.plan.RecurrencePreview;
import org.maint.plan.Roll;
import org.maint.plan.Routine;
import org.maint.plan.Section;
import org.maint.shared.Canonical;

/** The published plan. */
@Path("/plan")
@RequestScoped
public class PlanResource {
    private final Plans plans;
    private final Me me;

    @Inject
    public PlanResource(Plans plans, Me me) {
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PlanResource() {
        this(null, null);
    }

    @GET
    @Produces("application/json")
    public JsonNode plan() {
        me.actor().requireStaff();
        PublishedPlan plan = plans.published();
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("version", plan.number());
        json.put("documentVersion", plan.document().documentVersion());
        ArrayNode tiers = json.putArray("tiers");
        plan.document().tiers().forEach(tier -> tier(tiers.addObject(), tier, plan));
        return json;
    }

    /** The document as it was published, to be read, kept, or imported again. */
    @GET
    @Path("/document")
    @Produces("application/yaml")
    public Response document(@QueryParam("version") @Nullable String number) {
        me.actor().requireStaff();
        PlanVersion version = plans.find(
                number == null || !number.matches("\\d{1,8}")
                        ? plans.published().number()
                        : Integer.parseInt(number));
        return Response.ok(version.document())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"maintenance-plan-v" + version.number() + ".yaml\"")
                .header("Digest", "sha-256=" + version.sha256())
                .build();
    }

    /** The published form of a plan document, as JSON Schema. */
    @GET
    @Path("/schema")
    @Produces("application/json")
    public JsonNode schema() {
        me.actor().requireStaff();
        return PlanReader.form();
    }

    /** What a rule means and when it would next open: {@code {words, next:[{nominalDate, opensAt}]}}. */
    @GET
    @Path("/recurrence")
    @Produces("application/json")
    public JsonNode recurrence(
            @QueryParam("rule") @Nullable String rule,
            @QueryParam("opens") @Nullable String opens,
            @QueryParam("roll") @Nullable String roll) {
        RecurrencePreview preview = plans.preview(
                me.actor(),
                rule == null ? "" : rule,
                opens == null || opens.isBlank() ? "08:00" : opens,
                roll == null || roll.isBlank() ? Roll.NONE.name() : roll,
                me.locale());
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("words", preview.words());
        ArrayNode next = json.putArray("next");
        preview.next().forEach(each -> next.addObject()
                .put("nominalDate", each.nominalDate().toString())
                .put("date", each.date().toString())
                .put("opensAt", Json.time(each.opensAt(), plans.published().zone())));
        return json;
    }

    private void tier(ObjectNode json, TierPlan tier, PublishedPlan plan) {
        json.put("tier", tier.tier().name());
        json.put("title", tier.title().in(me.locale()));
        ArrayNode routines = json.putArray("routines");
        tier.routines().forEach(routine -> routine(routines.addObject(), routine, plan));
    }

    private void routine(ObjectNode json, Routine routine, PublishedPlan plan) {
        json.put("key", routine.key());
        json.put("title", routine.title().in(me.locale()));
        json.put("recurrence", routine.recurrence());
        json.put("zone", plan.zone().getId());
        json.put("opens", routine.opens().toString());
        json.put("roll", routine.roll().name());
        json.put("responsible", Json.role(routine.responsible()));
        json.put("assignee", routine.assignee());
        ArrayNode sections = json.putArray("sections");
        routine.sections().forEach(section -> section(sections.addObject(), section));
    }

    private void section(ObjectNode json, Section section) {
        json.put("key", section.key());
        json.put("title", section.title().in(me.locale()));
        ArrayNode items = json.putArray("items");
        section.items().forEach(item -> item(items.addObject(), item));
    }

    private void item(ObjectNode json, Item item) {
        json.put("key", item.key());
        json.put("title", item.title().in(me.locale()));
        json.put("kind", item.kind().name());
        json.put("unit", item.unit() == null ? null : item.unit().in(me.locale()));
        json.put("min", item.min());
        json.put("max", item.max());
        json.put("required", item.required());
        json.put("verification", item.verification().name());
        json.put("severity", item.severity().name());
    }
}
