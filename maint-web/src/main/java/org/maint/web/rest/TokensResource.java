package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.ApiToken;
import org.maint.people.People;
import org.maint.plan.Plans;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;

/** API tokens, without their secrets. */
@Path("/tokens")
@RequestScoped
@Transactional
public class TokensResource {
    private final People people;
    private final Plans plans;
    private final Me me;

    @Inject
    public TokensResource(People people, Plans plans, Me me) {
        this.people = people;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TokensResource() {
        this(null, null, null);
    }

    /** Newest first. */
    @GET
    @Produces("application/json")
    public JsonNode list(@QueryParam("page") @Nullable String page, @QueryParam("size") @Nullable String size) {
        List<ApiToken> all = people.tokens(me.actor());
        int number = Query.page(page);
        int length = Query.size(size);
        ZoneId zone = plans.published().zone();
        List<ApiToken> part =
                all.stream().skip((long) number * length).limit(length).toList();
        return Json.page(new Page<>(part, number, length, all.size()), (json, token) -> {
            json.put("id", token.id().toString());
            json.put("name", token.name());
            json.put("role", Json.role(token.role()));
            json.put("person", token.person().login());
            json.put("createdAt", Json.time(token.createdAt(), zone));
            json.put("lastUsedAt", Json.time(token.lastUsedAt(), zone));
            json.put("revokedAt", Json.time(token.revokedAt(), zone));
        });
    }

    /** Revokes a token at once; doing it again changes nothing. */
    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") String id) {
        try {
            people.revokeToken(me.actor(), UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Message.of("not-found.token", id));
        }
    }
}
