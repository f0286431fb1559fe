package org.maint.people;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.shared.MailAddress;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/** What is known of a person, checked as it is typed. */
final class Details {
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,62}");
    private static final Set<String> LANGUAGES = Set.of("en", "fr");

    private Details() {}

    static String login(@Nullable String typed) {
        String login = typed == null ? "" : typed.strip();
        if (!LOGIN.matcher(login).matches()) {
            throw Refusal.invalid("/login", Message.of("invalid.login"));
        }
        return login;
    }

    static String name(@Nullable String typed) {
        return Words.required(typed, "/name", 120);
    }

    static String email(@Nullable String typed) {
        return MailAddress.required(typed, "/email");
    }

    /** At least one, and none that is for machines. */
    static Set<Role> ofPeople(Set<Role> roles) {
        if (roles.isEmpty()) {
            throw Refusal.invalid("/roles", Message.of("invalid.missing"));
        }
        if (roles.contains(Role.INGEST)) {
            throw Refusal.invalid("/roles", Message.of("invalid.role.machine", Message.of("role." + Role.INGEST)));
        }
        return Set.copyOf(roles);
    }

    /** French or English; null when nothing is said. */
    static @Nullable Locale language(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        if (!LANGUAGES.contains(typed)) {
            throw Refusal.invalid("/language", Message.of("problem.one-of-expected", "en, fr"));
        }
        return Locale.forLanguageTag(typed);
    }
}
