package org.maint.statuspage;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/** A part of the platform as it is written. */
public record ComponentWish(Text title, List<String> scope, boolean automatic) {
    public static final int LONGEST_TITLE = 80;
    public static final int LONGEST_SCOPE = 190;
    static final int MOST_SCOPES = 20;

    /**
     * Refused when a title is missing or too long, or when there are too many fingerprints.
     *
     * @param scope a fingerprint in each line
     */
    public static ComponentWish of(
            @Nullable String en, @Nullable String fr, @Nullable String scope, boolean automatic) {
        List<String> globs = Stream.of(Objects.requireNonNullElse(scope, "").split("\\R"))
                .map(each -> Words.optional(each, "/scope", LONGEST_SCOPE))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (globs.size() > MOST_SCOPES) {
            throw Refusal.invalid("/scope", Message.of("invalid.window.scope-many", MOST_SCOPES));
        }
        return new ComponentWish(
                new Text(
                        Words.required(en, "/title/en", LONGEST_TITLE), Words.required(fr, "/title/fr", LONGEST_TITLE)),
                globs,
                automatic);
    }
}
