package org.maint.probing;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ${secret:NAME}} and {@code ${variable}} in a configured text. They are filled in one pass: what an answer says
 * is never looked through for placeholders, or a server could have itself sent a secret.
 */
final class Placeholders {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private static final String SECRET = "secret:";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{(secret:[A-Za-z0-9_.-]{1,64}|[A-Za-z][A-Za-z0-9_]{0,63})}");

    private Placeholders() {}

    static Set<String> secrets(String template) {
        return named(template, true);
    }

    static Set<String> variables(String template) {
        return named(template, false);
    }

    private static Set<String> named(String template, boolean secret) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(template);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (name.startsWith(SECRET) == secret) {
                names.add(secret ? name.substring(SECRET.length()) : name);
            }
        }
        return names;
    }

    static String filled(String template, UnaryOperator<String> secret, UnaryOperator<String> variable) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            String name = match.group(1);
            String value =
                    name.startsWith(SECRET) ? secret.apply(name.substring(SECRET.length())) : variable.apply(name);
            return Matcher.quoteReplacement(value);
        });
    }
}
