package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.training.Qualification;
import org.maint.training.Qualifications;

/** Who holds which skill until when, and who has taken which training. */
@Path("/qualifications")
@RequestScoped
@Produces("application/json")
@Transactional
public class QualificationsResource {
    private final Qualifications qualifications;
    private final Plans plans;
    private final Me me;

    @Inject
    public QualificationsResource(Qualifications qualifications, Plans plans, Me me) {
        this.qualifications = qualifications;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected QualificationsResource() {
        this(null, null, null);
    }

    /** Everybody's, without what was revoked. */
    @GET
    public JsonNode list() {
        ArrayNode all = Canonical.mapper().createArrayNode();
        qualifications.list(me.actor()).forEach(each -> json(all.addObject(), each));
        return all;
    }

    /** {@code {person, kind, subject, since, until, evidence}}. */
    @POST
    @Consumes("application/json")
    public Response record(@Nullable JsonNode body) {
        Fields fields = new Fields(body, "person", "kind", "subject", "since", "until", "evidence");
        UUID person = Query.id("person", fields.text("person"));
        Qualification made = qualifications.record(
                me.actor(),
                new Qualifications.Wish(
                        person == null ? null : new PersonId(person),
                        fields.oneOf("kind", Qualification.Kind.class),
                        fields.text("subject"),
                        Query.date("since", fields.text("since")),
                        Query.date("until", fields.text("until")),
                        fields.text("evidence")));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, made);
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") String id) {
        UUID known = Query.id("id", id);
        if (known == null) {
            throw Refusal.notFound(Message.of("not-found.qualification"));
        }
        qualifications.revoke(me.actor(), known);
    }

    private void json(ObjectNode json, Qualification of) {
        json.put("id", of.id().toString());
        json.put("person", of.person().toString());
        json.put("kind", of.kind().name());
        json.put("subject", of.subject());
        json.put("title", qualifications.title(of.kind(), of.subject()).in(me.locale()));
        json.put("since", of.since().toString());
        json.put("until", Objects.toString(of.until(), null));
        json.put("evidence", of.evidence());
        json.put("recordedAt", Json.time(of.recordedAt(), plans.published().zone()));
        json.put("recordedBy", of.recordedBy().toString());
    }
}
