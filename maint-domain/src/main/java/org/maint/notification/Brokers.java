package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Words;

/** Knows whether the broker is there, as each node found it. While it is away everything goes out by the sweep. */
@ApplicationScoped
@Transactional
public class Brokers {
    private static final Duration WRITTEN_EVERY = Duration.ofSeconds(15);
    private static final Duration COUNTS_FOR = Duration.ofMinutes(2);
    private static final Duration READ_EVERY = Duration.ofSeconds(10);
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    private final EntityManager em;
    private final Clock clock;
    private final String node;
    private volatile @Nullable Instant written;
    private volatile boolean lastAway;
    private volatile @Nullable Read read;

    private record Read(Optional<Instant> awaySince, Instant at) {}

    @Inject
    public Brokers(EntityManager em, Clock clock) {
        this.em = em;
        this.clock = clock;
        this.node = name();
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Brokers() {
        this.em = null;
        this.clock = null;
        this.node = "";
    }

    /** The host, and the process: two instances on one machine are two nodes. */
    private static String name() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        String name = host + "/" + ProcessHandle.current().pid();
        return name.length() > 100 ? name.substring(name.length() - 100) : name;
    }

    /** It took a hint. */
    public void there() {
        note(null);
    }

    /** It did not. */
    public void away(String reason) {
        note(Words.shortened(reason, 500));
    }

    private void note(@Nullable String reason) {
        Instant now = clock.instant();
        Instant last = written;
        boolean away = reason != null;
        if (last != null && away == lastAway && now.isBefore(last.plus(WRITTEN_EVERY))) {
            return;
        }
        // Two threads may find it at once: the row is made or changed by one statement.
        em.createNativeQuery("insert into broker_sighting (node, away_since, reason, looked_at) values (?1, ?2, ?3, ?4)"
                        + " on duplicate key update away_since = if(values(away_since) is null, null,"
                        + " coalesce(away_since, values(away_since))), reason = values(reason),"
                        + " looked_at = values(looked_at)")
                .setParameter(1, node)
                .setParameter(2, away ? utc(now) : null)
                .setParameter(3, reason)
                .setParameter(4, utc(now))
                .executeUpdate();
        written = now;
        lastAway = away;
        // Looked for first, and each by its key: a delete that scans would wait for the row that another node writes
        // now,
        // while that one waits for this.
        em.createQuery("select s.node from BrokerSighting s where s.lookedAt < :old", String.class)
                .setParameter("old", now.minus(Duration.ofDays(1)))
                .getResultList()
                .forEach(gone -> em.createQuery("delete from BrokerSighting s where s.node = :node")
                        .setParameter("node", gone)
                        .executeUpdate());
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    /**
     * As {@link #awaySince} found it last on this node, within a minute; nothing is asked of the database. Empty also when
     * nobody has found out for longer.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Instant> lastKnownAwaySince() {
        Read last = read;
        boolean known = last != null && last.at().isAfter(clock.instant().minus(KNOWN_FOR));
        return last != null && known ? last.awaySince() : Optional.empty();
    }

    /** Since when some node has not reached it; empty while all do. At most ten seconds old. */
    public Optional<Instant> awaySince() {
        Instant now = clock.instant();
        Read last = read;
        if (last == null || Duration.between(last.at(), now).abs().compareTo(READ_EVERY) > 0) {
            return lookAgain();
        }
        return last.awaySince();
    }

    /** As {@link #awaySince}, as it stands now: for when this node has just found it otherwise than before. */
    public Optional<Instant> lookAgain() {
        Instant now = clock.instant();
        Optional<Instant> since = em
                .createQuery(
                        "select s.awaySince from BrokerSighting s where s.awaySince is not null"
                                + " and s.lookedAt > :counts order by s.awaySince",
                        Instant.class)
                .setParameter("counts", now.minus(COUNTS_FOR))
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
        remember(new Read(since, now));
        return since;
    }

    /** Who began to ask earlier may be the later to know. */
    private synchronized void remember(Read found) {
        Read last = read;
        if (last == null || !found.at().isBefore(last.at())) {
            read = found;
        }
    }
}
