package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.maint.people.Actor;
import org.maint.report.Goal;
import org.maint.report.GoalPeriod;
import org.maint.report.Goals;

/** Goals of this quarter and year and of the next, by their words. */
record GoalSetup(Goals goals) implements Setup {
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
    public boolean there(Actor actor, JsonNode one) {
        return goals.running(actor).stream()
                .anyMatch(goal -> goal.words().equals(one.path("words").asText())
                        && goal.period().name().equals(one.path("period").asText())
                        && goal.begins().toString().equals(one.path("begins").asText()));
    }

    @Override
    public void make(Actor actor, JsonNode one) {
        goals.set(
                actor,
                Setups.oneOf(GoalPeriod.class, one, "period"),
                RotaSetup.date(one, "begins"),
                Setups.text(one, "words"));
    }
}
