package org.maint.metric;

import java.time.Instant;

/**
 * What became of the samples of a stretch of time.
 *
 * @param at its beginning
 * @param number how many samples; at least 1
 */
public record Bucket(Instant at, double least, double most, double total, long number) {
    public double average() {
        return total / number;
    }

    Bucket with(Bucket other) {
        return new Bucket(
                at,
                Math.min(least, other.least),
                Math.max(most, other.most),
                total + other.total,
                number + other.number);
    }
}
