package org.maint.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Occurrence;
import org.maint.plan.PublishedPlan;
import org.maint.plan.Routine;
import org.maint.plan.Tier;
import org.maint.shared.Text;

/**
 * What each version of the plan planned, one after the other: so that a calendar program that has read an occurrence
 * before learns that it changed or that it was dropped. Only what was still to come when a version was published is that
 * version's to change.
 */
final class PlannedHistory {
    /** How far ahead a feed looks, in days. */
    static final int DAYS_AHEAD = 400;

    /** How far back. */
    static final int DAYS_BACK = 31;

    /**
     * A change counts if a feed may have shown the occurrence before it. This depends on the occurrence alone, not on
     * when the feed is read: a sequence number never falls.
     */
    private static final Duration COUNTS = Duration.ofDays(DAYS_AHEAD + DAYS_BACK);

    private PlannedHistory() {}

    /** A version and when it came into force. */
    record InForce(PublishedPlan plan, Instant since) {}

    /**
     * @param sequence how many times it changed: 0 as it was first planned
     * @param changedAt when the version was published that planned it as it is, or dropped it
     * @param dropped the version in force does not plan it any more
     */
    record Planned(
            Occurrence occurrence,
            Text title,
            Tier tier,
            Routine routine,
            int sequence,
            Instant changedAt,
            boolean dropped) {

        /** Who does it may change without anybody's calendar being the worse for it. */
        private Planned by(Routine now) {
            return new Planned(occurrence, title, tier, now, sequence, changedAt, dropped);
        }

        private boolean same(Occurrence other, Routine otherRoutine) {
            return !dropped
                    && occurrence.opensAt().equals(other.opensAt())
                    && occurrence.dueAt().equals(other.dueAt())
                    && title.equals(otherRoutine.title());
        }
    }

    /** Whether a version published at this time says anything that a feed read from {@code from} on can show. */
    static boolean counts(Instant publishedAt, Instant from) {
        return publishedAt
                .plus(COUNTS)
                .plus(Duration.ofDays(Gathering.ROLL_MARGIN_DAYS))
                .isAfter(from);
    }

    /** @param versions oldest first */
    static Map<OccurrenceKey, Planned> of(List<InForce> versions, LocalDate from, LocalDate to) {
        Map<OccurrenceKey, Planned> history = new HashMap<>();
        for (InForce version : versions) {
            Map<OccurrenceKey, Occurrence> now = new HashMap<>();
            // A new roll may carry an occurrence over either end; one with a margin on both sides is not mistaken for
            // dropped.
            version.plan()
                    .calendar(from.minusDays(Gathering.ROLL_MARGIN_DAYS), to.plusDays(Gathering.ROLL_MARGIN_DAYS))
                    .forEach(each -> now.put(OccurrenceKey.of(each), each));
            history.replaceAll((key, before) ->
                    !now.containsKey(key) && !before.dropped() ? dropped(before, version.since()) : before);
            now.forEach(
                    (key, occurrence) -> history.compute(key, (same, before) -> planned(before, occurrence, version)));
        }
        history.values().removeIf(each -> each.dropped() && !counts(each.changedAt(), each.occurrence()));
        return history;
    }

    private static Planned dropped(Planned before, Instant since) {
        return before.occurrence().opensAt().isAfter(since)
                ? new Planned(
                        before.occurrence(),
                        before.title(),
                        before.tier(),
                        before.routine(),
                        before.sequence() + (counts(since, before.occurrence()) ? 1 : 0),
                        since,
                        true)
                : before;
    }

    private static @Nullable Planned planned(@Nullable Planned before, Occurrence occurrence, InForce version) {
        Instant since = version.since();
        Instant wasToOpen =
                before == null ? occurrence.opensAt() : before.occurrence().opensAt();
        if (!wasToOpen.isAfter(since)) {
            return before;
        }
        Routine routine =
                version.plan().document().routine(occurrence.routine()).orElseThrow();
        if (before != null && before.same(occurrence, routine)) {
            return before.by(routine);
        }
        int sequence = before == null ? 0 : before.sequence() + (counts(since, before.occurrence()) ? 1 : 0);
        return new Planned(
                occurrence,
                routine.title(),
                version.plan().document().tierOf(occurrence.routine()),
                routine,
                sequence,
                since,
                false);
    }

    private static boolean counts(Instant since, Occurrence occurrence) {
        return since.plus(COUNTS).isAfter(occurrence.opensAt());
    }
}
