package org.maint.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/**
 * An update as it is written, by the blanks of the plan's communication template.
 *
 * @param issue in both languages; the same words in both when it was written in one
 * @param eta null while nobody can say
 * @param nextUpdate null for the latest that the rules allow
 */
public record UpdateWish(
        IncidentStatus status,
        Audience audience,
        Text issue,
        Text impact,
        @Nullable Instant eta,
        @Nullable Instant nextUpdate,
        @Nullable String contact) {
    public static final int LONGEST_WORDS = 2_000;
    public static final int LONGEST_CONTACT = 200;

    /** Refused when something is missing or too long; whether its times lie ahead, the service asks. */
    public static UpdateWish of(
            @Nullable IncidentStatus status,
            @Nullable Audience audience,
            Text issue,
            Text impact,
            @Nullable Instant eta,
            @Nullable Instant nextUpdate,
            @Nullable String contact) {
        if (status == null) {
            throw Refusal.invalid("/status", Message.of("invalid.missing"));
        }
        return new UpdateWish(
                status,
                audience == null ? Audience.STAFF : audience,
                issue,
                impact,
                eta,
                nextUpdate,
                Words.optional(contact, "/contact", LONGEST_CONTACT));
    }

    /**
     * What is said in both languages; what was written in one is said in both.
     *
     * @param typedFrench null or blank where there is only one
     */
    public static Text words(@Nullable String typed, @Nullable String typedFrench, String pointer) {
        String one = Words.required(typed, pointer, LONGEST_WORDS);
        String french = Words.optional(typedFrench, pointer + "Fr", LONGEST_WORDS);
        return new Text(one, french == null ? one : french);
    }

    UpdateWish promising(@Nullable Instant next) {
        return new UpdateWish(status, audience, issue, impact, eta, next, contact);
    }
}
