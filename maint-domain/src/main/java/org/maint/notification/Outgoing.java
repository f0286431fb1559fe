package org.maint.notification;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Severity;
import org.maint.shared.Text;

/**
 * A claimed notification with everything that a sender needs.
 *
 * @param id also the idempotency key: the same one again is the same message again
 * @param attempt from 1
 * @param config null for the inbox
 * @param address null where the channel has but one place
 * @param link absolute where the base address is known
 * @param data JSON for programs; null when there is none
 * @param thread names the conversation it belongs to; null for none
 * @param correlation names the request or tick that it came from; null when nobody knows
 */
public record Outgoing(
        UUID id,
        int attempt,
        String kind,
        Severity severity,
        Instant at,
        Medium medium,
        @Nullable ChannelConfig config,
        @Nullable PersonId recipient,
        @Nullable String address,
        Locale language,
        Rendered words,
        Text title,
        Text body,
        String link,
        @Nullable String data,
        @Nullable String thread,
        @Nullable String correlation) {

    /** Without its words, which may hold a link or a code that nobody else may see. */
    @Override
    public String toString() {
        return kind + " " + id + " by " + medium;
    }
}
