package org.maint.target;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Bucket;

/**
 * How long the platform was up, in three accounts: all that was measured; without what was announced as maintenance; in
 * service hours alone. Each five minutes with a measurement count as five minutes, and as down for the share of
 * measurements that found it down; minutes without any are in no account. Within five minutes a failure is taken to be
 * spread evenly.
 *
 * @param differences the stretches in which it was down and that an account leaves out, by time
 */
public record Uptime(Account raw, Account announced, Account service, List<Difference> differences) {
    private static final double MILLIS = 1_000.0;

    /** @param measured how long it was looked at; @param down how much of that it was down */
    public record Account(Duration measured, Duration down) {
        /** In percent; empty when nothing was measured. */
        public Optional<Double> percent() {
            return measured.isZero()
                    ? Optional.empty()
                    : Optional.of(100 - 100.0 * down.toMillis() / measured.toMillis());
        }
    }

    /** Why an account leaves something out. */
    public enum Cause {
        ANNOUNCED,
        OUTSIDE_SERVICE
    }

    /**
     * @param down how long it was down in this stretch
     * @param words the title of the maintenance; null for none
     */
    public record Difference(Instant from, Instant to, Duration down, Cause cause, @Nullable String words) {}

    /** Maintenance that was announced before it began. */
    record Announced(Instant from, Instant to, String title) {
        private Duration within(Instant begin, Instant end) {
            Instant first = from.isAfter(begin) ? from : begin;
            Instant last = to.isBefore(end) ? to : end;
            return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
        }
    }

    /**
     * @param buckets five minutes each, of 0 and 1
     * @param announced that do not overlap one another
     * @param until later minutes are not over yet
     */
    static Uptime of(
            List<Bucket> buckets,
            Duration width,
            List<Announced> announced,
            Predicate<Instant> serving,
            Instant until) {
        Sum raw = new Sum();
        Sum net = new Sum();
        Sum service = new Sum();
        List<Difference> differences = new ArrayList<>();
        for (Bucket bucket : buckets) {
            Instant end =
                    bucket.at().plus(width).isAfter(until) ? until : bucket.at().plus(width);
            Duration length = Duration.between(bucket.at(), end);
            if (!length.isNegative() && !length.isZero()) {
                double down = 1 - bucket.average();
                raw.add(length, down);
                Duration left = length;
                for (Announced each : announced) {
                    Duration covered = each.within(bucket.at(), end);
                    left = left.minus(covered);
                    note(differences, bucket.at(), end, covered, down, Cause.ANNOUNCED, each.title());
                }
                net.add(left, down);
                if (serving.test(bucket.at())) {
                    service.add(length, down);
                } else {
                    note(differences, bucket.at(), end, length, down, Cause.OUTSIDE_SERVICE, null);
                }
            }
        }
        return new Uptime(raw.account(), net.account(), service.account(), List.copyOf(differences));
    }

    /** One that goes on where the last of its kind ended is one with it. */
    private static void note(
            List<Difference> differences,
            Instant from,
            Instant to,
            Duration length,
            double share,
            Cause cause,
            @Nullable String words) {
        Duration down = part(length, share);
        if (down.isZero()) {
            return;
        }
        for (int i = differences.size() - 1; i >= 0; i--) {
            Difference last = differences.get(i);
            if (last.to().equals(from) && last.cause() == cause && java.util.Objects.equals(last.words(), words)) {
                differences.set(i, new Difference(last.from(), to, last.down().plus(down), cause, words));
                return;
            }
        }
        differences.add(new Difference(from, to, down, cause, words));
    }

    private static Duration part(Duration length, double share) {
        return Duration.ofMillis(Math.round(length.toMillis() * share / MILLIS) * (long) MILLIS);
    }

    private static final class Sum {
        private Duration measured = Duration.ZERO;
        private double down;

        void add(Duration length, double share) {
            measured = measured.plus(length);
            down += length.toMillis() * share;
        }

        Account account() {
            return new Account(measured, Duration.ofMillis(Math.round(down)));
        }
    }
}
