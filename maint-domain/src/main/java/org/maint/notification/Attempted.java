package org.maint.notification;

import java.time.Instant;
import java.util.UUID;

/** What came of one attempt, to be recorded. */
public record Attempted(UUID id, int attempt, Instant at, int tookMillis, Via via, Delivery delivery) {}
