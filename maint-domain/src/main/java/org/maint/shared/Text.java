package org.maint.shared;

import jakarta.persistence.Embeddable;
import java.util.Locale;

/**
 * A label in the two languages of the product. Labels are data: they live in the plan, in a run's snapshot and in the
 * log, always as a pair, so that no page, report or log entry depends on the language it was made in.
 */
@Embeddable
public record Text(String en, String fr) {

    /** The same words in both languages, for what people type and for names that are not translated. */
    public static Text same(String words) {
        return new Text(words, words);
    }

    /** What a message says in each language. */
    public static Text of(Message message) {
        return new Text(Messages.words(message, Locale.ENGLISH), Messages.words(message, Locale.FRENCH));
    }

    /** At most so many characters in each, an ellipsis in place of the rest. */
    public Text shortened(int longest) {
        return new Text(Words.shortened(en, longest), Words.shortened(fr, longest));
    }

    /** French for any French locale, English otherwise. */
    public String in(Locale locale) {
        return Locale.FRENCH.getLanguage().equals(locale.getLanguage()) ? fr : en;
    }
}
