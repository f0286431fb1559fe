package org.maint.probing;

import java.sql.SQLException;
import java.time.Duration;

/** Runs a query that answers one number, without writing anything. */
@FunctionalInterface
public interface CountQuery {
    /**
     * @param dataSource by its name in the configuration
     * @param timeout after which the database is to give up; never zero
     */
    long count(String dataSource, String sql, Duration timeout) throws SQLException;
}
