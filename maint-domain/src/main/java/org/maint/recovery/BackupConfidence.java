package org.maint.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Heartbeat;
import org.maint.metric.Point;
import org.maint.metric.SampleStore;
import org.maint.metric.Series;
import org.maint.people.Actor;
import org.maint.plan.Plans;

/** Whether the backups can be relied upon, in one view: the newest, its size against history, rotation, proof. */
@ApplicationScoped
@Transactional
public class BackupConfidence {
    static final String BACKUP = "backup";

    /** The plan: a backup is less than 24 hours old, and all of seven days are there. */
    static final Duration FRESH = Duration.ofHours(24);

    static final int DAYS = 7;

    /** Below half of what is usual, or above twice of it, a backup is looked at. */
    static final double LEAST_SHARE = 0.5;

    static final double MOST_SHARE = 2;

    /** The plan has the restoration tested each Friday. */
    static final Duration PROVEN_WITHIN = Duration.ofDays(14);

    private static final Duration HISTORY = Duration.ofDays(31);

    private final SampleStore store;
    private final Drills drills;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public BackupConfidence(SampleStore store, Drills drills, Plans plans, Clock clock) {
        this.store = store;
        this.drills = drills;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected BackupConfidence() {
        this(null, null, null, null);
    }

    /** How one thing stands. */
    public enum Verdict {
        GOOD,
        BAD,
        /** Nothing was measured: not the same as good. */
        NO_DATA
    }

    /**
     * Everything at once.
     *
     * @param newest the newest that went well; null for none
     * @param age of the newest
     * @param usualSize the median of what went well in the last 31 days before the newest, in bytes; null for no history
     * @param days on how many of the last seven days one went well: to today, or to yesterday while today has none yet
     * @param storageUsed bytes; null when nobody measures it
     * @param proven the newest drill that proved it; null for none
     * @param history the last 31 days, by time
     */
    public record Standing(
            @Nullable Heartbeat newest,
            @Nullable Duration age,
            Verdict fresh,
            @Nullable Double usualSize,
            Verdict size,
            int days,
            Verdict rotation,
            @Nullable Double storageUsed,
            @Nullable Drill proven,
            Verdict proof,
            List<Heartbeat> history) {}

    public Standing standing(Actor actor) {
        actor.requireStaff();
        Instant now = clock.instant();
        ZoneId zone = plans.published().zone();
        List<Heartbeat> history = store.heartbeats(BACKUP, now.minus(HISTORY), now);
        Optional<Heartbeat> newest = store.newestHeartbeat(BACKUP, true, now);
        Duration age = newest.map(each -> Duration.between(each.at(), now)).orElse(null);
        Double usual = newest.map(each -> median(history, each)).orElse(null);
        LocalDate today = LocalDate.ofInstant(now, zone);
        Set<LocalDate> backedUp = history.stream()
                .filter(Heartbeat::ok)
                .map(each -> LocalDate.ofInstant(each.at(), zone))
                .collect(Collectors.toSet());
        // Today's may still come.
        LocalDate last = backedUp.contains(today) ? today : today.minusDays(1);
        int days = (int) backedUp.stream()
                .filter(day -> day.isAfter(last.minusDays(DAYS)) && !day.isAfter(last))
                .count();
        Drill proven =
                drills.list(actor).stream().filter(Drill::proves).findFirst().orElse(null);
        return new Standing(
                newest.orElse(null),
                age,
                age == null ? Verdict.NO_DATA : verdict(age.compareTo(FRESH) < 0),
                usual,
                size(newest.map(Heartbeat::sizeBytes).orElse(null), usual),
                days,
                history.isEmpty() ? Verdict.NO_DATA : verdict(days >= DAYS),
                storage(now),
                proven,
                proven == null
                        ? Verdict.NO_DATA
                        : verdict(Duration.between(proven.startedAt(), now).compareTo(PROVEN_WITHIN) <= 0),
                history);
    }

    private static Verdict verdict(boolean good) {
        return good ? Verdict.GOOD : Verdict.BAD;
    }

    private static Verdict size(@Nullable Long bytes, @Nullable Double usual) {
        if (bytes == null) {
            return Verdict.NO_DATA;
        }
        if (usual == null) {
            return verdict(bytes > 0);
        }
        return verdict(bytes > 0 && bytes >= LEAST_SHARE * usual && bytes <= MOST_SHARE * usual);
    }

    private static @Nullable Double median(List<Heartbeat> history, Heartbeat newest) {
        List<Long> sizes = history.stream()
                .filter(each -> each.ok() && each.at().isBefore(newest.at()))
                .map(Heartbeat::sizeBytes)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        int middle = sizes.size() / 2;
        return sizes.isEmpty()
                ? null
                : sizes.size() % 2 == 1
                        ? Double.valueOf(sizes.get(middle))
                        : Double.valueOf((sizes.get(middle - 1) + sizes.get(middle)) / 2.0);
    }

    private @Nullable Double storage(Instant now) {
        List<Long> lines =
                store.seriesOf("host.storage-used").stream().map(Series::id).toList();
        return lines.isEmpty()
                ? null
                : store.newest(lines, now).map(Point::value).orElse(null);
    }
}
