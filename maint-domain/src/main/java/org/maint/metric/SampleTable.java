package org.maint.metric;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Samples as they came. */
final class SampleTable {
    private final Jdbc jdbc;

    SampleTable(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    List<Integer> keep(long[] series, List<Sample> samples) {
        return jdbc.on(connection -> {
            // In the order of the key, so that two batches that share some wait for each other and do not deadlock.
            Integer[] order = IntStream.range(0, series.length).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.<Integer>comparingLong(i -> series[i]).thenComparing(i -> samples.get(i)
                    .at()));
            long[] sortedSeries = Arrays.stream(order).mapToLong(i -> series[i]).toArray();
            List<Sample> sorted = Arrays.stream(order).map(samples::get).toList();
            List<Integer> others = new ArrayList<>();
            for (int from = 0; from < series.length; from += Jdbc.ROWS) {
                int to = Math.min(from + Jdbc.ROWS, series.length);
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
                insert.setObject(column++, Jdbc.utc(samples.get(i).at()));
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
                select.setObject(column++, Jdbc.utc(samples.get(i).at()));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    there.put(new Identity(rows.getLong(1), Jdbc.instant(rows, 2)), rows.getDouble(3));
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

    List<Point> points(Collection<Long> series, Instant from, Instant to) {
        if (series.isEmpty()) {
            return List.of();
        }
        return jdbc.on(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select at, value from sample where series_id in "
                            + Jdbc.questionMarks(series.size()) + " and at > ? and at <= ? order by at, series_id")) {
                int column = Jdbc.ids(select, series);
                select.setObject(column++, Jdbc.utc(from));
                select.setObject(column, Jdbc.utc(to));
                List<Point> points = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        points.add(new Point(Jdbc.instant(rows, 1), rows.getDouble(2)));
                    }
                }
                return points;
            }
        });
    }

    Map<Long, List<Point>> pointsOfEach(Collection<Long> series, Instant from, Instant to) {
        if (series.isEmpty()) {
            return Map.of();
        }
        return jdbc.on(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select series_id, at, value from sample where series_id in "
                            + Jdbc.questionMarks(series.size()) + " and at > ? and at <= ? order by series_id, at")) {
                int column = Jdbc.ids(select, series);
                select.setObject(column++, Jdbc.utc(from));
                select.setObject(column, Jdbc.utc(to));
                Map<Long, List<Point>> points = new HashMap<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        points.computeIfAbsent(rows.getLong(1), none -> new ArrayList<>())
                                .add(new Point(Jdbc.instant(rows, 2), rows.getDouble(3)));
                    }
                }
                return points;
            }
        });
    }

    Optional<Point> newest(Collection<Long> series, @Nullable Instant notAfter) {
        if (series.isEmpty()) {
            return Optional.empty();
        }
        return jdbc.on(connection -> {
            Point newest = null;
            // One line at a time goes straight to the end of the key.
            for (long id : series) {
                try (PreparedStatement select = connection.prepareStatement(
                        "select at, value from sample" + " where series_id = ? and at <= ? order by at desc limit 1")) {
                    select.setLong(1, id);
                    select.setObject(2, Jdbc.utc(notAfter == null ? Instant.parse("9999-01-01T00:00:00Z") : notAfter));
                    try (ResultSet rows = select.executeQuery()) {
                        if (rows.next()) {
                            Point point = new Point(Jdbc.instant(rows, 1), rows.getDouble(2));
                            newest = newest == null || point.at().isAfter(newest.at()) ? point : newest;
                        }
                    }
                }
            }
            return Optional.ofNullable(newest);
        });
    }
}
