package org.maint.shared;

import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Counts the statements that the present thread sends to the database. A page needs few; {@code /metrics} shows how many
 * each one really needs.
 */
public class QueryCount implements StatementInspector {
    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<int[]> COUNT = ThreadLocal.withInitial(() -> new int[1]);

    /** From here on, for this thread. */
    public static void begin() {
        COUNT.get()[0] = 0;
    }

    /** Since {@link #begin()}. */
    public static int soFar() {
        return COUNT.get()[0];
    }

    @Override
    public String inspect(String sql) {
        COUNT.get()[0]++;
        return sql;
    }
}
