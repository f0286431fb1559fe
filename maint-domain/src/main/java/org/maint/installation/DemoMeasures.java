package org.maint.installation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.maint.metric.Sample;
import org.maint.metric.Samples;

/**
 * What was measured of the made-up platform before it was there to be measured: four weeks in which all was well, denser
 * on the last day. The simulated platform goes on from there, with the same names and about the same figures.
 */
final class DemoMeasures {
    /** Within what is accepted as a late sample. */
    private static final Duration BACK = Duration.ofDays(28);

    /** What a chart of a day reads one by one. */
    private static final Duration DENSE = Duration.ofHours(26);

    private static final Duration SPARSE_STEP = Duration.ofMinutes(30);
    private static final Duration DENSE_STEP = Duration.ofMinutes(5);
    private static final LocalTime BACKUP = LocalTime.of(2, 0);

    /** The share of the busiest hour, by hour of the day, as on the simulated platform. */
    private static final double[] HOURS = {
        .03, .02, .02, .02, .03, .08, .25, .6, .9, 1, 1, .92, .7, .88, .95, .9, .7, .45, .25, .18, .14, .12, .08, .05
    };

    private static final double SECONDS_A_DAY = 86_400;

    private final Random random;
    private final ZoneId zone;
    private final Instant until;

    DemoMeasures(Random random, ZoneId zone, Instant until) {
        this.random = random;
        this.zone = zone;
        this.until = until;
    }

    /** In batches that are accepted at once. */
    List<List<Sample>> batches() {
        List<List<Sample>> batches = new ArrayList<>();
        List<Sample> batch = new ArrayList<>();
        Instant dense = until.minus(DENSE);
        Instant at = until.minus(BACK);
        while (at.isBefore(until)) {
            List<Sample> moment = moment(at);
            if (batch.size() + moment.size() > Samples.MOST) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.addAll(moment);
            at = at.plus(at.isBefore(dense) ? SPARSE_STEP : DENSE_STEP);
        }
        batches.add(batch);
        return batches;
    }

    private List<Sample> moment(Instant at) {
        double busy = busy(at);
        double days = Duration.between(at, until).toSeconds() / SECONDS_A_DAY;
        return List.of(
                sample("platform.up", at, 1, "probe:home"),
                sample("platform.page-load", at, (0.11 + 0.07 * busy) * about(0.12), "probe:home"),
                sample("platform.response-time", at, (0.44 + 0.15 * busy) * about(0.05), "platform"),
                sample("platform.error-rate", at, Math.min(1.4, 0.3 * busy * about(0.5)), "platform"),
                sample("platform.active-users", at, Math.round(2 + 38 * busy + 3 * random.nextDouble()), "platform"),
                // A little less every day, as the platform grows.
                sample("host.disk-free", at, 48.8 + days * 0.012, "probe:host"),
                sample("host.memory-used", at, 48 + 12 * busy + random.nextDouble(), "probe:host"),
                sample("backup.age", at, hoursSinceBackup(at), "probe:backup"));
    }

    private static Sample sample(String metric, Instant at, double value, String source) {
        return Sample.of(metric, at, Math.round(value * 1_000) / 1_000.0, source, Map.of());
    }

    /** A factor around one. */
    private double about(double spread) {
        return Math.exp(spread * Math.max(-2.5, Math.min(2.5, random.nextGaussian())));
    }

    /** From 0 to 1: busy by day, quiet at night and at the weekend. */
    private double busy(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        double within = local.getMinute() / 60.0;
        int hour = local.getHour();
        double day = HOURS[hour] * (1 - within) + HOURS[(hour + 1) % 24] * within;
        return day
                * (local.getDayOfWeek() == DayOfWeek.SUNDAY
                        ? 0.15
                        : local.getDayOfWeek() == DayOfWeek.SATURDAY ? 0.35 : 1);
    }

    private double hoursSinceBackup(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        ZonedDateTime today = local.toLocalDate().atTime(BACKUP).atZone(zone);
        ZonedDateTime last = today.isAfter(local) ? today.minusDays(1) : today;
        return Duration.between(last, local).toMinutes() / 60.0;
    }
}
