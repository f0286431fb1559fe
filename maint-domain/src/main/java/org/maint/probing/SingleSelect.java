package org.maint.probing;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a query is one SELECT that only reads. The account that runs it should not be able to write anyway; this is
 * the second lock, and it rather refuses too much.
 */
final class SingleSelect {
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|'')*+'|\"(?:[^\"\\\\]|\"\")*+\"|`[^`]*+`");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");
    private static final Set<String> WRITES_OR_WAITS = Set.of(
            "into",
            "outfile",
            "dumpfile",
            "insert",
            "update",
            "delete",
            "replace",
            "merge",
            "drop",
            "alter",
            "create",
            "truncate",
            "grant",
            "revoke",
            "call",
            "execute",
            "exec",
            "set",
            "lock",
            "share",
            "procedure",
            "load_file",
            "sleep",
            "benchmark",
            "get_lock",
            "pg_sleep",
            "waitfor",
            "nextval",
            "setval",
            "handler",
            "xp_cmdshell");

    private SingleSelect() {}

    static boolean is(String query) {
        String bare = QUOTED.matcher(query.strip()).replaceAll("''").toLowerCase(Locale.ROOT);
        // A quote or backslash that is left belongs to a text that could not be told from the query.
        String rest = bare.replace("''", "");
        if (!bare.matches("(?s)select\\b.*") || rest.matches("(?s).*(['\"`\\\\;#@]|--|/\\*|:=).*")) {
            return false;
        }
        Matcher word = WORD.matcher(bare);
        while (word.find()) {
            if (WRITES_OR_WAITS.contains(word.group())) {
                return false;
            }
        }
        return true;
    }
}
