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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.transfer.Setups;

/** What people have set up, as a document that this or another installation takes. */
@Path("/setup")
@RequestScoped
@Produces("application/json")
@Transactional
public class SetupResource {
    private final Setups setups;
    private final Me me;

    @Inject
    public SetupResource(Setups setups, Me me) {
        this.setups = setups;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SetupResource() {
        this(null, null);
    }

    @GET
    public Response get() {
        return Response.ok(setups.write(me.actor()))
                .header("Content-Disposition", "attachment; filename=\"maint-setup.json\"")
                .build();
    }

    /** All or nothing: makes what is not there yet; what is stays as it is. At most 5 MB. */
    @POST
    @Consumes("application/json")
    public JsonNode post(InputStream body) throws IOException {
        byte[] document = Bodies.upTo(Setups.LARGEST, body);
        if (document.length > Setups.LARGEST) {
            throw Refusal.tooLarge(Message.of("problem.body-too-large", Setups.LARGEST / 1_024));
        }
        ObjectNode answer = Canonical.mapper().createObjectNode();
        ArrayNode taken = answer.putArray("taken");
        setups.take(me.actor(), new String(document, StandardCharsets.UTF_8)).forEach(each -> taken.addObject()
                .put("kind", each.kind())
                .put("made", each.made())
                .put("there", each.there()));
        return answer;
    }
}
