package org.maint.shared;

import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * New rows by the hundred in few statements, in the present transaction. Hibernate writes one at a time where the database
 * makes the key, and sends whatever else waits before each; where thousands come at one moment that is most of the time.
 *
 * @param columns as the table names them
 */
public record Rows(String table, List<String> columns) {
    /** In one statement. */
    private static final int MOST = 250;

    /** @param rows each with a value for each column, in their order; no object stands for them that Hibernate would keep */
    public void insert(EntityManager em, List<List<@Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        em.flush();
        em.unwrap(Session.class).doWork(connection -> {
            for (int from = 0; from < rows.size(); from += MOST) {
                List<List<@Nullable Object>> some = rows.subList(from, Math.min(from + MOST, rows.size()));
                try (PreparedStatement insert = connection.prepareStatement(sql(some.size()))) {
                    set(insert, some);
                    insert.executeUpdate();
                }
            }
        });
    }

    /**
     * As {@link #insert}, where the database makes the key.
     *
     * @param key the column that it makes
     * @return the keys, in the order of the rows
     */
    public List<Long> insert(EntityManager em, List<List<@Nullable Object>> rows, String key) {
        List<Long> keys = new ArrayList<>(rows.size());
        if (rows.isEmpty()) {
            return keys;
        }
        em.flush();
        em.unwrap(Session.class).doWork(connection -> {
            for (int from = 0; from < rows.size(); from += MOST) {
                List<List<@Nullable Object>> some = rows.subList(from, Math.min(from + MOST, rows.size()));
                try (PreparedStatement insert = connection.prepareStatement(sql(some.size()) + " returning " + key)) {
                    set(insert, some);
                    try (ResultSet made = insert.executeQuery()) {
                        while (made.next()) {
                            keys.add(made.getLong(1));
                        }
                    }
                }
            }
        });
        if (keys.size() != rows.size()) {
            throw new IllegalStateException(keys.size() + " keys for " + rows.size() + " rows of " + table);
        }
        return keys;
    }

    private String sql(int rows) {
        String one = "(" + String.join(",", Collections.nCopies(columns.size(), "?")) + ")";
        return "insert into " + table + " (" + String.join(", ", columns) + ") values "
                + String.join(",", Collections.nCopies(rows, one));
    }

    private static void set(PreparedStatement insert, List<List<@Nullable Object>> rows) throws SQLException {
        int column = 1;
        for (List<@Nullable Object> row : rows) {
            for (Object value : row) {
                set(insert, column++, value);
            }
        }
    }

    private static void set(PreparedStatement insert, int column, @Nullable Object value) throws SQLException {
        if (value instanceof Instant instant) {
            insert.setObject(column, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
        } else if (value instanceof Enum<?> constant) {
            insert.setString(column, constant.name());
        } else if (value instanceof UUID uuid) {
            insert.setString(column, uuid.toString());
        } else {
            insert.setObject(column, value);
        }
    }
}
