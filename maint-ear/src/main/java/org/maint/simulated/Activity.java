package org.maint.simulated;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;

/**
 * What the made-up people do: a plumbing firm in Montréal, busy in the morning and in the afternoon, quiet at night and
 * on Sunday, a little larger every week. The same seed and the same times give the same day.
 */
final class Activity {
    static final ZoneId MONTREAL = ZoneId.of("America/Toronto");

    /** The share of the busiest hour, by hour of the day. */
    private static final double[] HOURS = {
        .03, .02, .02, .02, .03, .08, .25, .6, .9, 1, 1, .92, .7, .88, .95, .9, .7, .45, .25, .18, .14, .12, .08, .05
    };

    private static final LocalDate OPENED = LocalDate.of(2024, 1, 8);

    /** What happened in one interval. */
    record Done(int requests, int jobs, int invoices, int gpsSessions, int messages, int registrations, int mistyped) {}

    /** In the busiest hour. */
    private static final double JOBS = 7;

    private static final double INVOICES = 5;

    private final Random random;
    private long jobsEver;
    private long invoicesEver;
    private LocalDate today = LocalDate.EPOCH;
    private int jobsToday;
    private int invoicesToday;

    Activity(long seed, Instant start) {
        random = new Random(seed);
        ZonedDateTime now = start.atZone(MONTREAL);
        today = now.toLocalDate();
        // As much as a morning until now would have brought.
        double hours = 0;
        for (ZonedDateTime at = now.toLocalDate().atStartOfDay(MONTREAL); at.isBefore(now); at = at.plusMinutes(10)) {
            hours += rhythm(at.toInstant()) / 6;
        }
        jobsToday = (int) Math.round(JOBS * hours);
        invoicesToday = (int) Math.round(INVOICES * hours);
        long days = age(start);
        jobsEver = 46 * days + jobsToday;
        invoicesEver = 33 * days + invoicesToday;
    }

    /** From 0 to 1. */
    static double rhythm(Instant at) {
        ZonedDateTime local = at.atZone(MONTREAL);
        double within = local.getMinute() / 60.0 + local.getSecond() / 3600.0;
        int hour = local.getHour();
        double share = HOURS[hour] * (1 - within) + HOURS[(hour + 1) % 24] * within;
        DayOfWeek day = local.getDayOfWeek();
        double week = day == DayOfWeek.SUNDAY ? .15 : day == DayOfWeek.SATURDAY ? .35 : 1;
        return share * week;
    }

    /** In days since the firm began to use it. */
    private static long age(Instant at) {
        return Math.max(0, at.atZone(MONTREAL).toLocalDate().toEpochDay() - OPENED.toEpochDay());
    }

    synchronized Done live(Instant at, Duration interval) {
        double rhythm = rhythm(at);
        double hours = interval.toMillis() / 3_600_000.0;
        LocalDate date = at.atZone(MONTREAL).toLocalDate();
        if (!date.equals(today)) {
            today = date;
            jobsToday = 0;
            invoicesToday = 0;
        }
        Done done = new Done(
                poisson((2_200 + 14_400 * rhythm) * hours),
                poisson(JOBS * rhythm * hours),
                poisson(INVOICES * rhythm * hours),
                poisson(22 * rhythm * hours),
                poisson(30 * rhythm * hours),
                poisson(.25 * rhythm * hours),
                poisson(.5 * rhythm * hours));
        jobsEver += done.jobs();
        jobsToday += done.jobs();
        invoicesEver += done.invoices();
        invoicesToday += done.invoices();
        return done;
    }

    synchronized int activeUsers(Instant at) {
        return (int) Math.round(2 + 38 * rhythm(at) + random.nextDouble() * 3);
    }

    /** In percent. */
    synchronized double autoDispatchShare(Instant at) {
        double wobble = 3 * Math.sin(at.getEpochSecond() / 7_200.0);
        return Math.min(92, 61 + age(at) * .01 + wobble);
    }

    /** In bytes. */
    long bundleSize(Instant at) {
        return 1_187_000 + age(at) / 14 * 3_400;
    }

    /** In bytes; a little more every day. */
    long storageUsed(Instant at) {
        return 31_000_000_000L + age(at) * 9_500_000L + at.getEpochSecond() % 86_400 * 110;
    }

    /** In seconds, how long one request takes on a good day: a quarter of a second, more when many are there. */
    synchronized double latency(Instant at) {
        return .24 * (1 + .35 * rhythm(at)) * Math.exp(.38 * random.nextGaussian());
    }

    /** Whether a request fails by itself; at night there are too few for one more not to look like an outage. */
    synchronized boolean stumbles(Instant at) {
        return random.nextDouble() < .003 * Math.min(1, rhythm(at) * 2);
    }

    synchronized int jobsToday() {
        return jobsToday;
    }

    synchronized int invoicesToday() {
        return invoicesToday;
    }

    synchronized long jobsEver() {
        return jobsEver;
    }

    synchronized long invoicesEver() {
        return invoicesEver;
    }

    synchronized int pick(int choices) {
        return random.nextInt(choices);
    }

    private int poisson(double mean) {
        if (mean > 30) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        int events = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            events++;
        }
        return events;
    }
}
