package org.maint.web.rest;

import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** The version that a caller saw, as {@code If-Match} brings it. */
final class IfMatch {
    private IfMatch() {}

    /** Null for {@code *}: whatever it is now. */
    static @Nullable Integer version(String header) {
        String bare = header.strip().replaceFirst("^W/", "").replace("\"", "");
        if (bare.equals("*")) {
            return null;
        }
        try {
            return Integer.valueOf(bare);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("", Message.of("problem.if-match", header));
        }
    }

    /** 428. */
    static Response missing(Locale locale) {
        return Problem.of(428, "precondition-required", Message.of("problem.if-match-missing"), locale)
                .response();
    }
}
