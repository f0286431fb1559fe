package org.maint.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.RunId;
import org.maint.checklist.WorkType;
import org.maint.logbook.LogEvent;
import org.maint.logbook.LogQuery;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** A long log on paper: in chapters that become one document, up to a limit. */
class LongPeriodTest {
    @TempDir
    static Path home;

    @Test
    void a_thousand_entries_are_one_document_and_one_more_is_too_many() {
        try (World world = World.at("2026-01-05T09:00", home)) {
            RunId run = world.in(services -> services.runs()
                    .startUnplanned(world.technician(), "Valve", WorkType.UNPLANNED, List.of("Tight"))
                    .id());
            world.enter(world.technician(), run, "item-1", ItemEntry.of(Outcome.PASS));
            world.sign(world.technician(), run);
            world.act(services -> {
                for (int number = 2; number <= 1_000; number++) {
                    services.logbook().correct(world.technician(), 1, "Correction number " + number);
                }
            });
            LogQuery corrections = new LogQuery(null, null, null, LogEvent.CORRECTION, null);
            Pdf pdf = world.in(services -> services.documents().period(world.viewer(), Locale.ENGLISH, corrections));
            try (Printed printed = Printed.of(pdf)) {
                String text = printed.text();
                for (int number = 2; number <= 1_000; number++) {
                    assertThat(text).contains("Correction number " + number + " ");
                }
                assertThat(text).contains("Page " + printed.pages() + " of " + printed.pages());
                assertThat(printed.bookmarks()).contains("-Entry 2: Valve", "-Entry 1000: Valve");
                // What the contents say is where the entry is.
                int last = printed.pageOf("Correction number 1000 ");
                assertThat(text).contains("1000 2026-01-05, 9:00 a.m. Valve ✎ Correction " + last + " ");
                assertThat(printed.bookmarkPages()).last().isEqualTo(last);
                assertThat(printed.pagesInStructure()).isEqualTo(printed.pages());
                assertThat(printed.fonts()).hasSize(3);
            }
            // Nothing of a chapter is held when it is done, and nothing is said twice: about 2 kB an entry.
            assertThat(pdf.content().length).isLessThan(3_000_000);

            world.act(services -> services.logbook().correct(world.technician(), 1, "One more"));
            assertThatThrownBy(() -> world.act(
                            services -> services.documents().period(world.viewer(), Locale.ENGLISH, LogQuery.ALL)))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
                        assertThat(Messages.words(refusal.reason(), Locale.ENGLISH))
                                .contains("at most 1,000 entries", "1,001 fit", "Narrow");
                        assertThat(Messages.words(refusal.reason(), Locale.FRENCH))
                                .contains("Réduisez");
                    });
        }
    }
}
