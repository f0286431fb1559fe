package org.maint.web.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.rota.Hours;
import org.maint.rota.Rota;
import org.maint.rota.RotaOverride;
import org.maint.rota.Shift;
import org.maint.rota.Uncovered;

/** What rotas and shifts look like outside. */
final class RotaJson {
    private final Map<PersonId, String> names;
    private final ZoneId zone;

    RotaJson(List<Person> people, ZoneId zone) {
        this.names = people.stream().collect(Collectors.toMap(Person::id, Person::name));
        this.zone = zone;
    }

    @Nullable
    String time(@Nullable Instant instant) {
        return Json.time(instant, zone);
    }

    private void person(ObjectNode json, String field, @Nullable PersonId id) {
        if (id == null) {
            json.putNull(field);
        } else {
            json.putObject(field).put("id", id.toString()).put("name", names.get(id));
        }
    }

    void people(ArrayNode json, List<PersonId> people) {
        people.forEach(id -> json.addObject().put("id", id.toString()).put("name", names.get(id)));
    }

    /** {@code reason} is SHIFT or OVERRIDE; with a delegate {@code meant} and {@code person} differ. */
    void shift(ObjectNode json, Shift shift) {
        json.put("level", shift.level());
        json.put("rota", shift.rota().toString());
        json.put("title", shift.title());
        json.put("from", time(shift.from()));
        json.put("to", time(shift.to()));
        person(json, "person", shift.person());
        person(json, "meant", shift.meant());
        RotaOverride override = shift.override();
        json.put("reason", override == null ? "SHIFT" : "OVERRIDE");
        json.put("delegated", shift.delegated());
        json.put("override", override == null ? null : override.id().toString());
        json.put("gap", shift.gap() == null ? null : shift.gap().name());
    }

    void uncovered(ObjectNode json, Uncovered uncovered) {
        json.put("level", uncovered.level());
        json.put("from", time(uncovered.from()));
        json.put("to", time(uncovered.to()));
        json.put("why", uncovered.missing().isEmpty() ? "OUTSIDE_HOURS" : "MISSING");
        ArrayNode missing = json.putArray("missing");
        uncovered.missing().forEach(shift -> shift(missing.addObject(), shift));
    }

    void override(ObjectNode json, RotaOverride override) {
        json.put("id", override.id().toString());
        json.put("from", time(override.from()));
        json.put("to", time(override.to()));
        person(json, "person", override.person());
        json.put("reason", override.reason());
        json.put("beyondHours", override.beyondHours());
        json.put("createdAt", time(override.createdAt()));
        person(json, "author", override.author());
        json.put("withdrawnAt", time(override.withdrawnAt()));
        person(json, "withdrawnBy", override.withdrawnBy());
    }

    void rota(ObjectNode json, Rota rota) {
        json.put("id", rota.id().toString());
        json.put("level", rota.level());
        json.put("title", rota.title());
        people(json.putArray("members"), rota.members());
        json.put("rotation", rota.rotation().name());
        json.put("days", rota.days());
        json.put("handOver", rota.handOver().toString());
        json.put("weekday", rota.weekday() == null ? null : rota.weekday().name());
        json.put("startsOn", rota.startsOn().toString());
        Hours hours = rota.hours();
        if (hours == null) {
            json.putNull("hours");
        } else {
            ObjectNode node = json.putObject("hours");
            ArrayNode days = node.putArray("days");
            hours.days().forEach(day -> days.add(day.name()));
            node.put("from", hours.from().toString());
            node.put("to", hours.to().toString());
            node.put("notOnHolidays", hours.notOnHolidays());
        }
        json.put("archivedAt", time(rota.archivedAt()));
        json.put("version", rota.version());
    }
}
