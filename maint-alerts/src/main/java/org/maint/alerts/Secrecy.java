package org.maint.alerts;

import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what others say fit to be recorded and shown: one line, at most {@value #LONGEST} characters, and without what is
 * secret.
 */
final class Secrecy {
    static final int LONGEST = 500;

    private static final int SHORTEST_SECRET = 4;

    private final List<String> secrets;

    private Secrecy(List<String> secrets) {
        this.secrets = secrets;
    }

    static Secrecy about(@Nullable String... secrets) {
        return new Secrecy(Arrays.stream(secrets)
                .filter(Objects::nonNull)
                // Shorter ones would be found in innocent words.
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** The path of a hook's address is its secret; so may be what stands after it. */
    static Secrecy about(URI url, @Nullable String... secrets) {
        String[] all = Arrays.copyOf(secrets, secrets.length + 4);
        all[secrets.length] = url.toString();
        all[secrets.length + 1] = url.getRawPath();
        all[secrets.length + 2] = url.getRawQuery();
        all[secrets.length + 3] = url.getRawUserInfo();
        return about(all);
    }

    /** These as well. */
    Secrecy and(List<String> more) {
        return about(Stream.concat(secrets.stream(), more.stream()).toArray(String[]::new));
    }

    String of(String words) {
        String line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        for (String secret : secrets) {
            line = line.replace(secret, "\u2026");
        }
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "\u2026";
    }

    /** What kind of failure, and what it says of itself. */
    String of(@Nullable Throwable failure) {
        if (failure == null) {
            return "failed";
        }
        String kind = failure.getClass().getSimpleName().replaceAll("(Exception|Error)$", "");
        String plain = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        String message = failure.getMessage();
        return of(message == null ? plain : plain + ": " + message);
    }
}
