package org.maint.metric;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Work on the connection of the current transaction, past Hibernate: samples come by the thousand, so they are rows that it
 * does not know.
 */
final class Jdbc {
    /** In one statement. */
    static final int ROWS = 500;

    private final EntityManager em;

    Jdbc(EntityManager em) {
        this.em = em;
    }

    /** Work on the transaction's connection. */
    @FunctionalInterface
    interface Work<R> {
        @Nullable
        R on(Connection connection) throws SQLException;
    }

    @SuppressWarnings("NullAway") // who answers nothing is not asked
    <R> R on(Work<R> work) {
        em.flush();
        return em.unwrap(Session.class).doReturningWork(work::on);
    }

    static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    static String questionMarks(int number) {
        return "(" + "?,".repeat(number - 1) + "?)";
    }

    /** Fills in the first question marks; answers where the next one is. */
    static int ids(PreparedStatement statement, Collection<Long> series) throws SQLException {
        int column = 1;
        for (long id : series) {
            statement.setLong(column++, id);
        }
        return column;
    }
}
