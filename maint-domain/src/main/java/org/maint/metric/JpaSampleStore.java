package org.maint.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Samples and signs of life in the database, in the transaction that is. */
@ApplicationScoped
public class JpaSampleStore implements SampleStore {
    private final Jdbc jdbc;
    private final SeriesTable series;
    private final SampleTable samples;
    private final RollupTable rollups;
    private final HeartbeatTable heartbeats;
    private final ArrivalTable arrivals;

    @Inject
    public JpaSampleStore(EntityManager em) {
        this.jdbc = new Jdbc(em);
        this.series = new SeriesTable(jdbc);
        this.samples = new SampleTable(jdbc);
        this.rollups = new RollupTable(jdbc);
        this.heartbeats = new HeartbeatTable(jdbc);
        this.arrivals = new ArrivalTable(jdbc);
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected JpaSampleStore() {
        this(null);
    }

    @Override
    public long[] series(List<Sample> of) {
        return series.ids(of);
    }

    @Override
    public List<Series> seriesOf(String metric) {
        return series.of(metric);
    }

    @Override
    public List<Integer> keep(long[] of, List<Sample> all) {
        return samples.keep(of, all);
    }

    @Override
    public List<Point> points(Collection<Long> of, Instant from, Instant to) {
        return samples.points(of, from, to);
    }

    @Override
    public Map<Long, List<Point>> pointsOfEach(Collection<Long> of, Instant from, Instant to) {
        return samples.pointsOfEach(of, from, to);
    }

    @Override
    public Optional<Point> newest(Collection<Long> of, @Nullable Instant notAfter) {
        return samples.newest(of, notAfter);
    }

    @Override
    public List<Bucket> fiveMinutes(Collection<Long> of, Instant from, Instant to) {
        return rollups.fiveMinutes(of, from, to);
    }

    @Override
    public Optional<Double> meanOfFiveMinutes(Collection<Long> of, Instant from, Instant to) {
        return rollups.meanOfFiveMinutes(of, from, to);
    }

    @Override
    public Map<LocalDate, Bucket> days(Collection<Long> of, LocalDate from, LocalDate to) {
        return rollups.days(of, from, to);
    }

    @Override
    public void rollUp(Collection<Arrived.Stretch> stretches, ZoneId zone) {
        rollups.rollUp(stretches, zone);
    }

    @Override
    public boolean keep(Heartbeat heartbeat, Instant receivedAt) {
        return heartbeats.keep(heartbeat, receivedAt);
    }

    @Override
    public List<Heartbeat> heartbeats(String key, Instant from, Instant to) {
        return heartbeats.heartbeats(key, from, to);
    }

    @Override
    public Optional<Heartbeat> newestHeartbeat(String key, @Nullable Boolean ok, @Nullable Instant notAfter) {
        return heartbeats.newestHeartbeat(key, ok, notAfter);
    }

    @Override
    public void arrived(String touched, Instant at) {
        arrivals.arrived(touched, at);
    }

    @Override
    public Arrived take(int state, int most) {
        return arrivals.take(state, most);
    }

    @Override
    public int forget(Instant rawBefore, Instant fiveMinutesBefore, int most) {
        return jdbc.on(connection -> {
            int removed = 0;
            List<Long> ids = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select id from series order by id");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            // By line, because that is how the primary key is ordered.
            for (long id : ids) {
                if (removed >= most) {
                    break;
                }
                try (PreparedStatement delete =
                        connection.prepareStatement("delete from sample where series_id = ? and at < ? limit ?")) {
                    delete.setLong(1, id);
                    delete.setObject(2, Jdbc.utc(rawBefore));
                    delete.setInt(3, most - removed);
                    removed += delete.executeUpdate();
                }
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from rollup_five_minutes where at < ? limit ?")) {
                delete.setObject(1, Jdbc.utc(fiveMinutesBefore));
                delete.setInt(2, most);
                removed += delete.executeUpdate();
            }
            return removed;
        });
    }
}
