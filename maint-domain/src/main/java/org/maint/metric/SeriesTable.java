package org.maint.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.maint.shared.Canonical;

/** Lines of numbers: each metric from each source with each set of labels is one. */
final class SeriesTable {
    private static final int MOST_REMEMBERED = 200_000;

    /** Lines that were read from the database, hence committed by whoever made them. */
    private final Map<String, Long> known = new ConcurrentHashMap<>();

    private final Jdbc jdbc;

    SeriesTable(Jdbc jdbc) {
        this.jdbc = jdbc;
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

    long[] ids(List<Sample> samples) {
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
        Map<String, Long> found = jdbc.on(connection -> findOrMake(connection, unknown));
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
        for (int from = 0; from < missing.size(); from += Jdbc.ROWS) {
            List<String> part = missing.subList(from, Math.min(from + Jdbc.ROWS, missing.size()));
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
        for (int from = 0; from < all.size(); from += Jdbc.ROWS) {
            List<String> part = all.subList(from, Math.min(from + Jdbc.ROWS, all.size()));
            try (PreparedStatement select = connection.prepareStatement(
                    "select identity, id from series where identity in " + Jdbc.questionMarks(part.size()))) {
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

    List<Series> of(String metric) {
        return jdbc.on(connection -> {
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
}
