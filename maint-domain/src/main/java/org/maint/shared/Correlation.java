package org.maint.shared;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What belongs together, from the request or tick that began it to the message that left: an id of this thread's present
 * work. It stands in the log's lines, in the answer, on each notification that is written meanwhile, and in the mail or
 * call that it becomes.
 */
public final class Correlation {
    /** Of requests, answers, calls and mails. */
    public static final String HEADER = "X-Correlation-Id";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private Correlation() {}

    /** Ends what {@link #begin} began. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** From here on what this thread does belongs to this id, until the scope is closed. */
    public static Scope begin(String id) {
        String before = CURRENT.get();
        CURRENT.set(id);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** Empty outside of any request or tick. */
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    public static String fresh() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What somebody sent as their id, if it is one: up to 64 letters, digits, dots, dashes; else a new one. */
    public static String accepted(@Nullable String sent) {
        return sent != null && FORM.matcher(sent).matches() ? sent : fresh();
    }
}
