package org.maint.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Samples in the database. They come by the thousand, so they are rows that Hibernate does not know, written and read by
 * JDBC on the connection of the current transaction.
 */
@ApplicationScoped
public class JpaSampleStore implements SampleStore {
    private static final int ROWS = 500;
    private static final int MOST_REMEMBERED = 200_000;

    /** Lines that were read from the database, hence committed by whoever made them. */
    private final Map<String, Long> known = new ConcurrentHashMap<>();

    private final EntityManager em;

    @Inject
    public JpaSampleStore(EntityManager em) {
        this.em = em;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected JpaSampleStore() {
        this(null);
    }

    /** Work on the transaction's connection. */
    @FunctionalInterface
    private interface Work<R> {
        @Nullable
        R on(Connection connection) throws SQLException;
    }

    @SuppressWarnings("NullAway") // who answers nothing is not asked
    private <R> R jdbc(Work<R> work) {
        em.flush();
        return em.unwrap(Session.class).doReturningWork(work::on);
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static String identity(Sample sample) {
        return sample.metric() + '\n' + sample.source() + '\n' + labels(sample.labels());
    }

    private static String labels(SortedMap<String, String> labels) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        labels.forEach(json::put);
        return json.toString();
    }

    private static SortedMap<String, String> labels(String json) {
        SortedMap<String, String> labels = new TreeMap<>();
        JsonNode node = Canonical.parse(json);
        node.fields()
                .forEachRemaining(
                        field -> labels.put(field.getKey(), field.getValue().asText()));
        return labels;
    }

    private static String hash(Sample sample) {
        return Canonical.sha256(sample.metric() + '\n' + sample.source() + '\n' + labels(sample.labels()));
    }

    @Override
    public long[] series(List<Sample> samples) {
        Map<String, Sample> unknown = new LinkedHashMap<>();
        long[] ids = new long[samples.size()];
        String[] identities = new String[samples.size()];
        for (int i = 0; i < ids.length; i++) {
            identities[i] = identity(samples.get(i));
            Long id = known.get(identities[i]);
            if (id == null) {
                unknown.putIfAbsent(identities[i], samples.get(i));
            } else {
                ids[i] = id;
            }
        }
        if (unknown.isEmpty()) {
            return ids;
        }
        Map<String, Long> found = jdbc(connection -> findOrMake(connection, unknown));
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == 0) {
                ids[i] = Objects.requireNonNull(found.get(identities[i]));
            }
        }
        return ids;
    }

    private Map<String, Long> findOrMake(Connection connection, Map<String, Sample> unknown) throws SQLException {
        Map<String, String> hashes = new TreeMap<>();
        unknown.forEach((identity, sample) -> hashes.put(hash(sample), identity));
        Map<String, Long> there = ids(connection, hashes);
        if (known.size() > MOST_REMEMBERED) {
            known.clear();
        }
        // Only what somebody has committed is remembered: what is made here may be rolled back.
        known.putAll(there);
        List<String> missing = hashes.keySet().stream()
                .filter(hash -> !there.containsKey(hashes.get(hash)))
                .toList();
        for (int from = 0; from < missing.size(); from += ROWS) {
            List<String> part = missing.subList(from, Math.min(from + ROWS, missing.size()));
            String sql = "insert into series (identity, metric, source, labels) values "
                    + part.stream().map(each -> "(?,?,?,?)").collect(Collectors.joining(","))
                    + " on duplicate key update identity = values(identity)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                int column = 1;
                for (String hash : part) {
                    Sample sample = Objects.requireNonNull(unknown.get(hashes.get(hash)));
                    insert.setString(column++, hash);
                    insert.setString(column++, sample.metric());
                    insert.setString(column++, sample.source());
                    insert.setString(column++, labels(sample.labels()));
                }
                insert.executeUpdate();
            }
        }
        if (missing.isEmpty()) {
            return there;
        }
        Map<String, String> rest = new TreeMap<>();
        missing.forEach(hash -> rest.put(hash, hashes.get(hash)));
        Map<String, Long> all = new HashMap<>(there);
        all.putAll(ids(connection, rest));
        return all;
    }

    private static Map<String, Long> ids(Connection connection, Map<String, String> hashes) throws SQLException {
        Map<String, Long> found = new HashMap<>();
        List<String> all = List.copyOf(hashes.keySet());
        for (int from = 0; from < all.size(); from += ROWS) {
            List<String> part = all.subList(from, Math.min(from + ROWS, all.size()));
            try (PreparedStatement select = connection.prepareStatement(
                    "select identity, id from series where identity in " + questionMarks(part.size()))) {
                for (int i = 0; i < part.size(); i++) {
                    select.setString(i + 1, part.get(i));
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.put(hashes.get(rows.getString(1)), rows.getLong(2));
                    }
                }
            }
        }
        return found;
    }

    private static String questionMarks(int number) {
        return "(" + "?,".repeat(number - 1) + "?)";
    }

    @Override
    public List<Integer> keep(long[] series, List<Sample> samples) {
        return jdbc(connection -> {
            // In the order of the key, so that two batches that share some wait for each other and do not deadlock.
            Integer[] order = IntStream.range(0, series.length).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.<Integer>comparingLong(i -> series[i]).thenComparing(i -> samples.get(i)
                    .at()));
            long[] sortedSeries = Arrays.stream(order).mapToLong(i -> series[i]).toArray();
            List<Sample> sorted = Arrays.stream(order).map(samples::get).toList();
            List<Integer> others = new ArrayList<>();
            for (int from = 0; from < series.length; from += ROWS) {
                int to = Math.min(from + ROWS, series.length);
                int inserted = insert(connection, sortedSeries, sorted, from, to);
                if (inserted < to - from) {
                    different(connection, sortedSeries, sorted, from, to).forEach(i -> others.add(order[i]));
                }
            }
            return others.stream().sorted().toList();
        });
    }

    private static int insert(Connection connection, long[] series, List<Sample> samples, int from, int to)
            throws SQLException {
        String sql = "insert ignore into sample (series_id, at, value) values " + "(?,?,?),".repeat(to - from - 1)
                + "(?,?,?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int column = 1;
            for (int i = from; i < to; i++) {
                insert.setLong(column++, series[i]);
                insert.setObject(column++, utc(samples.get(i).at()));
                insert.setDouble(column++, samples.get(i).value());
            }
            return insert.executeUpdate();
        }
    }

    /** Those that are there with another value. */
    private static List<Integer> different(Connection connection, long[] series, List<Sample> samples, int from, int to)
            throws SQLException {
        record Identity(long series, Instant at) {}
        Map<Identity, Double> there = new HashMap<>();
        String sql = "select series_id, at, value from sample where (series_id, at) in ("
                + "(?,?),".repeat(to - from - 1) + "(?,?))";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int column = 1;
            for (int i = from; i < to; i++) {
                select.setLong(column++, series[i]);
                select.setObject(column++, utc(samples.get(i).at()));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    there.put(new Identity(rows.getLong(1), instant(rows, 2)), rows.getDouble(3));
                }
            }
        }
        List<Integer> others = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Double value = there.get(new Identity(series[i], samples.get(i).at()));
            if (value != null && value != samples.get(i).value()) {
                others.add(i);
            }
        }
        return others;
    }

    @Override
    public void arrived(String touched, Instant at) {
        jdbc(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into arrival (state, received_at, touched) values (0, ?, ?)")) {
                insert.setObject(1, utc(at));
                insert.setString(2, touched);
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public Arrived take(int state, int most) {
        return jdbc(connection -> {
            List<String> rows = new ArrayList<>();
            List<Long> ids = new ArrayList<>();
            // What another node has in hand is not waited for; what is not committed yet is not seen.
            try (PreparedStatement select = connection.prepareStatement(
                    "select id, touched from arrival where state = ? order by id limit ? for update skip locked")) {
                select.setInt(1, state);
                select.setInt(2, most);
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        ids.add(found.getLong(1));
                        rows.add(found.getString(2));
                    }
                }
            }
            if (!ids.isEmpty()) {
                String change = state == 0 ? "update arrival set state = 1" : "delete from arrival";
                try (PreparedStatement update =
                        connection.prepareStatement(change + " where id in " + questionMarks(ids.size()))) {
                    for (int i = 0; i < ids.size(); i++) {
                        update.setLong(i + 1, ids.get(i));
                    }
                    update.executeUpdate();
                }
            }
            return Arrived.read(rows);
        });
    }

    @Override
    public List<Series> seriesOf(String metric) {
        return jdbc(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select id, metric, source, labels from series where metric = ? order by id")) {
                select.setString(1, metric);
                List<Series> all = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        all.add(new Series(
                                rows.getLong(1), rows.getString(2), rows.getString(3), labels(rows.getString(4))));
                    }
                }
                return all;
            }
        });
    }

    @Override
    public List<Point> points(Collection<Long> series, Instant from, Instant to) {
        if (series.isEmpty()) {
            return List.of();
        }
        return jdbc(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select at, value from sample where series_id in "
                            + questionMarks(series.size()) + " and at > ? and at <= ? order by at, series_id")) {
                int column = ids(select, series);
                select.setObject(column++, utc(from));
                select.setObject(column, utc(to));
                List<Point> points = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        points.add(new Point(instant(rows, 1), rows.getDouble(2)));
                    }
                }
                return points;
            }
        });
    }

    private static int ids(PreparedStatement statement, Collection<Long> series) throws SQLException {
        int column = 1;
        for (long id : series) {
            statement.setLong(column++, id);
        }
        return column;
    }

    @Override
    public Optional<Point> newest(Collection<Long> series, @Nullable Instant notAfter) {
        if (series.isEmpty()) {
            return Optional.empty();
        }
        return jdbc(connection -> {
            Point newest = null;
            // One line at a time goes straight to the end of the key.
            for (long id : series) {
                try (PreparedStatement select = connection.prepareStatement(
                        "select at, value from sample" + " where series_id = ? and at <= ? order by at desc limit 1")) {
                    select.setLong(1, id);
                    select.setObject(2, utc(notAfter == null ? Instant.parse("9999-01-01T00:00:00Z") : notAfter));
                    try (ResultSet rows = select.executeQuery()) {
                        if (rows.next()) {
                            Point point = new Point(instant(rows, 1), rows.getDouble(2));
                            newest = newest == null || point.at().isAfter(newest.at()) ? point : newest;
                        }
                    }
                }
            }
            return Optional.ofNullable(newest);
        });
    }

    @Override
    public List<Bucket> fiveMinutes(Collection<Long> series, Instant from, Instant to) {
        if (series.isEmpty()) {
            return List.of();
        }
        return jdbc(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select at, min(least), max(most), sum(total), sum(number) from rollup_five_minutes"
                            + " where series_id in " + questionMarks(series.size())
                            + " and at >= ? and at < ? group by at order by at")) {
                int column = ids(select, series);
                select.setObject(column++, utc(from));
                select.setObject(column, utc(to));
                List<Bucket> buckets = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        buckets.add(new Bucket(
                                instant(rows, 1),
                                rows.getDouble(2),
                                rows.getDouble(3),
                                rows.getDouble(4),
                                rows.getLong(5)));
                    }
                }
                return buckets;
            }
        });
    }

    @Override
    public Map<LocalDate, Bucket> days(Collection<Long> series, LocalDate from, LocalDate to) {
        if (series.isEmpty()) {
            return Map.of();
        }
        return jdbc(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select day, min(least), max(most), sum(total), sum(number) from rollup_day where series_id in "
                            + questionMarks(series.size()) + " and day >= ? and day <= ? group by day order by day")) {
                int column = ids(select, series);
                select.setObject(column++, from);
                select.setObject(column, to);
                Map<LocalDate, Bucket> days = new LinkedHashMap<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        LocalDate day = rows.getObject(1, LocalDate.class);
                        days.put(
                                day,
                                new Bucket(
                                        day.atStartOfDay().toInstant(ZoneOffset.UTC),
                                        rows.getDouble(2),
                                        rows.getDouble(3),
                                        rows.getDouble(4),
                                        rows.getLong(5)));
                    }
                }
                return days;
            }
        });
    }

    private static final String AGGREGATES =
            " on duplicate key update least = values(least), most = values(most), total = values(total),"
                    + " number = values(number)";

    @Override
    public void rollUp(Arrived.Stretch stretch, ZoneId zone) {
        Instant first = floor(stretch.from());
        Instant last = floor(stretch.to()).plus(STEP);
        jdbc(connection -> {
            try (PreparedStatement minutes = connection.prepareStatement(
                    "insert into rollup_five_minutes (series_id, at, least, most, total, number)"
                            + " select series_id, from_days(to_days(at))"
                            + " + interval (time_to_sec(at) div 300) * 300 second as step,"
                            + " min(value), max(value), sum(value), count(*) from sample"
                            + " where series_id = ? and at >= ? and at < ? group by series_id, step" + AGGREGATES)) {
                minutes.setLong(1, stretch.series());
                minutes.setObject(2, utc(first));
                minutes.setObject(3, utc(last));
                minutes.executeUpdate();
            }
            LocalDate end = LocalDate.ofInstant(stretch.to(), zone);
            for (LocalDate day = LocalDate.ofInstant(stretch.from(), zone); !day.isAfter(end); day = day.plusDays(1)) {
                rollUpDay(connection, stretch.series(), day, zone);
            }
            return null;
        });
    }

    private static void rollUpDay(Connection connection, long series, LocalDate day, ZoneId zone) throws SQLException {
        try (PreparedStatement days =
                connection.prepareStatement("insert into rollup_day (series_id, day, least, most, total, number)"
                        + " select series_id, ?, min(least), max(most), sum(total), sum(number)"
                        + " from rollup_five_minutes where series_id = ? and at >= ? and at < ? group by series_id"
                        + AGGREGATES)) {
            days.setDate(1, Date.valueOf(day));
            days.setLong(2, series);
            days.setObject(3, utc(day.atStartOfDay(zone).toInstant()));
            days.setObject(4, utc(day.plusDays(1).atStartOfDay(zone).toInstant()));
            days.executeUpdate();
        }
    }

    static Instant floor(Instant at) {
        long step = STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), step) * step);
    }

    @Override
    public boolean keep(Heartbeat heartbeat, Instant receivedAt) {
        return jdbc(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert ignore into heartbeat (heartbeat_key, at, ok, size_bytes, duration_seconds, note,"
                            + " received_at) values (?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, heartbeat.key());
                insert.setObject(2, utc(heartbeat.at()));
                insert.setBoolean(3, heartbeat.ok());
                insert.setObject(4, heartbeat.sizeBytes());
                insert.setObject(5, heartbeat.durationSeconds());
                insert.setString(6, heartbeat.note());
                insert.setObject(7, utc(receivedAt));
                if (insert.executeUpdate() == 1) {
                    return true;
                }
            }
            List<Heartbeat> there =
                    heartbeats(connection, heartbeat.key(), heartbeat.at().minusNanos(1_000), heartbeat.at());
            if (there.stream().noneMatch(heartbeat::equals)) {
                throw Refusal.conflict(Message.of("conflict.heartbeat"));
            }
            return false;
        });
    }

    @Override
    public List<Heartbeat> heartbeats(String key, Instant from, Instant to) {
        return jdbc(connection -> heartbeats(connection, key, from, to));
    }

    private static final String HEARTBEAT =
            "select heartbeat_key, at, ok, size_bytes, duration_seconds, note from heartbeat where heartbeat_key = ?";

    private static List<Heartbeat> heartbeats(Connection connection, String key, Instant from, Instant to)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(HEARTBEAT + " and at > ? and at <= ? order by at")) {
            select.setString(1, key);
            select.setObject(2, utc(from));
            select.setObject(3, utc(to));
            return heartbeats(select);
        }
    }

    private static List<Heartbeat> heartbeats(PreparedStatement select) throws SQLException {
        List<Heartbeat> all = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.add(new Heartbeat(
                        rows.getString(1),
                        instant(rows, 2),
                        rows.getBoolean(3),
                        rows.getObject(4, Long.class),
                        rows.getObject(5, Double.class),
                        rows.getString(6)));
            }
        }
        return all;
    }

    @Override
    public Optional<Heartbeat> newestHeartbeat(String key, @Nullable Boolean ok, @Nullable Instant notAfter) {
        return jdbc(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    HEARTBEAT + " and at <= ? and (? is null or ok = ?) order by at desc limit 1")) {
                select.setString(1, key);
                select.setObject(2, utc(notAfter == null ? Instant.parse("9999-01-01T00:00:00Z") : notAfter));
                select.setObject(3, ok);
                select.setObject(4, ok);
                return heartbeats(select).stream().findFirst();
            }
        });
    }

    @Override
    public int forget(Instant rawBefore, Instant fiveMinutesBefore, int most) {
        return jdbc(connection -> {
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
                    delete.setObject(2, utc(rawBefore));
                    delete.setInt(3, most - removed);
                    removed += delete.executeUpdate();
                }
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from rollup_five_minutes where at < ? limit ?")) {
                delete.setObject(1, utc(fiveMinutesBefore));
                delete.setInt(2, most);
                removed += delete.executeUpdate();
            }
            return removed;
        });
    }

    @Override
    public boolean claim(String duty) {
        return jdbc(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select name from duty where name = ? for update skip locked")) {
                select.setString(1, duty);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }
}
