package org.maint.alerting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule thinks of one moment of the data.
 *
 * @param holds whether its condition holds
 * @param keeps whether it is not over yet, should it have held: differs where there is a recovery threshold
 * @param value what was compared; null where nothing was
 */
record Judged(Instant at, boolean holds, boolean keeps, @Nullable Double value) {}
