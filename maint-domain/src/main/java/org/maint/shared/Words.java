package org.maint.shared;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What people type, made safe to keep: trimmed, bounded, without control characters. */
public final class Words {
    private static final IntPredicate KEPT_CONTROL = character -> character == '\n' || character == '\t';

    private Words() {}

    /** The words, or null when there are none. Refused when longer than {@code longest} characters. */
    public static @Nullable String optional(@Nullable String typed, String pointer, int longest) {
        if (typed == null) {
            return null;
        }
        String words = typed.replace("\r\n", "\n").replace('\r', '\n').strip();
        if (words.isEmpty()) {
            return null;
        }
        if (words.length() > longest) {
            throw Refusal.invalid(pointer, Message.of("invalid.too-long", longest, words.length()));
        }
        if (words.chars().anyMatch(c -> Character.isISOControl(c) && !KEPT_CONTROL.test(c))) {
            throw Refusal.invalid(pointer, Message.of("invalid.control-characters"));
        }
        return words;
    }

    /** At most so many characters, an ellipsis in place of the rest: for what nobody types and a column must hold. */
    public static String shortened(String words, int longest) {
        return words.length() <= longest ? words : words.substring(0, longest - 1) + "…";
    }

    /** The words; refused when there are none. */
    public static String required(@Nullable String typed, String pointer, int longest) {
        String words = optional(typed, pointer, longest);
        if (words == null) {
            throw Refusal.invalid(pointer, Message.of("invalid.missing"));
        }
        return words;
    }
}
