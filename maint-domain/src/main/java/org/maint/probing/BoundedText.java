package org.maint.probing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that a regular expression may only read until the deadline: one that tries everything ({@code (a+)+b}) would
 * otherwise not come to an end.
 */
final class BoundedText implements CharSequence {
    private static final int LONGEST = 1 << 20;
    private static final int READS_BETWEEN_LOOKS = 0x3ff;

    private final String text;
    private final Deadline until;
    private int reads;

    private BoundedText(String text, Deadline until) {
        this.text = text;
        this.until = until;
    }

    /** The first find, or null; looks at the first mebibyte of the text. */
    static @Nullable Matcher find(Pattern pattern, String text, Deadline until) throws ProbeFault {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        try {
            Matcher matcher = pattern.matcher(new BoundedText(start, until));
            return matcher.find() ? matcher : null;
        } catch (OutOfTime e) {
            throw new ProbeFault(ProbeFault.TIMEOUT, "/" + pattern.pattern() + "/", e);
        } catch (StackOverflowError e) {
            throw new ProbeFault(ProbeFault.UNREADABLE, "/" + pattern.pattern() + "/", e);
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if ((++reads & READS_BETWEEN_LOOKS) == 0
                && (until.isOver() || Thread.currentThread().isInterrupted())) {
            throw new OutOfTime();
        }
        return text.charAt(index);
    }

    /** For what was found, which is no longer bounded. */
    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfTime() {
            super("out-of-time", null, false, false);
        }
    }
}
