package org.maint.metric;

import java.time.Instant;

/** A value at a time, of one line of numbers. */
public record Point(Instant at, double value) {}
