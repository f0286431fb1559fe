package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.rota.Hours;
import org.maint.rota.Rota;
import org.maint.rota.RotaWish;
import org.maint.rota.Rotas;
import org.maint.rota.Rotation;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Rotas in use, by level and title. */
record RotaSetup(Rotas rotas, People people) implements Setup {
    @Override
    public String name() {
        return "rotas";
    }

    @Override
    public void write(Actor actor, ArrayNode list) {
        Map<PersonId, String> logins = people.all().stream().collect(Collectors.toMap(Person::id, Person::login));
        for (Rota rota : rotas.list(actor)) {
            if (rota.archivedAt() == null) {
                ObjectNode json = list.addObject();
                json.put("level", rota.level());
                json.put("title", rota.title());
                ArrayNode members = json.putArray("members");
                rota.members().forEach(member -> members.add(logins.get(member)));
                json.put("rotation", rota.rotation().name());
                json.put("days", rota.days());
                json.put("handOver", rota.handOver().toString());
                json.put(
                        "weekday",
                        rota.weekday() == null ? null : rota.weekday().name());
                json.put("startsOn", rota.startsOn().toString());
                Hours hours = rota.hours();
                if (hours != null) {
                    ObjectNode within = json.putObject("hours");
                    ArrayNode days = within.putArray("days");
                    hours.days().stream().sorted().forEach(day -> days.add(day.name()));
                    within.put("from", hours.from().toString());
                    within.put("to", hours.to().toString());
                    within.put("notOnHolidays", hours.notOnHolidays());
                }
            }
        }
    }

    @Override
    public String key(JsonNode one) {
        return one.path("level").asText() + " " + one.path("title").asText();
    }

    @Override
    public Set<String> there(Actor actor) {
        return rotas.list(actor).stream()
                .filter(rota -> rota.archivedAt() == null)
                .map(rota -> rota.level() + " " + rota.title())
                .collect(Collectors.toSet());
    }

    @Override
    public void make(Actor actor, JsonNode one) {
        List<PersonId> members = new ArrayList<>();
        JsonNode logins = one.path("members");
        for (int i = 0; i < logins.size(); i++) {
            members.add(Setups.person(people, logins.get(i).asText(), "/members/" + i));
        }
        rotas.create(
                actor,
                RotaWish.of(
                        Setups.text(one, "level"),
                        Setups.text(one, "title"),
                        members,
                        Setups.oneOf(Rotation.class, one, "rotation"),
                        one.path("days").isInt() ? (Integer) one.path("days").asInt() : null,
                        time(one, "handOver"),
                        Setups.text(one, "weekday") == null ? null : Setups.oneOf(DayOfWeek.class, one, "weekday"),
                        Setups.date(one, "startsOn"),
                        hours(one.path("hours"))));
    }

    private static @Nullable Hours hours(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (JsonNode day : json.path("days")) {
            days.add(Setups.oneOf(DayOfWeek.class, day.asText(), "/hours/days"));
        }
        return Hours.of(
                days,
                time(json, "from"),
                time(json, "to"),
                json.path("notOnHolidays").asBoolean());
    }

    private static @Nullable LocalTime time(JsonNode json, String field) {
        String typed = Setups.text(json, field);
        try {
            return typed == null ? null : LocalTime.parse(typed);
        } catch (DateTimeException e) {
            throw Refusal.invalid("/" + field, Message.of("invalid.time", typed));
        }
    }
}
