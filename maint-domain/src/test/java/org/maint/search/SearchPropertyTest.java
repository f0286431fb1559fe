package org.maint.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.maint.testing.World;

/** Search, whatever is typed and whatever was written. */
class SearchPropertyTest {
    private static World world;

    @BeforeContainer
    static void begin() throws IOException {
        Path home = Files.createTempDirectory(Path.of("target"), "search");
        world = World.at("2026-11-23T08:30", home);
        world.tick();
        world.viewer();
    }

    @AfterContainer
    static void end() {
        world.close();
    }

    /** Any string at all, and strings of what search engines take for operators. */
    @Provide
    Arbitrary<String> typed() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(400),
                Arbitraries.strings().withChars("+-*\"'()~<>@%_\\;#$ \t").ofMaxLength(60),
                Arbitraries.strings().withChars("ab1é2-./:,_’' +*\"()matin").ofMaxLength(260));
    }

    @Property(tries = 400, seed = "42")
    void no_text_is_refused_and_only_what_is_too_long_is_cut(@ForAll("typed") String typed) {
        Found found = world.in(services -> services.searches().find(world.viewer(), typed, null, 5));
        assertThat(found.query().length()).isLessThanOrEqualTo(Asked.LONGEST);
        assertThat(typed.strip()).startsWith(found.query());
        if (typed.strip().length() <= Asked.LONGEST && found.terms().size() <= Asked.MOST_WORDS) {
            assertThat(found.cut()).isFalse();
        }
    }

    @Property(tries = 1_000, seed = "42")
    void what_the_index_gets_is_plain_words(@ForAll("typed") String text) {
        assertThat(Terms.index(Kind.RUN, text)).matches("[ a-z0-9]*");
        for (String word : Terms.index(Kind.RUN, text).strip().split(" ")) {
            assertThat(word.length()).isLessThanOrEqualTo(80);
            assertThat(word.isEmpty() || word.length() > 3).isTrue();
        }
    }

    @Property(tries = 1_000, seed = "42")
    void marking_loses_nothing_of_a_text(@ForAll("typed") String text, @ForAll("typed") String typed) {
        List<Term> terms = Asked.of(typed).begun();
        assertThat(joined(Snippet.marked(text, terms))).isEqualTo(text);
        assertThat(joined(Snippet.of(text.repeat(3), terms)).length()).isLessThan(230);
    }

    @Property(tries = 500, seed = "42")
    void every_text_is_found_by_each_of_its_own_words(@ForAll("typed") String text) {
        String index = Terms.index(Kind.RUN, text);
        Asked asked = Asked.of(text);
        for (Term term : asked.terms()) {
            assertThat(index)
                    .contains(" " + Terms.against(Kind.STORED, List.of(term)).replaceAll("[+*]", "") + " ");
        }
    }

    private static String joined(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
