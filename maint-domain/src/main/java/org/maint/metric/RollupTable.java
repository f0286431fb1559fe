package org.maint.metric;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What became of samples: five minutes and days. */
final class RollupTable {
    /** So many lines in one statement at most, and of so many steps: one that comes late by a day brings 288. */
    private static final int MOST_LINES = 250;

    private static final int MOST_STEPS = 3_000;

    private final Jdbc jdbc;

    RollupTable(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Over a year there are a hundred thousand of them, of which but one number is wanted. */
    Optional<Double> meanOfFiveMinutes(Collection<Long> series, Instant from, Instant to) {
        if (series.isEmpty()) {
            return Optional.empty();
        }
        return jdbc.on(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select avg(average) from (select sum(total) / sum(number) average from rollup_five_minutes"
                            + " where series_id in " + Jdbc.questionMarks(series.size())
                            + " and at >= ? and at < ? group by at) steps")) {
                int column = Jdbc.ids(select, series);
                select.setObject(column++, Jdbc.utc(from));
                select.setObject(column, Jdbc.utc(to));
                try (ResultSet mean = select.executeQuery()) {
                    mean.next();
                    double value = mean.getDouble(1);
                    return mean.wasNull() ? Optional.empty() : Optional.of(value);
                }
            }
        });
    }

    List<Bucket> fiveMinutes(Collection<Long> series, Instant from, Instant to) {
        if (series.isEmpty()) {
            return List.of();
        }
        return jdbc.on(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select at, min(least), max(most), sum(total), sum(number) from rollup_five_minutes"
                            + " where series_id in " + Jdbc.questionMarks(series.size())
                            + " and at >= ? and at < ? group by at order by at")) {
                int column = Jdbc.ids(select, series);
                select.setObject(column++, Jdbc.utc(from));
                select.setObject(column, Jdbc.utc(to));
                List<Bucket> buckets = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        buckets.add(new Bucket(
                                Jdbc.instant(rows, 1),
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

    Map<LocalDate, Bucket> days(Collection<Long> series, LocalDate from, LocalDate to) {
        if (series.isEmpty()) {
            return Map.of();
        }
        return jdbc.on(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select day, min(least), max(most), sum(total), sum(number) from rollup_day where series_id in "
                            + Jdbc.questionMarks(series.size())
                            + " and day >= ? and day <= ? group by day order by day")) {
                int column = Jdbc.ids(select, series);
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

    /** The steps of lines that something came for at about the same time are made together. */
    private record Steps(Instant from, Instant to) {
        static Steps of(Arrived.Stretch stretch) {
            return new Steps(floor(stretch.from()), floor(stretch.to()).plus(SampleStore.STEP));
        }

        /** How many lines one statement takes: no longer than the database's time-outs allow. */
        int lines() {
            long steps = Duration.between(from, to).dividedBy(SampleStore.STEP);
            return (int) Math.max(1, Math.min(MOST_LINES, MOST_STEPS / steps));
        }
    }

    void rollUp(Collection<Arrived.Stretch> stretches, ZoneId zone) {
        Map<Steps, SortedSet<Long>> steps = new LinkedHashMap<>();
        SortedMap<LocalDate, SortedSet<Long>> days = new TreeMap<>();
        for (Arrived.Stretch stretch : stretches) {
            steps.computeIfAbsent(Steps.of(stretch), none -> new TreeSet<>()).add(stretch.series());
            LocalDate end = LocalDate.ofInstant(stretch.to(), zone);
            for (LocalDate day = LocalDate.ofInstant(stretch.from(), zone); !day.isAfter(end); day = day.plusDays(1)) {
                days.computeIfAbsent(day, none -> new TreeSet<>()).add(stretch.series());
            }
        }
        jdbc.on(connection -> {
            for (Map.Entry<Steps, SortedSet<Long>> each : steps.entrySet()) {
                for (List<Long> some : portions(each.getValue(), each.getKey().lines())) {
                    rollUpSteps(connection, some, each.getKey());
                }
            }
            for (Map.Entry<LocalDate, SortedSet<Long>> each : days.entrySet()) {
                for (List<Long> some : portions(each.getValue(), MOST_LINES)) {
                    rollUpDay(connection, some, each.getKey(), zone);
                }
            }
            return null;
        });
    }

    private static List<List<Long>> portions(Collection<Long> series, int most) {
        List<Long> all = List.copyOf(series);
        List<List<Long>> portions = new ArrayList<>();
        for (int i = 0; i < all.size(); i += most) {
            portions.add(all.subList(i, Math.min(i + most, all.size())));
        }
        return portions;
    }

    // By the key of the line: what else came at that time is none of its business, however little of it there is.
    private static void rollUpSteps(Connection connection, List<Long> series, Steps steps) throws SQLException {
        try (PreparedStatement minutes = connection.prepareStatement(
                "insert into rollup_five_minutes (series_id, at, least, most, total, number)"
                        + " select series_id, from_days(to_days(at))"
                        + " + interval (time_to_sec(at) div 300) * 300 second as step,"
                        + " min(value), max(value), sum(value), count(*) from sample force index (primary)"
                        + " where series_id in " + Jdbc.questionMarks(series.size())
                        + " and at >= ? and at < ? group by series_id, step" + AGGREGATES)) {
            int column = Jdbc.ids(minutes, series);
            minutes.setObject(column++, Jdbc.utc(steps.from()));
            minutes.setObject(column, Jdbc.utc(steps.to()));
            minutes.executeUpdate();
        }
    }

    private static void rollUpDay(Connection connection, List<Long> series, LocalDate day, ZoneId zone)
            throws SQLException {
        try (PreparedStatement days =
                connection.prepareStatement("insert into rollup_day (series_id, day, least, most, total, number)"
                        + " select series_id, ?, min(least), max(most), sum(total), sum(number)"
                        + " from rollup_five_minutes force index (primary)"
                        + " where at >= ? and at < ? and series_id in " + Jdbc.questionMarks(series.size())
                        + " group by series_id" + AGGREGATES)) {
            days.setDate(1, Date.valueOf(day));
            days.setObject(2, Jdbc.utc(day.atStartOfDay(zone).toInstant()));
            days.setObject(3, Jdbc.utc(day.plusDays(1).atStartOfDay(zone).toInstant()));
            int column = 4;
            for (long id : series) {
                days.setLong(column++, id);
            }
            days.executeUpdate();
        }
    }

    static Instant floor(Instant at) {
        long step = SampleStore.STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), step) * step);
    }
}
