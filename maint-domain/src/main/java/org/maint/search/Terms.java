package org.maint.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a word is, the same for what is searched and for what is searched for: letters and digits, without accents, in
 * lower case. Digits that only a hyphen, dot, comma, slash, colon or underscore parts are one word, so that a date, an
 * address or a decimal number is found as such and not by its pieces.
 */
final class Terms {
    /** Characters of a word that count. */
    static final int LONGEST_WORD = 50;

    /** InnoDB takes words of up to 84 characters. */
    private static final int LONGEST_INDEXED = 80;

    /**
     * Before each word of the index. MariaDB leaves out words of one or two letters and has a list of words (about, de,
     * la, www…) that it never indexes; both are settings of the server, which may not be ours. No word of ours is short
     * or on such a list.
     */
    private static final String MARK = "xxx";

    /** Words that stand in every second sentence find nothing; folded, French and English. */
    private static final Set<String> EMPTY = Set.of(
            "a", "au", "aux", "c", "ce", "ces", "cet", "cette", "d", "dans", "de", "des", "du", "en", "est", "et", "il",
            "j", "l", "la", "le", "les", "ne", "n", "on", "ou", "par", "pour", "qu", "que", "qui", "s", "se", "sont",
            "sur", "un", "une", "y", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of",
            "or", "that", "the", "this", "to", "was", "were", "with");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private Terms() {}

    /**
     * A word of a text.
     *
     * @param from where it begins in the text
     * @param to where it ends, exclusive
     */
    record Word(String folded, int from, int to) {}

    /** Whether it means nothing by itself, like "the" or "de". */
    static boolean empty(String folded) {
        return EMPTY.contains(folded);
    }

    static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Word last = null;
        int at = 0;
        while (at < text.length()) {
            int end = endOfWord(text, at);
            if (end == at) {
                at += Character.charCount(text.codePointAt(at));
                continue;
            }
            Word word = new Word(fold(text.substring(at, end)), at, end);
            if (last != null && digits(last.folded) && digits(word.folded) && joined(text, last.to, at)) {
                word = new Word(shortened(last.folded + word.folded), last.from, end);
                words.remove(words.size() - 1);
            }
            if (!word.folded.isEmpty()) {
                words.add(word);
                last = word;
            }
            at = end;
        }
        return words;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            // An accent that stands by itself belongs to the letter before it.
            boolean accent = at > from && Character.getType(character) == Character.NON_SPACING_MARK;
            if (!Character.isLetterOrDigit(character) && !accent) {
                return at;
            }
            at += Character.charCount(character);
        }
        return at;
    }

    private static boolean joined(String text, int from, int to) {
        return to - from == 1 && "-.,/:_".indexOf(text.charAt(from)) >= 0;
    }

    static boolean digits(String folded) {
        return folded.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Without accents, in lower case, ligatures as two letters; what is longer than any word is cut. */
    static String fold(String word) {
        String plain = Normalizer.normalize(word, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return shortened(ACCENTS.matcher(plain)
                .replaceAll("")
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss")
                .replace("ø", "o"));
    }

    private static String shortened(String word) {
        return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
    }

    /** The words of these texts, each once, as the index keeps them: {@code " kkkrun xxxone xxxtwo "}. */
    static String index(Kind kind, @Nullable String... texts) {
        Set<String> words = new LinkedHashSet<>();
        words.add(indexed(kind));
        for (String text : texts) {
            if (text != null) {
                words(text).stream()
                        .map(Word::folded)
                        .filter(word -> !empty(word))
                        .map(Terms::indexed)
                        .forEach(words::add);
            }
        }
        return " " + String.join(" ", words) + " ";
    }

    /** What is asked of the index in boolean mode: one of the kinds, and every word. */
    static String against(Set<Kind> kinds, List<Term> terms) {
        String ofKind = kinds.stream().map(Terms::indexed).collect(Collectors.joining(" ", "+(", ") "));
        return (kinds.containsAll(Kind.STORED) ? "" : ofKind)
                + terms.stream()
                        .map(term -> "+" + indexed(term.word()) + (term.prefix() ? "*" : ""))
                        .collect(Collectors.joining(" "));
    }

    /** By which the words of one document are compared with each term. */
    static List<String> patterns(List<Term> terms) {
        return terms.stream()
                .map(term -> "% " + indexed(term.word()) + (term.prefix() ? "%" : " %"))
                .toList();
    }

    /** As {@link #patterns}, for words that stand there as they were typed and are not only the beginning of one. */
    static List<String> asTyped(List<Term> terms) {
        return patterns(terms.stream().map(term -> new Term(term.word(), false)).toList());
    }

    private static String indexed(Kind kind) {
        return "kkk" + kind.name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** Letters of other scripts by their numbers: what a word is must not depend on the server's tables. */
    private static String indexed(String folded) {
        StringBuilder word = new StringBuilder(MARK);
        folded.codePoints().forEach(c -> {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                word.append((char) c);
            } else {
                word.append(String.format(Locale.ROOT, "u%06x", c));
            }
        });
        return word.length() <= LONGEST_INDEXED ? word.toString() : word.substring(0, LONGEST_INDEXED);
    }
}
