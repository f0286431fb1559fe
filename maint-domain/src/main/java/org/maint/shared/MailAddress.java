package org.maint.shared;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An e-mail address as people type it: no more is asked of it than that a mail server could take it. */
public final class MailAddress {
    /** In characters. */
    public static final int LONGEST = 254;

    private static final Pattern FORM = Pattern.compile("[^@\\s<>\",;]{1,64}@[^@\\s<>\",;]{1,189}");

    private MailAddress() {}

    /** The address; refused with this pointer when it is none. */
    public static String required(@Nullable String typed, String pointer) {
        String address = Words.required(typed, pointer, LONGEST);
        if (!FORM.matcher(address).matches()) {
            throw Refusal.invalid(pointer, Message.of("invalid.email"));
        }
        return address;
    }
}
