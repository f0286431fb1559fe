package org.maint.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.transfer.Takeout;

/** Everything that people made, as one ZIP, streamed; for administrators. */
@Path("/takeout.zip")
@RequestScoped
public class TakeoutResource {
    private final Takeout takeout;
    private final Me me;

    @Inject
    public TakeoutResource(Takeout takeout, Me me) {
        this.takeout = takeout;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TakeoutResource() {
        this(null, null);
    }

    @GET
    @Produces("application/zip")
    public Response zip() {
        Actor actor = me.actor();
        // Before anything is sent: afterwards a refusal could not be told.
        actor.require(Role.ADMIN);
        StreamingOutput body = out -> takeout.write(actor, out);
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"maint-takeout.zip\"")
                .build();
    }
}
