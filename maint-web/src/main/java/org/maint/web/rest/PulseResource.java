package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Pulse;
import org.maint.notification.Pulses;
import org.maint.plan.Plans;
import org.maint.shared.Canonical;

/** The sign of life that maint gives to somebody outside: set by administrators, its address never shown again. */
@Path("/pulse")
@RequestScoped
@Produces("application/json")
@Transactional
public class PulseResource {
    private final Pulses pulses;
    private final Plans plans;
    private final Me me;

    @Inject
    public PulseResource(Pulses pulses, Plans plans, Me me) {
        this.pulses = pulses;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PulseResource() {
        this(null, null, null);
    }

    @GET
    public JsonNode get() {
        return json(pulses.get(me.actor()));
    }

    /** {@code {url}}; null for nobody. */
    @PUT
    @Consumes("application/json")
    public JsonNode point(@Nullable JsonNode body) {
        return json(pulses.point(me.actor(), new Fields(body, "url").text("url"), null));
    }

    private JsonNode json(Pulse pulse) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("set", pulse.set());
        json.put(
                "beatAt",
                pulse.beatAt() == null
                        ? null
                        : Json.time(pulse.beatAt(), plans.published().zone()));
        json.put("ok", pulse.ok());
        json.put("receipt", pulse.receipt());
        return json;
    }
}
