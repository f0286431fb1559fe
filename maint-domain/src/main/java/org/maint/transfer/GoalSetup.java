package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.maint.people.Actor;
import org.maint.report.Goal;
import org.maint.report.GoalPeriod;
import org.maint.report.Goals;

/** Goals of this quarter and year and of the next, by their words. */
record GoalSetup(Goals goals, Supplier<LocalDate> today) implements Setup {
    @Override
    public String name() {
        return "goals";
    }

    @Override
    public void write(Actor actor, ArrayNode list) {
        for (Goal goal : goals.running(actor)) {
            list.addObject()
                    .put("period", goal.period().name())
                    .put("begins", goal.begins().toString())
                    .put("words", goal.words());
        }
    }

    @Override
    public String key(JsonNode one) {
        return one.path("period").asText() + " " + one.path("begins").asText() + " "
                + one.path("words").asText();
    }

    @Override
    public Set<String> there(Actor actor) {
        return goals.running(actor).stream()
                .map(goal -> goal.period() + " " + goal.begins() + " " + goal.words())
                .collect(Collectors.toSet());
    }

    @Override
    public boolean over(JsonNode one) {
        LocalDate begins = Setups.date(one, "begins");
        return begins != null
                && begins.isBefore(Setups.oneOf(GoalPeriod.class, one, "period").begin(today.get()));
    }

    @Override
    public void make(Actor actor, JsonNode one) {
        goals.set(
                actor,
                Setups.oneOf(GoalPeriod.class, one, "period"),
                Setups.date(one, "begins"),
                Setups.text(one, "words"));
    }
}
