package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.maint.people.Person;
import org.maint.shared.Canonical;
import org.maint.workload.Workload;
import org.maint.workload.Workloads;

/** How much work the plan makes; computed, nothing stored. */
@Path("/workload")
@RequestScoped
@Produces("application/json")
@Transactional
public class WorkloadResource {
    private final Workloads workloads;
    private final Me me;

    @Inject
    public WorkloadResource(Workloads workloads, Me me) {
        this.workloads = workloads;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected WorkloadResource() {
        this(null, null);
    }

    @GET
    public JsonNode look() {
        Workload workload = workloads.look(me.actor());
        ObjectNode json = Canonical.mapper().createObjectNode();
        ArrayNode tiers = json.putArray("tiers");
        for (Workload.TierLoad load : workload.tiers()) {
            ObjectNode tier = tiers.addObject();
            tier.put("tier", load.tier().tier().name());
            tier.put("leastMinutes", load.tier().leastMinutes());
            tier.put("mostMinutes", load.tier().mostMinutes());
            tier.put("actualMinutes", load.actual());
            tier.put("within", load.within());
            ArrayNode routines = tier.putArray("routines");
            load.routines().forEach(each -> routines.addObject()
                    .put("routine", each.routine().key())
                    .put("signed", each.signed())
                    .put("skipped", each.skipped())
                    .put("missed", each.missed())
                    .put("averageMinutes", each.average())
                    .put("mostMinutes", each.most()));
        }
        habits(json.putArray("neverFailing"), workload.neverFailing());
        habits(json.putArray("neverDone"), workload.neverDone());
        ArrayNode ahead = json.putArray("ahead");
        for (Workload.Ahead each : workload.ahead()) {
            Person person = each.person();
            ahead.addObject()
                    .put("person", person == null ? null : person.id().toString())
                    .put("name", person == null ? null : person.name())
                    .put("runs", each.runs())
                    .put("minutes", each.minutes())
                    .put("tasks", each.tasks())
                    .put("absences", each.absences().size());
        }
        return json;
    }

    private void habits(ArrayNode json, List<Workload.ItemHabit> habits) {
        habits.forEach(each -> json.addObject()
                .put("routine", each.routine().in(me.locale()))
                .put("item", each.key())
                .put("title", each.item().in(me.locale()))
                .put("times", each.times()));
    }
}
