package org.maint.document;

import java.time.LocalDate;
import java.util.List;
import org.maint.document.Logged.Task;
import org.maint.document.Markup.Node;
import org.maint.logbook.LogEntry;
import org.maint.logbook.LogEvent;

/** One log entry on paper, every field of it, with its corrections. */
final class EntrySheet {
    private final Wording wording;
    private final Names names;

    EntrySheet(Wording wording, Names names) {
        this.wording = wording;
        this.names = names;
    }

    void write(Markup markup, Logged logged, List<LogEntry> corrections) {
        LogEntry entry = logged.entry();
        Node article = markup.body().add("article").id(logged.id());
        markup.bookmark(wording.title(entry), logged.id());
        article.add("p", "kicker").text(wording.number(entry));
        article.add("h1").text(wording.text(entry.title()));
        standing(article, entry);
        facts(article, logged);
        if (!logged.tasks().isEmpty()) {
            heading(markup, article, "tasks");
            tasks(article, logged.tasks(), wording.dateOf(entry.at()));
        }
        if (entry.event() == LogEvent.SIGNED) {
            heading(markup, article, "sign-off");
            closing(article, logged);
        }
        heading(markup, article, "corrections");
        corrections(article, corrections);
        heading(markup, article, "integrity");
        article.add("p", "quiet").text(wording.word("integrity.words", Long.toString(entry.sequence())));
        Parts.chain(article, wording, entry.hash(), entry.previousHash());
    }

    private void heading(Markup markup, Node article, String key) {
        String words = wording.word(key);
        article.add("h2").id(key).text(words);
        markup.bookmark(words, key);
    }

    private void standing(Node article, LogEntry entry) {
        Node line = article.add("p", "standing");
        Parts.mark(line, entry.event().name(), wording.event(entry.event()));
        line.text(" · " + wording.exact(entry.at()) + " · " + wording.type(entry.type()));
    }

    private void facts(Node article, Logged logged) {
        Node facts = Parts.facts(article);
        logged.words("date")
                .ifPresent(date -> Parts.fact(facts, wording.word("date")).text(wording.day(LocalDate.parse(date))));
        if (!logged.performers().isEmpty()) {
            Parts.fact(facts, wording.word("performed-by")).text(names.of(logged.performers()));
        }
        logged.words("planVersion").ifPresent(version -> Parts.fact(facts, wording.word("plan-version"))
                .text(version));
        logged.words("corrects").ifPresent(number -> Parts.fact(facts, wording.word("corrects"))
                .text(wording.word("entry.number", number)));
        logged.words("correction").ifPresent(words -> Parts.fact(facts, wording.word("correction"))
                .add("div", "prose")
                .text(words));
        logged.words("reason").ifPresent(words -> Parts.fact(facts, wording.word("reason"))
                .add("div", "prose")
                .text(words));
        logged.words("cause").ifPresent(cause -> Parts.fact(facts, wording.word("cause"))
                .text(wording.cause(
                        cause,
                        logged.instant("downFrom").orElse(null),
                        logged.instant("downTo").orElse(null))));
        logged.words("itemsAnswered").ifPresent(answered -> Parts.fact(facts, wording.word("answered"))
                .text(wording.word(
                        "answered.of", answered, logged.words("items").orElse("?"))));
        if (logged.entry().event() != LogEvent.SIGNED) {
            Parts.fact(facts, wording.word("by")).text(names.of(logged.entry().by()));
        }
    }

    private void tasks(Node article, List<Task> tasks, LocalDate date) {
        Node rows = Parts.table(
                article,
                "tasks",
                List.of(wording.word("task"), wording.word("outcome"), wording.word("value"), wording.word("by")));
        String section = "";
        for (Task task : tasks) {
            String its = wording.text(task.section());
            if (!its.equals(section)) {
                section = its;
                rows.add("tr", "section")
                        .add("th")
                        .attribute("scope", "colgroup")
                        .attribute("colspan", "4")
                        .text(section);
            }
            Node row = rows.add("tr");
            Node what = row.add("td");
            what.add("div").text(wording.text(task.title()));
            details(what, task);
            Parts.mark(row.add("td"), task.outcome(), wording.word("outcome." + task.outcome()));
            row.add("td", "value").text(task.value(wording).orElse(""));
            Node by = row.add("td");
            task.by()
                    .ifPresent(person -> Parts.entered(
                            by,
                            names.of(person),
                            task.at().map(at -> wording.brief(at, date)).orElse(null)));
        }
    }

    private void details(Node parent, Task task) {
        task.note().ifPresent(note -> parent.add("div", "note prose").text(note));
        task.overrideReason()
                .ifPresent(reason -> parent.add("div", "note prose").text(wording.word("override", reason)));
        task.evidence(wording)
                .forEach(file -> parent.add("div", "evidence mono").text(file));
    }

    /** What the person who signed added. */
    void closing(Node article, Logged logged) {
        Node facts = Parts.facts(article);
        Parts.lines(Parts.fact(facts, wording.word("issues-found")), logged.issues(wording));
        Parts.lines(Parts.fact(facts, wording.word("issues-resolved")), logged.lines("issuesResolved"));
        Parts.lines(Parts.fact(facts, wording.word("issues-escalated")), logged.lines("issuesEscalated"));
        Parts.lines(Parts.fact(facts, wording.word("next-actions")), logged.lines("nextActions"));
        Parts.lines(
                Parts.fact(facts, wording.word("notes")),
                logged.words("notes").stream().toList());
        Parts.fact(facts, wording.word("time-spent"))
                .text(logged.timeSpent().map(wording::duration).orElse("–"));
        Node signed = Parts.fact(facts, wording.word("signed-by"));
        signed.add("strong").text(names.of(logged.entry().by()));
        signed.text(" · " + wording.exact(logged.entry().at()));
    }

    private void corrections(Node article, List<LogEntry> corrections) {
        if (corrections.isEmpty()) {
            article.add("p", "quiet").text(wording.word("corrections.none"));
        }
        for (LogEntry correction : corrections) {
            Node block = article.add("div", "correction");
            Node line = block.add("p", "standing");
            line.add("strong").text(wording.number(correction));
            line.text(" · " + names.of(correction.by()) + " · " + wording.exact(correction.at()));
            block.add("div", "prose")
                    .text(Logged.of(correction).words("correction").orElse(""));
        }
    }
}
