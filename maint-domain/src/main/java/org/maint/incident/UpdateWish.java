package org.maint.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * An update as it is written, by the blanks of the plan's communication template.
 *
 * @param eta null while nobody can say
 * @param nextUpdate null for the latest that the rules allow
 */
public record UpdateWish(
        IncidentStatus status,
        Audience audience,
        String issue,
        String impact,
        @Nullable Instant eta,
        @Nullable Instant nextUpdate,
        @Nullable String contact) {
    public static final int LONGEST_WORDS = 2_000;
    public static final int LONGEST_CONTACT = 200;

    /** Refused when something is missing or too long; whether its times lie ahead, the service asks. */
    public static UpdateWish of(
            @Nullable IncidentStatus status,
            @Nullable Audience audience,
            @Nullable String issue,
            @Nullable String impact,
            @Nullable Instant eta,
            @Nullable Instant nextUpdate,
            @Nullable String contact) {
        if (status == null) {
            throw Refusal.invalid("/status", Message.of("invalid.missing"));
        }
        return new UpdateWish(
                status,
                audience == null ? Audience.STAFF : audience,
                Words.required(issue, "/issue", LONGEST_WORDS),
                Words.required(impact, "/impact", LONGEST_WORDS),
                eta,
                nextUpdate,
                Words.optional(contact, "/contact", LONGEST_CONTACT));
    }

    UpdateWish promising(@Nullable Instant next) {
        return new UpdateWish(status, audience, issue, impact, eta, next, contact);
    }
}
