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
import jakarta.ws.rs.Produces;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.handover.HandoverNote;
import org.maint.handover.Handovers;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;

/** What the one who goes home leaves for the one who comes. */
@Path("/handover")
@RequestScoped
@Produces("application/json")
@Transactional
public class HandoverResource {
    private final Handovers handovers;
    private final Plans plans;
    private final Me me;

    @Inject
    public HandoverResource(Handovers handovers, Plans plans, Me me) {
        this.handovers = handovers;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected HandoverResource() {
        this(null, null, null);
    }

    /** {@code {draft, today, notes}}: what the record says of today, today's note (null before one is saved), the last month's. */
    @GET
    public JsonNode get() {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("draft", handovers.draft(me.actor(), me.locale()));
        Optional<HandoverNote> today = handovers.today(me.actor());
        if (today.isPresent()) {
            json(json.putObject("today"), today.get());
        } else {
            json.putNull("today");
        }
        ArrayNode notes = json.putArray("notes");
        handovers.list(me.actor()).forEach(note -> json(notes.addObject(), note));
        return json;
    }

    /** {@code {words}}: keeps today's note; 412 when it has changed since {@code If-Match}. */
    @PUT
    @Consumes("application/json")
    public JsonNode save(@HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "words");
        return json(handovers.save(me.actor(), fields.text("words"), version(ifMatch)));
    }

    /** {@code {words}}: stands for today's note, which goes into the log. */
    @POST
    @Path("/confirm")
    @Consumes("application/json")
    public JsonNode confirm(@HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "words");
        return json(handovers.confirm(me.actor(), fields.text("words"), version(ifMatch)));
    }

    /** Without one, only one's own note is replaced. */
    private static @Nullable Integer version(@Nullable String ifMatch) {
        return ifMatch == null || ifMatch.isBlank() ? null : IfMatch.version(ifMatch);
    }

    private JsonNode json(HandoverNote note) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, note);
        return json;
    }

    private void json(ObjectNode json, HandoverNote note) {
        ZoneId zone = plans.published().zone();
        json.put("day", note.day().toString());
        json.put("words", note.words());
        json.put("savedAt", Json.time(note.savedAt(), zone));
        json.put("savedBy", note.savedBy().toString());
        json.put("confirmedAt", Json.time(note.confirmedAt(), zone));
        json.put("confirmedBy", Objects.toString(note.confirmedBy(), null));
        json.put("logEntry", note.logEntry());
        json.put("version", note.version());
    }
}
