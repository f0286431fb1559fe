package org.maint.window;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Glob;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/** What of the platform is worked on: nothing named for all of it, or the fingerprints of things that may be wrong. */
public final class WindowScope {
    static final int MOST = 20;

    /** So that all of them fit in one column. */
    static final int LONGEST = 190;

    private WindowScope() {}

    /** Refused when there are too many, or when one of them names everything: that is said by naming nothing. */
    public static List<String> of(@Nullable List<String> typed) {
        if (typed == null) {
            return List.of();
        }
        List<String> globs = typed.stream()
                .map(each -> Words.optional(each, "/scope", LONGEST))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (globs.size() > MOST) {
            throw Refusal.invalid("/scope", Message.of("invalid.window.scope-many", MOST));
        }
        for (String glob : globs) {
            if (glob.indexOf('\n') >= 0) {
                throw Refusal.invalid("/scope", Message.of("invalid.control-characters"));
            }
            if (Glob.matchesEverything(glob)) {
                throw Refusal.invalid("/scope", Message.of("invalid.window.scope-everything"));
            }
        }
        return globs;
    }

    static boolean covers(List<String> scope, String fingerprint) {
        return scope.isEmpty()
                || scope.stream().anyMatch(glob -> glob.equals(fingerprint) || Glob.matches(glob, fingerprint));
    }
}
