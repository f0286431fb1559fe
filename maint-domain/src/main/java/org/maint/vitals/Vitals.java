package org.maint.vitals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits and what is late, over all nodes, as a timer of this node finds it in the database every five seconds. */
@ApplicationScoped
@Transactional
public class Vitals {
    /** The timer has missed three looks by then. */
    private static final Duration OLD = Duration.ofSeconds(20);

    private static final Duration LATENCY_OF = Duration.ofMinutes(5);

    private static final Duration LONGEST_LATENCY = Duration.ofHours(1);

    private final EntityManager em;
    private final Clock clock;
    private volatile @Nullable Reading last;

    @Inject
    public Vitals(EntityManager em, Clock clock) {
        this.em = em;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Vitals() {
        this(null, null);
    }

    /**
     * One look at it all. Seconds are 0 when nothing waits.
     *
     * @param runsOpened since the installation
     * @param runsMissed since the installation
     * @param runsOpen opened, and neither signed nor closed otherwise
     * @param runsLate of them, past their due time and its grace
     * @param outboxWaiting messages that are due and not delivered
     * @param outboxSeconds for how long the oldest of them has been due
     * @param deadLetters messages that were given up
     * @param probeSeconds for how long the look that is latest has been due
     * @param escalationSeconds for how long the step that is latest has been due
     * @param latencySeconds from writing to delivery of what left in the last five minutes, at worst; 0 when nothing did
     * @param alertsOpen neither resolved nor closed
     * @param databaseSeconds by how much the database's clock goes ahead of this node's
     */
    public record Reading(
            Instant at,
            long runsOpened,
            long runsMissed,
            long runsOpen,
            long runsLate,
            long outboxWaiting,
            double outboxSeconds,
            long deadLetters,
            double probeSeconds,
            double escalationSeconds,
            double latencySeconds,
            long alertsOpen,
            double databaseSeconds) {}

    /** The newest reading of this node; empty before the first, and when none has come for a while. */
    public Optional<Reading> latest() {
        Instant since = clock.instant().minus(OLD);
        return Optional.ofNullable(last).filter(reading -> reading.at().isAfter(since));
    }

    /** Asks the database; a timer does. Whoever asks for the latest never waits for it. */
    public void look() {
        Instant now = clock.instant();
        Object[] row = (Object[]) em.createNativeQuery("select (select count(*) from run),"
                        + " (select count(*) from run where state = 'MISSED'),"
                        + " (select count(*) from run where state in ('OPEN', 'IN_PROGRESS')),"
                        + " (select count(*) from run where state in ('OPEN', 'IN_PROGRESS')"
                        + "   and due_at + interval grace_seconds second < ?1),"
                        + " (select count(*) from notification where state in ('PENDING', 'SENDING') and next_attempt_at <= ?1),"
                        + " (select coalesce(timestampdiff(microsecond, min(next_attempt_at), ?1), 0) / 1000000 from notification"
                        + "   where state in ('PENDING', 'SENDING') and next_attempt_at <= ?1),"
                        + " (select count(*) from notification where state = 'DEAD'),"
                        + " (select coalesce(timestampdiff(microsecond, min(next_at), ?1), 0) / 1000000 from probe"
                        + "   where enabled and next_at <= ?1 and (claimed_until is null or claimed_until < ?1)),"
                        + " (select coalesce(timestampdiff(microsecond, min(next_at), ?1), 0) / 1000000 from escalation"
                        + "   where next_at <= ?1),"
                        + " (select coalesce(max(timestampdiff(microsecond, created_at, ended_at)), 0) / 1000000 from notification"
                        + "   where created_at > ?3 and state = 'DELIVERED' and ended_at > ?2),"
                        + " (select count(*) from alert where state in ('FIRING', 'ACKNOWLEDGED')),"
                        + " utc_timestamp(6)")
                .setParameter(1, utc(now))
                .setParameter(2, utc(now.minus(LATENCY_OF)))
                // What was written before went out too late to tell how it is now, and the index is by this.
                .setParameter(3, utc(now.minus(LONGEST_LATENCY)))
                .getSingleResult();
        Instant database = row[11] instanceof java.sql.Timestamp timestamp
                ? timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC)
                : ((LocalDateTime) row[11]).toInstant(ZoneOffset.UTC);
        last = new Reading(
                now,
                whole(row[0]),
                whole(row[1]),
                whole(row[2]),
                whole(row[3]),
                whole(row[4]),
                real(row[5]),
                whole(row[6]),
                real(row[7]),
                real(row[8]),
                real(row[9]),
                whole(row[10]),
                Duration.between(now, database).toMillis() / 1_000.0);
    }

    private static long whole(Object column) {
        return ((Number) column).longValue();
    }

    private static double real(Object column) {
        return ((Number) column).doubleValue();
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
