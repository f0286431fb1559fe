package org.maint.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Bucket;
import org.maint.metric.SampleStore;
import org.maint.metric.Series;

/** What the platform has told of itself, by days of the plan's zone. */
@ApplicationScoped
public class Measured {
    /** How many days become one number. */
    enum How {
        SUM,
        AVERAGE,
        /** The greatest average of a day. */
        MOST;

        double of(Collection<Bucket> days) {
            double total = days.stream().mapToDouble(Bucket::total).sum();
            return switch (this) {
                case SUM -> total;
                case AVERAGE -> total / days.stream().mapToLong(Bucket::number).sum();
                case MOST -> days.stream().mapToDouble(Bucket::average).max().orElseThrow();
            };
        }

        /** What a day brings in. */
        double of(Bucket day) {
            return this == SUM ? day.total() : day.average();
        }
    }

    private final SampleStore store;

    @Inject
    public Measured(SampleStore store) {
        this.store = store;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Measured() {
        this(null);
    }

    List<Series> seriesOf(String metric) {
        return store.seriesOf(metric);
    }

    List<Long> lines(String metric) {
        return seriesOf(metric).stream().map(Series::id).toList();
    }

    /** The days of a period on which anything was measured. */
    Map<LocalDate, Bucket> days(List<Long> lines, Period period) {
        return store.days(lines, period.from(), period.to().minusDays(1));
    }

    /** Null when nothing was measured: "no data" is not zero. */
    @Nullable
    Double taken(List<Long> lines, How how, Period period) {
        Map<LocalDate, Bucket> days = days(lines, period);
        return days.isEmpty() ? null : (Double) how.of(days.values());
    }
}
