package org.maint.checklist;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Text;

/**
 * What was found out about an item.
 *
 * @param outcome null when nothing could be found out
 * @param value the number that was found; null where there is none
 * @param expected what it was compared with, such as {@code < 3}
 * @param why why it failed, or why nothing could be found out; null when it passed
 * @param observedAt when it was looked at, in the time of the data
 * @param document the whole of it: what was asked, what came back; kept as evidence
 */
public record ProofResult(
        @Nullable Outcome outcome,
        @Nullable BigDecimal value,
        @Nullable String expected,
        @Nullable Text why,
        Instant observedAt,
        JsonNode document) {}
