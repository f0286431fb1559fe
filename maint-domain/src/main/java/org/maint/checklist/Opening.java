package org.maint.checklist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Occurrence;
import org.maint.plan.PublishedPlan;
import org.maint.plan.Schedule;
import org.maint.plan.Tier;

/**
 * Decides which occurrences of a routine open now, and which were missed because maint was not there: daily routines
 * open only today's run, weekly and longer ones open one run to catch up; every other occurrence that has passed is
 * recorded as missed. Never a burst, never a gap.
 */
record Opening(List<Occurrence> missed, List<Occurrence> opened, @Nullable Instant next) {
    /** A roll moves an opening ahead of its nominal date by no more than this. */
    private static final int ROLL_MARGIN_DAYS = 31;

    /** The plan's longest interval is a year; anything rarer than this never comes round. */
    private static final int LOOK_AHEAD_DAYS = 5 * 366;

    /**
     * @param lastNominal the nominal date of the newest run that exists; null when there is none
     * @param since from when on this routine is watched: what opened earlier is not maint's business
     */
    static Opening of(
            PublishedPlan plan,
            String routine,
            Tier tier,
            @Nullable LocalDate lastNominal,
            Instant since,
            Instant now) {
        ZoneId zone = plan.zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate from = lastNominal != null
                ? lastNominal.plusDays(1)
                : LocalDate.ofInstant(since, zone).minusDays(ROLL_MARGIN_DAYS);
        Schedule schedule = plan.schedule(routine);
        List<Occurrence> passed = schedule.between(from, today.plusDays(ROLL_MARGIN_DAYS))
                .filter(each -> !each.opensAt().isAfter(now))
                .filter(each -> !each.opensAt().isBefore(since))
                .toList();
        List<Occurrence> missed = new ArrayList<>();
        List<Occurrence> opened = new ArrayList<>();
        for (int i = 0; i < passed.size(); i++) {
            Occurrence each = passed.get(i);
            boolean newest = i == passed.size() - 1;
            boolean opens = newest && (tier != Tier.DAILY || each.date().equals(today));
            (opens ? opened : missed).add(each);
        }
        return new Opening(missed, opened, next(schedule, from, today, now).orElse(null));
    }

    private static Optional<Instant> next(Schedule schedule, LocalDate from, LocalDate today, Instant now) {
        LocalDate start = from.isAfter(today) ? from : today.minusDays(ROLL_MARGIN_DAYS);
        return schedule.between(start, today.plusDays(LOOK_AHEAD_DAYS))
                .map(Occurrence::opensAt)
                .filter(opensAt -> opensAt.isAfter(now))
                .findFirst();
    }
}
