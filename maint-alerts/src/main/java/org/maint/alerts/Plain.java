package org.maint.alerts;

import java.text.BreakIterator;
import java.util.Locale;

/** Text as some medium takes it: without characters that only hide things, and no longer than it may be. */
final class Plain {
    private static final String MORE = "\u2026";

    private Plain() {}

    /** Line breaks stay. What turns the direction of text round or is invisible goes, for it makes words lie. */
    static String lines(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ")
                .replaceAll("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]", "")
                .strip();
    }

    static String line(String text) {
        return lines(text).replaceAll("\\s+", " ");
    }

    /** At most so long, ended at a word with an ellipsis where something is left out; never in the middle of a character. */
    static String cut(String text, int longest, Locale language) {
        if (text.length() <= longest) {
            return text;
        }
        if (longest <= 0) {
            return "";
        }
        int room = longest - MORE.length();
        int end = text.lastIndexOf(' ', room);
        int line = text.lastIndexOf('\n', room);
        end = Math.max(end, line);
        // A single word of that length is cut where it may be.
        if (end < room / 2) {
            BreakIterator characters = BreakIterator.getCharacterInstance(language);
            characters.setText(text);
            end = characters.isBoundary(room) ? room : characters.preceding(room);
        }
        return text.substring(0, end).stripTrailing() + MORE;
    }
}
