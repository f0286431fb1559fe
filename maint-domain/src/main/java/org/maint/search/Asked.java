package org.maint.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody searches for: whatever they typed, taken as words and perhaps as a key. Nothing in it is an operator.
 *
 * @param text as typed, at most {@value #LONGEST} characters
 * @param cut whether more was typed, or more words than count
 * @param words every word
 * @param terms the words that the index is asked for: those that mean something
 */
public record Asked(String text, boolean cut, List<Term> words, List<Term> terms) {
    static final int LONGEST = 200;
    static final int MOST_WORDS = 12;

    /** A shorter word is meant as it is: "L1", "ok"; of two letters begins half of the dictionary. */
    private static final int SHORTEST_PREFIX = 3;

    /** A year begins every date of it, and 12 is not meant to find 120. */
    private static final int SHORTEST_DIGITS = 4;

    private static final Pattern TASK = Pattern.compile("(?i)t\\s?-?\\s?(\\d{1,18})");
    private static final Pattern INCIDENT = Pattern.compile("(?i)i\\s?-\\s?(\\d{1,18})");
    private static final Pattern ENTRY = Pattern.compile("#?\\s?(\\d{1,18})");
    private static final Pattern RUN = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static Asked of(@Nullable String typed) {
        String whole = typed == null ? "" : typed.strip();
        String text = whole;
        if (whole.length() > LONGEST) {
            int end = Character.isHighSurrogate(whole.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
            text = whole.substring(0, end);
        }
        Set<String> folded = new LinkedHashSet<>();
        Terms.words(wholeWords(text, whole)).forEach(word -> folded.add(word.folded()));
        List<Term> words = folded.stream().map(word -> new Term(word, true)).toList();
        List<Term> terms = new ArrayList<>();
        folded.stream().filter(word -> !Terms.empty(word)).forEach(word -> terms.add(new Term(word, open(word))));
        boolean tooMany = terms.size() > MOST_WORDS;
        return new Asked(
                text,
                tooMany || text.length() < whole.length(),
                words,
                List.copyOf(tooMany ? terms.subList(0, MOST_WORDS) : terms));
    }

    /** Without the last word where the cut went through it: what is left of it is no word. */
    private static String wholeWords(String text, String whole) {
        boolean through = text.length() < whole.length() && !Character.isWhitespace(whole.charAt(text.length()));
        int space = text.lastIndexOf(' ');
        return through && space > 0 ? text.substring(0, space) : text;
    }

    private static boolean open(String word) {
        return word.length() >= (Terms.digits(word) ? SHORTEST_DIGITS : SHORTEST_PREFIX);
    }

    /** A document by its key. */
    record Key(Kind kind, String ref) {}

    /** What the text names by its key: T-12 is a task, I-12 an incident, #12 and 12 are entries of the log, a run has its id. */
    Optional<Key> key() {
        Matcher task = TASK.matcher(text);
        if (task.matches()) {
            return Optional.of(new Key(Kind.TASK, number(task)));
        }
        Matcher incident = INCIDENT.matcher(text);
        if (incident.matches()) {
            return Optional.of(new Key(Kind.INCIDENT, number(incident)));
        }
        Matcher entry = ENTRY.matcher(text);
        if (entry.matches()) {
            return Optional.of(new Key(Kind.LOG, number(entry)));
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return RUN.matcher(lower).matches() ? Optional.of(new Key(Kind.RUN, lower)) : Optional.empty();
    }

    private static String number(Matcher matcher) {
        return Long.toString(Long.parseLong(matcher.group(1)));
    }

    /** Whether the text is this key, in whatever case. */
    boolean names(String key) {
        return !text.isEmpty() && text.equalsIgnoreCase(key);
    }

    /** What is looked through in memory is small: there words count from their first letter, and any if there are no others. */
    List<Term> begun() {
        List<Term> meant =
                words.stream().filter(term -> !Terms.empty(term.word())).toList();
        return meant.isEmpty() ? words : meant;
    }

    /** Whether each word begins one of these. */
    boolean matches(Set<String> folded) {
        return !words.isEmpty()
                && begun().stream().allMatch(term -> folded.stream().anyMatch(term::matches));
    }
}
