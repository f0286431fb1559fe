package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Heartbeat;
import org.maint.metric.Samples;
import org.maint.people.Role;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/** What machines push in: samples and signs of life. */
@Path("/")
@RequestScoped
@Produces("application/json")
@Transactional
public class SamplesResource {
    private static final int LONGEST_NOTE = 2_000;

    private final Samples samples;
    private final Me me;

    @Inject
    public SamplesResource(Samples samples, Me me) {
        this.samples = samples;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SamplesResource() {
        this(null, null);
    }

    /** Up to 5,000 at once, all or none: 202 with how many; 400 with the place of each fault. */
    @POST
    @Path("samples")
    @Consumes("application/json")
    public Response push(InputStream body) throws IOException {
        // Before a large body is read.
        me.actor().require(Role.INGEST);
        int accepted = samples.accept(me.actor(), SampleReader.read(body));
        ObjectNode json = Canonical.mapper().createObjectNode().put("accepted", accepted);
        return Response.accepted(json).build();
    }

    @POST
    @Path("heartbeats/{key}")
    @Consumes("application/json")
    public Response beat(@PathParam("key") String key, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "at", "ok", "sizeBytes", "durationSeconds", "note");
        Instant at = fields.time("at");
        if (at == null) {
            throw Refusal.invalid("/at", Message.of("invalid.missing"));
        }
        Double size = fields.number("sizeBytes");
        if (size != null && (size != Math.rint(size) || Math.abs(size) > 1L << 53)) {
            throw Refusal.invalid("/sizeBytes", Message.of("problem.integer-expected"));
        }
        samples.beat(
                me.actor(),
                new Heartbeat(
                        key,
                        at,
                        fields.flag("ok"),
                        size == null ? null : size.longValue(),
                        fields.number("durationSeconds"),
                        Words.optional(fields.text("note"), "/note", LONGEST_NOTE)));
        return Response.accepted(Canonical.mapper().createObjectNode().put("accepted", 1))
                .build();
    }
}
