package org.maint.plan;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maint.shared.Text;

/** STUB until the real one lands. */
public record PlanDocument(Text title, ZoneId zone, Holidays holidays, List<TierPlan> tiers) {
    public record TierPlan(Tier tier, Text title, List<Routine> routines) {}

    public Stream<Routine> routines() {
        return tiers.stream().flatMap(t -> t.routines().stream());
    }

    public List<Routine> routinesOf(Tier tier) {
        return tiers.stream().filter(t -> t.tier() == tier).flatMap(t -> t.routines().stream()).toList();
    }

    public Optional<Routine> routine(String key) {
        return routines().filter(r -> r.key().equals(key)).findFirst();
    }

    public Tier tierOf(String routineKey) {
        return tiers.stream()
                .filter(t -> t.routines().stream().anyMatch(r -> r.key().equals(routineKey)))
                .findFirst()
                .orElseThrow()
                .tier();
    }
}
