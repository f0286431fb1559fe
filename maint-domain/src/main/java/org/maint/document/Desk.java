package org.maint.document;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.maint.people.PersonId;
import org.maint.plan.PublishedPlan;

/**
 * Where one document is made: for whom, in which words, at what time.
 *
 * @param exporter who asked for it
 */
record Desk(Wording wording, Names names, PublishedPlan plan, PersonId exporter, Instant now) {

    static Desk of(PublishedPlan plan, Locale locale, Names names, PersonId exporter, Instant now) {
        return new Desk(new Wording(locale, plan.zone()), names, plan, exporter, now);
    }

    String organisation() {
        return plan.document().organisation();
    }

    /** An empty document with what stands on every page. */
    Markup markup(String title, String subject) {
        String exported = wording.word("exported", names.of(exporter), wording.exact(now));
        return new Markup(new Markup.Frame(wording.locale().getLanguage(), title, subject, organisation(), exported));
    }

    /** @param fileName without its ending */
    Pdf bind(String fileName, Consumer<Binder> write) {
        try (Binder binder = new Binder()) {
            write.accept(binder);
            byte[] content = binder.bind(
                    (page, pages) -> wording.word("folio", Integer.toString(page), Integer.toString(pages)), now);
            return new Pdf(fileName + ".pdf", content);
        }
    }

    Pdf bind(String fileName, Markup markup) {
        return bind(fileName, binder -> {
            binder.add(markup);
        });
    }
}
