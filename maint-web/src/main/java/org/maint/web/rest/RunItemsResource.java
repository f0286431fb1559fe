package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Related;
import org.maint.checklist.Evidence;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.Presence;
import org.maint.checklist.Run;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.Runs;
import org.maint.checklist.Upload;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.plan.Proof;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.watch.Verifications;

/** The items of one run: entered, proven, and watched while others work on the same run. */
@Path("/runs")
@RequestScoped
@Produces("application/json")
@Transactional
public class RunItemsResource {
    private final Runs runs;
    private final People people;
    private final Plans plans;
    private final Verifications verifications;
    private final Related related;
    private final Me me;

    @Inject
    public RunItemsResource(
            Runs runs, People people, Plans plans, Verifications verifications, Related related, Me me) {
        this.related = related;
        this.verifications = verifications;
        this.runs = runs;
        this.people = people;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RunItemsResource() {
        this(null, null, null, null, null, null);
    }

    /** 412 when the item has changed since, 428 without {@code If-Match}. */
    @PUT
    @Path("/{id}/items/{key}")
    @Consumes("application/json")
    public Response enter(
            @PathParam("id") String id,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable JsonNode body) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        Fields fields = new Fields(body, "outcome", "value", "note", "overrideReason");
        ItemEntry entry = new ItemEntry(
                fields.oneOf("outcome", Outcome.class),
                fields.textOrNumber("value"),
                fields.text("note"),
                fields.text("overrideReason"));
        RunId run = RunsResource.runId(id);
        RunItem item = runs.enter(me.actor(), run, key, entry, IfMatch.version(ifMatch));
        List<Evidence> evidence = runs.evidenceOf(me.actor(), List.of(run)).stream()
                .filter(each -> each.itemId().equals(item.id()))
                .toList();
        ObjectNode json = Canonical.mapper().createObjectNode();
        item(json, runs.get(me.actor(), run), item, evidence);
        return Response.ok(json).header("ETag", "\"" + item.version() + "\"").build();
    }

    /** Has it found out about again: 202, and the item changes when it has been. */
    @POST
    @Path("/{id}/items/{key}/recheck")
    public Response recheck(@PathParam("id") String id, @PathParam("key") String key) {
        RunId run = RunsResource.runId(id);
        RunItem item = runs.recheck(me.actor(), run, key);
        ObjectNode json = Canonical.mapper().createObjectNode();
        item(json, runs.get(me.actor(), run), item, List.of());
        return Response.accepted(json).build();
    }

    /** With whether it waits for somebody who holds its skill, and whether the caller could be who. */
    private void item(ObjectNode json, Run run, RunItem item, List<Evidence> evidence) {
        item(
                json,
                item,
                evidence,
                runs.wantingCountersignature(run),
                runs.skillsOf(me.actor().id(), run));
    }

    private void item(ObjectNode json, RunItem item, List<Evidence> evidence, Set<String> wanting, Set<String> skills) {
        Json.item(json, item, evidence, zone(), me.locale());
        boolean wants = wanting.contains(item.key());
        json.put("wantsCountersignature", wants);
        json.put(
                "mayCountersign",
                wants
                        && skills.contains(String.valueOf(item.skill()))
                        && !me.actor().id().equals(item.recordedBy()));
    }

    /** Somebody who holds the item's skill stands beside who has answered. */
    @POST
    @Path("/{id}/items/{key}/countersign")
    public JsonNode countersign(@PathParam("id") String id, @PathParam("key") String key) {
        RunId run = RunsResource.runId(id);
        RunItem item = runs.countersign(me.actor(), run, key);
        ObjectNode json = Canonical.mapper().createObjectNode();
        item(json, runs.get(me.actor(), run), item, List.of());
        return json;
    }

