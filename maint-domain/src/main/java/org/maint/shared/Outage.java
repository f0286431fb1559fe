package org.maint.shared;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells whether something failed because the database does not answer, or has no room: it passes, and nothing was kept. */
public final class Outage {
    /** No space left, table full, read only, too many connections, server going down. */
    private static final Set<Integer> NO_ROOM = Set.of(1021, 1040, 1053, 1114, 1290, 1836);

    /** The server's own, which are not on the class path here: its pool has no connection to give. */
    private static final Set<String> POOL = Set.of("PoolingException", "ResourceAllocationException");

    private static final String CONNECTION = "08";

    private Outage() {}

    public static boolean is(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof JDBCConnectionException
                    || each instanceof SQLNonTransientConnectionException
                    || each instanceof SQLTransientConnectionException
                    || each instanceof SQLException sql && is(sql)
                    || POOL.contains(each.getClass().getSimpleName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith(CONNECTION) || NO_ROOM.contains(failure.getErrorCode());
    }
}
