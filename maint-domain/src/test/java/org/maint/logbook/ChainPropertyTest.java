package org.maint.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The hash chain, whatever stands in it. */
class ChainPropertyTest {

    private static List<Chain.Link> chain(List<String> contents) {
        List<Chain.Link> links = new ArrayList<>();
        Chain.Head head = Chain.START;
        for (String content : contents) {
            Chain.Link link = Chain.append(head, content);
            links.add(link);
            head = link.head();
        }
        return links;
    }

    private static boolean intact(List<Chain.Link> links) {
        Chain.Head head = Chain.START;
        for (Chain.Link link : links) {
            if (!link.follows(head)) {
                return false;
            }
            head = link.head();
        }
        return true;
    }

    @Property(tries = 200, seed = "42")
    void a_chain_is_intact_until_any_content_changes(
            @ForAll @Size(min = 1, max = 12) List<String> contents,
            @ForAll @IntRange(max = 11) int at,
            @ForAll String other) {
        List<Chain.Link> links = chain(contents);
        assertThat(intact(links)).isTrue();
        int index = at % links.size();
        Chain.Link link = links.get(index);
        if (!other.equals(link.content())) {
            links.set(index, new Chain.Link(link.sequence(), other, link.previousHash(), link.hash()));
            assertThat(intact(links)).isFalse();
        }
    }

    @Property(tries = 100, seed = "42")
    void rehashing_a_changed_entry_breaks_the_one_after_it(
            @ForAll @Size(min = 2, max = 12) List<String> contents, @ForAll @IntRange(max = 11) int at) {
        List<Chain.Link> links = chain(contents);
        int index = at % (links.size() - 1);
        Chain.Head before = index == 0 ? Chain.START : links.get(index - 1).head();
        links.set(index, Chain.append(before, contents.get(index) + "!"));
        assertThat(intact(links)).isFalse();
    }
}
