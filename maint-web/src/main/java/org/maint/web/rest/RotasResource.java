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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.rota.Hours;
import org.maint.rota.OverrideWish;
import org.maint.rota.Roster;
import org.maint.rota.Rota;
import org.maint.rota.RotaOverride;
import org.maint.rota.RotaWish;
import org.maint.rota.Rotas;
import org.maint.rota.Rotation;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Rotas and what is taken of them. */
@Path("/rotas")
@RequestScoped
@Produces("application/json")
@Transactional
public class RotasResource {
    private final Rotas rotas;
    private final People people;
    private final Plans plans;
    private final Clock clock;
    private final Me me;

    @Inject
    public RotasResource(Rotas rotas, People people, Plans plans, Clock clock, Me me) {
        this.rotas = rotas;
        this.people = people;
        this.plans = plans;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RotasResource() {
        this(null, null, null, null, null);
    }

    /** By level and title, archived ones last. */
    @GET
    public JsonNode list() {
        ObjectNode answer = Canonical.mapper().createObjectNode();
        ArrayNode items = answer.putArray("items");
        RotaJson json = json();
        rotas.list(me.actor()).forEach(rota -> json.rota(items.addObject(), rota));
        return answer;
    }

    /** Shifts of a time, and the hours of it in which a level has rotas and nobody is on call; at most 366 days. */
    @GET
    @Path("/forecast")
    public JsonNode forecast(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Instant begin = Query.time("from", from, zone(), false);
        Instant first = begin == null ? clock.instant() : begin;
        Instant end = Query.time("to", to, zone(), true);
        Instant last = end == null ? first.plus(Rotas.AHEAD) : end;
        Roster roster = rotas.roster(me.actor(), first, last);
        ObjectNode answer = Canonical.mapper().createObjectNode();
        answer.put("from", Json.time(first, zone()));
        answer.put("to", Json.time(last, zone()));
        RotaJson json = json();
        ArrayNode shifts = answer.putArray("shifts");
        roster.shifts(first, last).forEach(shift -> json.shift(shifts.addObject(), shift));
        ArrayNode uncovered = answer.putArray("uncovered");
        roster.uncovered(first, last).forEach(each -> json.uncovered(uncovered.addObject(), each));
        return answer;
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        Rota rota = rotas.get(me.actor(), Rotas.id(id));
        ObjectNode json = Canonical.mapper().createObjectNode();
        RotaJson words = json();
        words.rota(json, rota);
        ArrayNode overrides = json.putArray("overrides");
        rotas.overrides(me.actor(), rota.id()).forEach(each -> words.override(overrides.addObject(), each));
        return tagged(Response.ok(json), rota);
    }

    @POST
    @Consumes("application/json")
    public Response create(@Nullable JsonNode body, @Context UriInfo uri) {
        Rota rota = rotas.create(me.actor(), wish(body));
        return answer(
                Response.created(
                        uri.getAbsolutePathBuilder().path(rota.id().toString()).build()),
                rota);
    }

    /** The whole rota anew. 412 when it has changed since, 428 without {@code If-Match}. */
    @PUT
    @Path("/{id}")
    @Consumes("application/json")
    public Response change(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        RotaWish wish = wish(body);
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        return answer(Response.ok(), rotas.change(me.actor(), Rotas.id(id), wish, IfMatch.version(ifMatch)));
    }

    /** Archives it: nobody is on call by it from now on, and it stays. */
    @DELETE
    @Path("/{id}")
    public void archive(@PathParam("id") String id) {
        rotas.archive(me.actor(), Rotas.id(id), null);
    }

    /** Gives a time to somebody; without {@code from} from now on, without {@code person} to the caller. */
    @POST
    @Path("/{id}/overrides")
    @Consumes("application/json")
    public Response override(@PathParam("id") String id, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "from", "to", "person", "reason", "beyondHours");
        String person = fields.text("person");
        OverrideWish wish = OverrideWish.of(
                fields.time("from"),
                fields.time("to"),
                person == null ? me.actor().id() : person("/person", person),
                fields.text("reason"),
                fields.has("beyondHours") && fields.flag("beyondHours"));
        RotaOverride made = rotas.override(me.actor(), Rotas.id(id), wish);
        ObjectNode json = Canonical.mapper().createObjectNode();
        json().override(json, made);
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    /** Withdraws it; what has passed of it stays. */
    @DELETE
    @Path("/{id}/overrides/{override}")
    public void withdraw(@PathParam("id") String id, @PathParam("override") String override) {
        UUID taken = Query.id("override", override);
        if (taken == null) {
            throw Refusal.notFound(Message.of("not-found.override", override));
        }
        rotas.withdraw(me.actor(), Rotas.id(id), taken);
    }

    private static RotaWish wish(@Nullable JsonNode body) {
        Fields fields = new Fields(
                body, "level", "title", "members", "rotation", "days", "handOver", "weekday", "startsOn", "hours");
        List<PersonId> members = new ArrayList<>();
        List<String> ids = fields.texts("members");
        for (int i = 0; i < ids.size(); i++) {
            members.add(person("/members/" + i, ids.get(i)));
        }
        return RotaWish.of(
                fields.text("level"),
                fields.text("title"),
                members,
                fields.oneOf("rotation", Rotation.class),
                fields.has("days") ? (Integer) fields.integer("days") : null,
                time("handOver", fields.text("handOver")),
                fields.oneOf("weekday", DayOfWeek.class),
                Query.date("startsOn", fields.text("startsOn")),
                hours(fields));
    }

    private static @Nullable Hours hours(Fields rota) {
        if (!rota.filled("hours")) {
            return null;
        }
        Fields fields = rota.within("hours", "days", "from", "to", "notOnHolidays");
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : fields.texts("days")) {
            days.add(Arrays.stream(DayOfWeek.values())
                    .filter(each -> each.name().equals(day))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid(
                            "/hours/days",
                            Message.of(
                                    "problem.one-of-expected",
                                    Arrays.stream(DayOfWeek.values())
                                            .map(Enum::name)
                                            .toList()))));
        }
        return Hours.of(
                days,
                time("hours/from", fields.text("from")),
                time("hours/to", fields.text("to")),
                fields.has("notOnHolidays") && fields.flag("notOnHolidays"));
    }

    private static @Nullable LocalTime time(String name, @Nullable String text) {
        try {
            return text == null ? null : LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("/" + name, Message.of("problem.local-time-expected", text));
        }
    }

    private static PersonId person(String pointer, String id) {
        try {
            return new PersonId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(pointer, Message.of("problem.id-expected", id));
        }
    }

    private Response answer(Response.ResponseBuilder answer, Rota rota) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json().rota(json, rota);
        return tagged(answer.entity(json), rota);
    }

    private static Response tagged(Response.ResponseBuilder answer, Rota rota) {
        return answer.header("ETag", "\"" + rota.version() + "\"").build();
    }

    private RotaJson json() {
        return new RotaJson(people.all(), zone());
    }

    private ZoneId zone() {
        return plans.published().zone();
    }
}
