package org.maint.notification;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words with placeholders such as {@code {title}}. */
public record Wording(String subject, String body) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}\\s]*)}");

    /** What may stand in braces. */
    public static final Set<String> PLACEHOLDERS =
            Set.of("title", "body", "severity", "link", "acknowledge", "alert", "time", "organisation", "code");

    /** The placeholders that there are none of. */
    Set<String> unknown() {
        Set<String> unknown = new TreeSet<>();
        for (String part : new String[] {subject, body}) {
            Matcher matcher = PLACEHOLDER.matcher(part);
            while (matcher.find()) {
                if (!PLACEHOLDERS.contains(matcher.group(1))) {
                    unknown.add(matcher.group(1));
                }
            }
        }
        return unknown;
    }

    /** With the values in; a value is never looked through for placeholders. */
    Wording with(Map<String, String> values) {
        return new Wording(fill(subject, values), fill(body, values));
    }

    private static String fill(String words, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(words)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")));
    }
}
