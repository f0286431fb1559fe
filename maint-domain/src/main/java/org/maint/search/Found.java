package org.maint.search;

import java.util.List;

/**
 * The answer to a search.
 *
 * @param query what was searched for, as typed, without what was cut off
 * @param cut whether there was more, which was not searched for
 * @param groups those in which something was found; what was named by its key comes first
 * @param terms the words that counted
 */
public record Found(String query, boolean cut, List<Group> groups, List<Term> terms) {

    /**
     * The hits of one kind, best first.
     *
     * @param total how many there are, of which these are the first
     */
    public record Group(Kind kind, long total, List<Hit> hits) {}

    /** How many there are in all. */
    public long total() {
        return groups.stream().mapToLong(Group::total).sum();
    }

    /** A whole text, such as a title, with what matches marked. */
    public List<Piece> marked(String text) {
        return Snippet.marked(text, terms);
    }
}
