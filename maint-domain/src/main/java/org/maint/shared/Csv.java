package org.maint.shared;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes comma-separated values (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe in front
 * (OWASP, CSV injection): it then shows what was typed, and runs nothing.
 */
public final class Csv {
    /** Tells spreadsheets that the text is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private static final String RUN_BY_SPREADSHEETS = "=+-@\t\r\n";

    private final Appendable out;

    public Csv(Appendable out) throws IOException {
        this.out = out;
        out.append(BYTE_ORDER_MARK);
    }

    public Csv row(List<? extends @Nullable Object> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            out.append(cell(cells.get(i)));
        }
        out.append("\r\n");
        return this;
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        // A number is a number, also a negative one; everything else that could be run is text.
        boolean runs =
                !(value instanceof Number) && !text.isEmpty() && RUN_BY_SPREADSHEETS.indexOf(text.charAt(0)) >= 0;
        String safe = runs ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
