package org.maint.web.security;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What browsers say of themselves, in words that their owners recognise. */
final class Browsers {
    /** In this order: each claims to be those after it. */
    private static final List<String[]> NAMES = List.of(
            new String[] {"Edg", "Edge"},
            new String[] {"OPR", "Opera"},
            new String[] {"SamsungBrowser", "Samsung Internet"},
            new String[] {"Firefox", "Firefox"},
            new String[] {"FxiOS", "Firefox"},
            new String[] {"CriOS", "Chrome"},
            new String[] {"Chrom", "Chrome"},
            new String[] {"Safari", "Safari"});

    private static final List<String[]> SYSTEMS = List.of(
            new String[] {"iPhone", "iPhone"},
            new String[] {"iPad", "iPad"},
            new String[] {"Android", "Android"},
            new String[] {"Windows", "Windows"},
            new String[] {"Mac OS X", "macOS"},
            new String[] {"CrOS", "ChromeOS"},
            new String[] {"Linux", "Linux"});

    private Browsers() {}

    /** Such as {@code Firefox · Linux}; a question mark for what is not known. */
    static String words(@Nullable String userAgent) {
        String said = userAgent == null ? "" : userAgent;
        return first(NAMES, said) + " · " + first(SYSTEMS, said);
    }

    private static String first(List<String[]> known, String said) {
        return known.stream()
                .filter(each -> said.contains(each[0]))
                .map(each -> each[1])
                .findFirst()
                .orElse("?");
    }
}
