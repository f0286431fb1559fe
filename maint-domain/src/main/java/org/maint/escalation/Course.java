package org.maint.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.maint.plan.EscalationPolicy;
import org.maint.plan.EscalationPolicy.Clock;
import org.maint.plan.WorkingDays;

/** When the steps of a policy come due. Knows no database: a policy, a beginning, and the days that are worked. */
final class Course {
    static final LocalTime OPENS = LocalTime.of(8, 0);
    static final LocalTime CLOSES = LocalTime.of(17, 0);

    /** No business clock stands still for longer. */
    private static final int MOST_DAYS = 400;

    private final EscalationPolicy policy;
    private final ZoneId zone;
    private final WorkingDays days;

    Course(EscalationPolicy policy, ZoneId zone, WorkingDays days) {
        this.policy = policy;
        this.zone = zone;
        this.days = days;
    }

    /** When a step is due; beyond the last one nothing is. */
    Instant due(Instant anchor, int step) {
        return plus(anchor, policy.steps().get(step).after());
    }

    /** So much later, in the policy's own time. */
    Instant plus(Instant from, Duration time) {
        if (policy.clock() == Clock.REAL) {
            return from.plus(time);
        }
        Duration left = time;
        LocalDate day = from.atZone(zone).toLocalDate();
        for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
            if (days.isWorked(day)) {
                Instant opens = at(day, OPENS);
                Instant closes = at(day, CLOSES);
                Instant begin = from.isAfter(opens) ? from : opens;
                Duration here = begin.isBefore(closes) ? Duration.between(begin, closes) : Duration.ZERO;
                // At closing time the next moment of business is the next opening.
                if (left.compareTo(here) < 0) {
                    return begin.plus(left);
                }
                left = left.minus(here);
            }
        }
        throw new IllegalStateException("No business hours within " + MOST_DAYS + " days");
    }

    private Instant at(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, zone).toInstant();
    }

    /**
     * What is to be told now: all steps whose time has come since, at once. After a time in which nobody could tell, one
     * message takes the place of all that were missed.
     */
    Set<String> levels(Instant anchor, int step, Instant now) {
        Set<String> levels = new LinkedHashSet<>();
        if (step >= policy.steps().size()) {
            policy.steps().forEach(each -> levels.addAll(each.levels()));
            return levels;
        }
        for (int i = step; i < next(anchor, step, now); i++) {
            levels.addAll(policy.steps().get(i).levels());
        }
        return levels;
    }

    /** Who has been asked when so many steps are taken; at least those of the first. */
    Set<String> told(int steps) {
        Set<String> levels = new LinkedHashSet<>();
        policy.steps().stream().limit(Math.max(1, steps)).forEach(each -> levels.addAll(each.levels()));
        return levels;
    }

    /** The step after those whose time has come; at least one is taken. */
    int next(Instant anchor, int step, Instant now) {
        int next = Math.min(step + 1, policy.steps().size());
        while (next < policy.steps().size() && !due(anchor, next).isAfter(now)) {
            next++;
        }
        return next;
    }

    /** When it goes on after what is told now. */
    Instant after(Instant anchor, int next, Instant now) {
        return next < policy.steps().size() ? due(anchor, next) : plus(now, policy.repeat());
    }

    /** What comes, if nobody takes it in hand. */
    List<Coming> coming(Instant anchor, int step, Instant nextAt, int most) {
        List<Coming> coming = new ArrayList<>();
        Instant at = nextAt;
        int index = step;
        while (coming.size() < most) {
            boolean repeats = index >= policy.steps().size();
            coming.add(new Coming(at, List.copyOf(levels(anchor, index, at)), repeats));
            index = next(anchor, index, at);
            at = after(anchor, index, at);
        }
        return coming;
    }
}
