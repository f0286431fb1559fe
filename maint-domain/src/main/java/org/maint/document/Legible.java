package org.maint.document;

import java.text.Normalizer;

/** What people typed, as it can be printed: nothing is left out silently, and nothing in it acts on the text around it. */
final class Legible {
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;

    private Legible() {}

    /**
     * The text with a control character as its picture (␀), and a character that the fonts lack, or that would turn the
     * direction of writing, by its number ([U+202E]). Lines stay lines.
     */
    static String of(String text) {
        if (text.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f || c >= 0xa0 && c < 0x250 && c != 0xad)) {
            return text;
        }
        StringBuilder legible = new StringBuilder(text.length() + 16);
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(codePoint -> append(legible, codePoint));
        return legible.toString();
    }

    private static void append(StringBuilder legible, int codePoint) {
        if (codePoint == '\n') {
            legible.append('\n');
        } else if (codePoint == '\t') {
            legible.append("    ");
        } else if (codePoint < ' ') {
            legible.appendCodePoint(CONTROL_PICTURES + codePoint);
        } else if (codePoint == 0x7f) {
            legible.appendCodePoint(PICTURE_OF_DELETE);
        } else if (isInvisible(codePoint)) {
            // They shape what stands beside them, which these fonts do not do.
            return;
        } else if (Character.getType(codePoint) == Character.FORMAT
                || Character.isISOControl(codePoint)
                || !Fonts.have(codePoint)) {
            legible.append(String.format("[U+%04X]", codePoint));
        } else {
            legible.appendCodePoint(codePoint);
        }
    }

    private static boolean isInvisible(int codePoint) {
        // Soft hyphen, zero-width joiners, variation selectors.
        return codePoint == 0xad
                || codePoint == 0x200c
                || codePoint == 0x200d
                || codePoint >= 0xfe00 && codePoint <= 0xfe0f;
    }
}
