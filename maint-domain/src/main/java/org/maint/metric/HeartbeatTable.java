package org.maint.metric;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Signs of life. */
final class HeartbeatTable {
    private final Jdbc jdbc;

    HeartbeatTable(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    boolean keep(Heartbeat heartbeat, Instant receivedAt) {
        return jdbc.on(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert ignore into heartbeat (heartbeat_key, at, ok, size_bytes, duration_seconds, note,"
                            + " received_at) values (?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, heartbeat.key());
                insert.setObject(2, Jdbc.utc(heartbeat.at()));
                insert.setBoolean(3, heartbeat.ok());
                insert.setObject(4, heartbeat.sizeBytes());
                insert.setObject(5, heartbeat.durationSeconds());
                insert.setString(6, heartbeat.note());
                insert.setObject(7, Jdbc.utc(receivedAt));
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

    List<Heartbeat> heartbeats(String key, Instant from, Instant to) {
        return jdbc.on(connection -> heartbeats(connection, key, from, to));
    }

    private static final String HEARTBEAT =
            "select heartbeat_key, at, ok, size_bytes, duration_seconds, note from heartbeat where heartbeat_key = ?";

    private static List<Heartbeat> heartbeats(Connection connection, String key, Instant from, Instant to)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(HEARTBEAT + " and at > ? and at <= ? order by at")) {
            select.setString(1, key);
            select.setObject(2, Jdbc.utc(from));
            select.setObject(3, Jdbc.utc(to));
            return heartbeats(select);
        }
    }

    private static List<Heartbeat> heartbeats(PreparedStatement select) throws SQLException {
        List<Heartbeat> all = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.add(new Heartbeat(
                        rows.getString(1),
                        Jdbc.instant(rows, 2),
                        rows.getBoolean(3),
                        rows.getObject(4, Long.class),
                        rows.getObject(5, Double.class),
                        rows.getString(6)));
            }
        }
        return all;
    }

    Optional<Heartbeat> newestHeartbeat(String key, @Nullable Boolean ok, @Nullable Instant notAfter) {
        return jdbc.on(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    HEARTBEAT + " and at <= ? and (? is null or ok = ?) order by at desc limit 1")) {
                select.setString(1, key);
                select.setObject(2, Jdbc.utc(notAfter == null ? Instant.parse("9999-01-01T00:00:00Z") : notAfter));
                select.setObject(3, ok);
                select.setObject(4, ok);
                return heartbeats(select).stream().findFirst();
            }
        });
    }
}
