package org.maint.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Evidence;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunItem;
import org.maint.checklist.RunState;
import org.maint.document.Markup.Node;
import org.maint.plan.ItemKind;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** A run as a filled checklist, as it stands at this moment. */
final class RunSheet {
    private final Wording wording;
    private final Names names;
    private final Instant now;

    RunSheet(Wording wording, Names names, Instant now) {
        this.wording = wording;
        this.names = names;
        this.now = now;
    }

    /** @param entry with which the run ended; null while it is open */
    void write(Markup markup, Run run, Map<UUID, List<Evidence>> evidence, @Nullable Logged entry) {
        Node article = markup.body().add("article").id("run");
        markup.bookmark(wording.text(run.title()), "run");
        article.add("p", "kicker").text(wording.word("checklist.filled"));
        article.add("h1").text(wording.text(run.title()));
        Node standing = article.add("p", "standing");
        Parts.mark(standing, run.state().name(), wording.state(run.state().name()));
        if (run.late(now)) {
            standing.text(" · ").add("strong").text(wording.word("late"));
        }
        standing.text(" · " + wording.day(run.nominalDate()) + " · " + wording.type(run.type()));
        facts(article, run);
        if (run.state().workable()) {
            article.add("p", "notice").text(wording.word("run.still-open", wording.exact(now)));
        }
        sections(markup, article, run, evidence);
        if (entry != null) {
            ending(markup, article, entry);
        }
    }

    private void facts(Node article, Run run) {
        Node facts = Parts.facts(article);
        Parts.fact(facts, wording.word("opened")).text(wording.exact(run.openedAt()));
        Instant due = run.dueAt();
        if (due != null) {
            Parts.fact(facts, wording.word("due")).text(wording.exact(due));
        }
        Parts.fact(facts, wording.word("responsible")).text(wording.words(Message.of("role." + run.responsible())));
        Parts.fact(facts, wording.word("plan-version")).text(Integer.toString(run.planVersion()));
        List<RunItem> items = run.items();
        long answered = items.stream().filter(RunItem::answered).count();
        long failed =
                items.stream().filter(item -> item.outcome() == Outcome.FAIL).count();
        Parts.fact(facts, wording.word("answered"))
                .text(wording.word("answered.of", Long.toString(answered), Integer.toString(items.size()))
                        + (failed == 0 ? "" : " · " + wording.word("failed", failed)));
        Instant closed = run.closedAt();
        if (closed != null) {
            Node ended = Parts.fact(facts, wording.state(run.state().name()));
            ended.add("strong").text(names.of(run.closedBy()));
            ended.text(" · " + wording.exact(closed));
        }
        String reason = run.skipReason();
        if (reason != null) {
            Parts.fact(facts, wording.word("reason")).add("div", "prose").text(reason);
        }
        if (run.state() == RunState.MISSED && run.missedCause() != null) {
            Parts.fact(facts, wording.word("cause"))
                    .text(wording.cause(run.missedCause().name(), run.downFrom(), run.downTo()));
        }
    }

    private void sections(Markup markup, Node article, Run run, Map<UUID, List<Evidence>> evidence) {
        Node rows = null;
        String section = "";
        for (RunItem item : run.items()) {
            if (rows == null || !item.sectionKey().equals(section)) {
                section = item.sectionKey();
                String title = wording.text(item.sectionTitle());
                article.add("h2").id("section-" + section).text(title);
                markup.bookmark(title, "section-" + section);
                rows = Parts.table(
                        article,
                        "tasks",
                        List.of(
                                wording.word("item"),
                                wording.word("outcome"),
                                wording.word("value"),
                                wording.word("by")));
            }
            write(rows.add("tr"), item, evidence.getOrDefault(item.id(), List.of()), run.nominalDate());
        }
    }

    private void write(Node row, RunItem item, List<Evidence> evidence, LocalDate date) {
        Node what = row.add("td");
        what.add("div").text(wording.text(item.title()));
        String note = item.note();
        if (note != null) {
            what.add("div", "note prose").text(note);
        }
        String override = item.overrideReason();
        if (override != null) {
            what.add("div", "note prose").text(wording.word("override", override));
        }
        evidence.forEach(file ->
                what.add("div", "evidence mono").text(wording.word("file-with-hash", file.name(), file.sha256())));
        Outcome outcome = item.outcome();
        String kind = outcome == null ? "NONE" : outcome.name();
        Parts.mark(row.add("td"), kind, wording.word("outcome." + kind));
        row.add("td", "value").text(value(item).orElse(""));
        Node by = row.add("td");
        Instant at = item.recordedAt();
        if (at != null) {
            Parts.entered(by, names.of(item.recordedBy()), wording.brief(at, date));
        }
    }

    private Optional<String> value(RunItem item) {
        String value = item.value();
        if (value == null) {
            return Optional.empty();
        }
        if (item.kind() == ItemKind.CHOICE) {
            return Optional.of(item.choices().stream()
                    .filter(choice -> choice.key().equals(value))
                    .map(choice -> wording.text(choice.title()))
                    .findFirst()
                    .orElse(value));
        }
        Text unit = item.unit();
        return Optional.of((item.kind() == ItemKind.NUMBER ? wording.number(new BigDecimal(value)) : value)
                + (unit == null ? "" : "\u00a0" + wording.text(unit)));
    }

    private void ending(Markup markup, Node article, Logged entry) {
        String title =
                wording.word("entry.title.of-run", Long.toString(entry.entry().sequence()));
        article.add("h2").id("log-entry").text(title);
        markup.bookmark(title, "log-entry");
        if (entry.words("minutesSpent").isPresent()) {
            new EntrySheet(wording, names).closing(article, entry);
        }
        Parts.chain(article, wording, entry.entry().hash(), entry.entry().previousHash());
    }
}
