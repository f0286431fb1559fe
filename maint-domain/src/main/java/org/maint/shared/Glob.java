package org.maint.shared;

/** A text in which each {@code *} stands for any text, also for none; everything else stands for itself. */
public final class Glob {
    private Glob() {}

    /** Takes a time that is at most the product of both lengths, whatever the pattern. */
    public static boolean matches(String pattern, String text) {
        int at = 0;
        int read = 0;
        int star = -1;
        int resumed = 0;
        while (read < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resumed = read;
            } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(read)) {
                at++;
                read++;
            } else if (star >= 0) {
                at = star + 1;
                read = ++resumed;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** Whether it matches whatever there is. */
    public static boolean matchesEverything(String pattern) {
        return !pattern.isEmpty() && pattern.chars().allMatch(character -> character == '*');
    }
}
