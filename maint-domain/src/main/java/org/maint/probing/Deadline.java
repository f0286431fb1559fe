package org.maint.probing;

import java.time.Duration;

/** A time by which something ends, on the clock that nobody can set. */
final class Deadline {
    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    Deadline earlier(Duration by) {
        return new Deadline(at - by.toNanos());
    }

    boolean isOver() {
        return nanosLeft() <= 0;
    }

    long nanosLeft() {
        return at - System.nanoTime();
    }

    /** At least one, because zero means for ever to sockets. */
    int millisLeft() {
        return (int) Math.max(1, nanosLeft() / 1_000_000);
    }
}
