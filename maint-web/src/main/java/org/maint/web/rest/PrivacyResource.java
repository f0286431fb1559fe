package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.maint.people.PersonId;
import org.maint.privacy.Privacy;
import org.maint.shared.Canonical;

/** What is kept about a person: for themselves and for administrators; and taking it out, for administrators. */
@Path("/people/{id}")
@RequestScoped
public class PrivacyResource {
    private final Privacy privacy;
    private final Me me;

    @Inject
    public PrivacyResource(Privacy privacy, Me me) {
        this.privacy = privacy;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PrivacyResource() {
        this(null, null);
    }

    @GET
    @Path("/data")
    public Response data(@PathParam("id") UUID id) {
        JsonNode export = privacy.export(me.actor(), new PersonId(id));
        return Response.ok(export)
                .header("Content-Disposition", "attachment; filename=\"maint-person.json\"")
                .build();
    }

    @POST
    @Path("/erase")
    public JsonNode erase(@PathParam("id") UUID id) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        return json.put("pseudonym", privacy.erase(me.actor(), new PersonId(id)));
    }
}
