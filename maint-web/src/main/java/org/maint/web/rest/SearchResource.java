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
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;
import org.maint.search.Found;
import org.maint.search.Hit;
import org.maint.search.Kind;
import org.maint.search.Piece;
import org.maint.search.Searches;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Messages;

/** Search over everything that the caller may see. Any text is fine; there are no operators. */
@Path("/search")
@RequestScoped
public class SearchResource {
    private static final int USUAL_SIZE = 5;
    private static final int LARGEST_SIZE = 100;

    private final Searches searches;
    private final Plans plans;
    private final Me me;

    @Inject
    public SearchResource(Searches searches, Plans plans, Me me) {
        this.searches = searches;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SearchResource() {
        this(null, null, null);
    }

    /**
     * Grouped by kind, best first. Links are below the context root.
     *
     * @param q words, all of which must occur, or a key; {@code cut} says that it was longer than what was searched for
     * @param size how many of each kind, from 1 to 100; 5 when nothing is said
     * @param kind the one that is wanted; all when nothing is said
     */
    @GET
    @Produces("application/json")
    public JsonNode find(
            @QueryParam("q") @Nullable String q,
            @QueryParam("size") @Nullable String size,
            @QueryParam("kind") @Nullable String kind) {
        Found found = searches.find(
                me.actor(), q, Query.oneOf("kind", kind, Kind.class), Query.size(size, USUAL_SIZE, LARGEST_SIZE));
        ZoneId zone = plans.published().zone();
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("query", found.query());
        json.put("cut", found.cut());
        ArrayNode groups = json.putArray("groups");
        for (Found.Group group : found.groups()) {
            ObjectNode each = groups.addObject();
            each.put("kind", group.kind().name());
            each.put("title", Messages.words(Message.of("search.kind." + group.kind()), me.locale()));
            each.put("more", group.more());
            ArrayNode items = each.putArray("items");
            group.hits().forEach(hit -> hit(items.addObject(), found, hit, zone, me.locale()));
        }
        return json;
    }

    private static void hit(ObjectNode json, Found found, Hit hit, ZoneId zone, Locale locale) {
        String title = hit.title().in(locale);
        json.put("title", title);
        pieces(json.putArray("titlePieces"), found.marked(title));
        pieces(json.putArray("snippet"), hit.snippet());
        json.put("from", Messages.words(hit.from(), locale));
        json.put("at", Json.time(hit.at(), zone));
        json.put("link", hit.link());
        json.put("exact", hit.exact());
    }

    private static void pieces(ArrayNode array, List<Piece> pieces) {
        pieces.forEach(piece -> array.addObject().put("text", piece.text()).put("match", piece.match()));
    }
}
