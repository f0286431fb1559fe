package org.maint.probing;

import java.sql.SQLException;
import java.time.Duration;
import org.maint.shared.Canonical;

/** Has a number counted. */
record SqlCountLook(ProbeSpec.SqlCount spec) implements Look {
    @Override
    public void look(Attempt attempt) throws ProbeFault {
        long start = System.nanoTime();
        long count;
        try {
            Duration left = Duration.ofMillis(attempt.deadline().millisLeft());
            count = attempt.surroundings().counts().count(spec.dataSource(), spec.query(), left);
        } catch (SQLException e) {
            attempt.orTimeout();
            // A database's message may hold what stands in its tables; its state says what kind of thing is wrong.
            throw new ProbeFault(ProbeFault.QUERY, "SQLSTATE " + e.getSQLState(), e);
        }
        Sheet sheet = attempt.sheet();
        sheet.value("seconds", (System.nanoTime() - start) / 1e9);
        sheet.value("count", (double) count);
        sheet.hash(Canonical.sha256(Long.toString(count)));
        Double min = spec.min() == null ? null : spec.min().doubleValue();
        Double max = spec.max() == null ? null : spec.max().doubleValue();
        sheet.range("count", min, max, (double) count, null);
    }
}
