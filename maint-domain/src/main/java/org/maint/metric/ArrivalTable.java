package org.maint.metric;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What has arrived and is still to be looked at. */
final class ArrivalTable {
    private final Jdbc jdbc;

    ArrivalTable(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    void arrived(String touched, Instant at) {
        jdbc.on(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into arrival (state, received_at, touched) values (0, ?, ?)")) {
                insert.setObject(1, Jdbc.utc(at));
                insert.setString(2, touched);
                return insert.executeUpdate();
            }
        });
    }

    Arrived take(int state, int most) {
        return jdbc.on(connection -> {
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
                        connection.prepareStatement(change + " where id in " + Jdbc.questionMarks(ids.size()))) {
                    for (int i = 0; i < ids.size(); i++) {
                        update.setLong(i + 1, ids.get(i));
                    }
                    update.executeUpdate();
                }
            }
            return Arrived.read(rows);
        });
    }
}
