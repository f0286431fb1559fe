package org.maint.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class TestClock extends Clock {
    private static final ZoneId MONTREAL = ZoneId.of("America/Toronto");
    private volatile Instant now;

    public TestClock(String localTime) {
        set(localTime);
    }

    /** To a local time in the plan's zone, such as {@code 2026-11-23T08:00}. */
    public TestClock set(String localTime) {
        now = LocalDateTime.parse(localTime).atZone(MONTREAL).toInstant();
        return this;
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The test clock is UTC");
    }

    @Override
    public Instant instant() {
        return now;
    }
}