    /** What proves it: what was asked, what came back, and how it was the last thirty times. */
    @GET
    @Path("/{id}/items/{key}/proof")
    public JsonNode proof(@PathParam("id") String id, @PathParam("key") String key) {
        Run run = runs.get(me.actor(), RunsResource.runId(id));
        RunItem item = run.item(key);
        ObjectNode json = Canonical.mapper().createObjectNode();
        item(json, run, item, List.of());
        Proof proof = item.proof();
        json.put(
                "asked",
                proof == null
                        ? null
                        : proof.source() + " " + proof.key() + (proof.part() == null ? "" : " " + proof.part()));
        ArrayNode earlier = json.putArray("earlier");
        verifications.earlier(run, key).forEach(each -> earlier.addObject()
                .put("date", each.date().toString())
                .put("outcome", each.outcome())
                .put("value", each.value()));
        return json;
    }

    /** A file, as the body; at most 10 MiB. What it is, its bytes tell. */
    @POST
    @Path("/{id}/items/{key}/evidence")
    @Consumes("*/*")
    public Response attachFile(
            @PathParam("id") String id,
            @PathParam("key") String key,
            @QueryParam("name") @Nullable String name,
            InputStream body)
            throws IOException {
        byte[] content = Bodies.upTo(Upload.LARGEST, body);
        if (name == null || name.isBlank()) {
            throw Refusal.invalid("/name", Message.of("invalid.missing"));
        }
        return attached(runs.attachFile(me.actor(), RunsResource.runId(id), key, name, content));
    }

    /** What a command of the plan printed: {@code {output}}. */
    @POST
    @Path("/{id}/items/{key}/output")
    @Consumes("application/json")
    public Response attachOutput(@PathParam("id") String id, @PathParam("key") String key, @Nullable JsonNode body) {
        String output = new Fields(body, "output").text("output");
        return attached(runs.attachOutput(me.actor(), RunsResource.runId(id), key, output == null ? "" : output));
    }

    private Response attached(Evidence evidence) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        Json.evidence(json, evidence, zone());
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    /** Says where the caller is in this run ({@code {item}}), and answers who else is there and how the items stand. */
    @POST
    @Path("/{id}/presence")
    @Consumes("application/json")
    public JsonNode presence(@PathParam("id") String id, @Nullable JsonNode body) {
        String at = new Fields(body, "item").text("item");
        RunId runId = RunsResource.runId(id);
        Run run = runs.get(me.actor(), runId);
        List<Presence> present = runs.present(me.actor(), runId, at);
        List<Evidence> evidence = runs.evidenceOf(me.actor(), List.of(runId));
        List<PersonId> concerned =
                new ArrayList<>(present.stream().map(Presence::person).toList());
        run.items().forEach(item -> {
            if (item.recordedBy() != null) {
                concerned.add(item.recordedBy());
            }
            if (item.countersignedBy() != null) {
                concerned.add(item.countersignedBy());
            }
        });
        Map<PersonId, String> names = people.names(concerned);
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("state", run.state().name());
        ArrayNode others = json.putArray("people");
        present.stream().filter(each -> !each.person().equals(me.actor().id())).forEach(each -> others.addObject()
                .put("name", names.getOrDefault(each.person(), "?"))
                .put("item", each.itemKey()));
        Set<String> wanting = runs.wantingCountersignature(run);
        Set<String> skills = runs.skillsOf(me.actor().id(), run);
        ArrayNode items = json.putArray("items");
        for (RunItem item : run.items()) {
            ObjectNode row = items.addObject();
            List<Evidence> own = evidence.stream()
                    .filter(each -> each.itemId().equals(item.id()))
                    .toList();
            item(row, item, own, wanting, skills);
            row.put("recordedByName", item.recordedBy() == null ? null : names.get(item.recordedBy()));
            row.put("countersignedByName", item.countersignedBy() == null ? null : names.get(item.countersignedBy()));
        }
        ObjectNode alerts = json.putObject("alerts");
        related.byItem(me.actor(), run).forEach(alerts::put);
        return json;
    }

    private ZoneId zone() {
        return plans.published().zone();
    }
}
