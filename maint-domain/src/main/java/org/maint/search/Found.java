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
     * @param more whether there are more than these
     */
    public record Group(Kind kind, List<Hit> hits, boolean more) {
        /** The first so many. */
        static Group of(Kind kind, List<Hit> hits, int most) {
            return new Group(kind, List.copyOf(hits.subList(0, Math.min(most, hits.size()))), hits.size() > most);
        }
    }

    /** How many hits there are here. */
    public int count() {
        return groups.stream().mapToInt(group -> group.hits().size()).sum();
    }

    /** Whether there are more than these. */
    public boolean more() {
        return groups.stream().anyMatch(Group::more);
    }

    /** Whether there was nothing to go by: words like "the" or "de" alone find people and parts of the plan only. */
    public boolean meaningless() {
        return terms.stream().allMatch(term -> Terms.empty(term.word()));
    }

    /** A whole text, such as a title, with what matches marked. */
    public List<Piece> marked(String text) {
        return Snippet.marked(text, terms);
    }
}
