package org.maint.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** What an address names; refused as not found when it cannot name anything. */
final class Addressed {
    private Addressed() {}

    static RunId run(@Nullable String id) {
        try {
            return new RunId(UUID.fromString(String.valueOf(id)));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Message.of("not-found.run", String.valueOf(id)));
        }
    }

    static long entry(@Nullable String number) {
        return number(number, "not-found.log-entry");
    }

    static long task(@Nullable String number) {
        return number(number, "not-found.task");
    }

    static long alert(@Nullable String number) {
        return number(number, "not-found.alert");
    }

    static long incident(@Nullable String number) {
        return number(number, "not-found.incident");
    }

    /** A version of the plan. */
    static int version(@Nullable String number) {
        String digits = String.valueOf(number);
        if (!digits.matches("\\d{1,8}")) {
            throw Refusal.notFound(Message.of("not-found.plan-version", digits));
        }
        return Integer.parseInt(digits);
    }

    /** The row of a list whose button was pressed, as the page had shown it: the list may be another by now. */
    static UUID row(HttpServletRequest request) {
        try {
            return UUID.fromString(String.valueOf(request.getParameter("row")));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Message.of("not-found.row"));
        }
    }

    private static long number(@Nullable String text, String unknown) {
        String digits = String.valueOf(text);
        if (!digits.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of(unknown, digits));
        }
        return Long.parseLong(digits);
    }
}
