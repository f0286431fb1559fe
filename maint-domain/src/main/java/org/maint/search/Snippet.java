package org.maint.search;

import java.util.ArrayList;
import java.util.List;

/** The part of a text that shows why it was found. */
final class Snippet {
    private static final int BEFORE = 50;
    private static final int LONGEST = 170;

    private Snippet() {}

    /** The words around the first match; the beginning where nothing matches. */
    static List<Piece> of(String text, List<Term> terms) {
        String line = text.strip().replaceAll("\\s+", " ");
        int match = Terms.words(line).stream()
                .filter(word -> matches(word, terms))
                .mapToInt(Terms.Word::from)
                .findFirst()
                .orElse(0);
        int from = match <= BEFORE ? 0 : wordBefore(line, match - BEFORE, match);
        int to = line.length() - from <= LONGEST ? line.length() : wordEnd(line, from + LONGEST);
        List<Piece> pieces = new ArrayList<>();
        if (from > 0) {
            pieces.add(new Piece("… ", false));
        }
        pieces.addAll(marked(line.substring(from, to), terms));
        if (to < line.length()) {
            pieces.add(new Piece(" …", false));
        }
        return List.copyOf(pieces);
    }

    /** The first beginning of a word from here on, but not after the match. */
    private static int wordBefore(String line, int from, int match) {
        int space = line.indexOf(' ', from);
        return space < 0 || space >= match ? whole(line, from) : space + 1;
    }

    /** The last end of a word up to here; in a word that is longer than the snippet, right here. */
    private static int wordEnd(String line, int to) {
        int space = line.lastIndexOf(' ', to);
        return space < to - BEFORE ? whole(line, to) : space;
    }

    /** Not in the middle of a character of two halves. */
    private static int whole(String line, int at) {
        return Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
    }

    static List<Piece> marked(String text, List<Term> terms) {
        List<Piece> pieces = new ArrayList<>();
        int done = 0;
        for (Terms.Word word : Terms.words(text)) {
            if (matches(word, terms)) {
                if (word.from() > done) {
                    pieces.add(new Piece(text.substring(done, word.from()), false));
                }
                pieces.add(new Piece(text.substring(word.from(), word.to()), true));
                done = word.to();
            }
        }
        if (done < text.length()) {
            pieces.add(new Piece(text.substring(done), false));
        }
        return pieces;
    }

    private static boolean matches(Terms.Word word, List<Term> terms) {
        return terms.stream().anyMatch(term -> term.matches(word.folded()));
    }
}
