package org.maint.metric;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** What became of samples: five minutes and days. */
final class RollupTable {
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

    void rollUp(Arrived.Stretch stretch, ZoneId zone) {
        Instant first = floor(stretch.from());
        Instant last = floor(stretch.to()).plus(SampleStore.STEP);
        jdbc.on(connection -> {
            try (PreparedStatement minutes = connection.prepareStatement(
                    "insert into rollup_five_minutes (series_id, at, least, most, total, number)"
                            + " select series_id, from_days(to_days(at))"
                            + " + interval (time_to_sec(at) div 300) * 300 second as step,"
                            + " min(value), max(value), sum(value), count(*) from sample"
                            + " where series_id = ? and at >= ? and at < ? group by series_id, step" + AGGREGATES)) {
                minutes.setLong(1, stretch.series());
                minutes.setObject(2, Jdbc.utc(first));
                minutes.setObject(3, Jdbc.utc(last));
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
            days.setObject(3, Jdbc.utc(day.atStartOfDay(zone).toInstant()));
            days.setObject(4, Jdbc.utc(day.plusDays(1).atStartOfDay(zone).toInstant()));
            days.executeUpdate();
        }
    }

    static Instant floor(Instant at) {
        long step = SampleStore.STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), step) * step);
    }
}
