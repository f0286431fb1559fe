package org.maint.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One look that a probe has taken.
 *
 * @param problem why there was none, or none to its end; null when there was one
 */
public record Check(long id, String probe, Instant observedAt, boolean ok, double seconds, @Nullable String problem) {}
