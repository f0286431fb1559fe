package org.maint.postmortem;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/** What is to change, as it is written. */
public record ActionWish(PostMortemAction.Kind kind, String title, @Nullable PersonId owner, @Nullable LocalDate due) {
    public static final int LONGEST_TITLE = 200;

    public static ActionWish of(
            PostMortemAction.@Nullable Kind kind,
            @Nullable String title,
            @Nullable PersonId owner,
            @Nullable LocalDate due) {
        if (kind == null) {
            throw Refusal.invalid("/kind", Message.of("invalid.missing"));
        }
        String words = Words.required(title, "/title", LONGEST_TITLE);
        if (words.indexOf('\n') >= 0) {
            throw Refusal.invalid("/title", Message.of("invalid.line-break"));
        }
        return new ActionWish(kind, words, owner, due);
    }
}
