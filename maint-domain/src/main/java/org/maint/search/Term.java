package org.maint.search;

/**
 * A word to search for, without accents and in lower case.
 *
 * @param prefix whether a longer word that begins with it is meant too
 */
public record Term(String word, boolean prefix) {
    boolean matches(String folded) {
        return prefix ? folded.startsWith(word) : folded.equals(word);
    }
}
