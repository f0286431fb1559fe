package org.maint.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.maint.document.Logged.Task;
import org.maint.document.Markup.Node;
import org.maint.logbook.LogEntry;

/**
 * A log entry among many, in few lines: what merely passed is named in one paragraph for each section, what needs more
 * words has a line of its own, and a field that nobody filled is left out. Plain paragraphs, because each cell of a table
 * costs memory, and there may be a thousand entries.
 */
final class EntryPart {
    private final Wording wording;
    private final Names names;

    EntryPart(Wording wording, Names names) {
        this.wording = wording;
        this.names = names;
    }

    void write(Node parent, Logged logged, List<LogEntry> corrections) {
        LogEntry entry = logged.entry();
        parent.add("h3").id(logged.id()).text(wording.title(entry));
        standing(parent, logged);
        say(parent, "corrects", logged.words("corrects").map(number -> wording.word("entry.number", number)));
        say(parent, "correction", logged.words("correction"));
        say(parent, "reason", logged.words("reason"));
        say(
                parent,
                "cause",
                logged.words("cause")
                        .map(cause -> wording.cause(
                                cause,
                                logged.instant("downFrom").orElse(null),
                                logged.instant("downTo").orElse(null))));
        say(
                parent,
                "answered",
                logged.words("itemsAnswered")
                        .map(answered -> wording.word(
                                "answered.of", answered, logged.words("items").orElse("?"))));
        tasks(parent, logged.tasks());
        say(parent, "issues-found", logged.issues(wording));
        say(parent, "issues-resolved", logged.lines("issuesResolved"));
        say(parent, "issues-escalated", logged.lines("issuesEscalated"));
        say(parent, "next-actions", logged.lines("nextActions"));
        say(parent, "notes", logged.words("notes"));
        for (LogEntry correction : corrections) {
            Parts.labelled(
                    parent,
                    wording.word("entry.corrected-by", Long.toString(correction.sequence()), names.of(correction.by())),
                    Logged.of(correction).words("correction").stream().toList());
        }
        parent.add("p", "hashes mono").text(wording.word("hashes", entry.hash(), entry.previousHash()));
    }

    private void say(Node parent, String field, Optional<String> words) {
        say(parent, field, words.stream().toList());
    }

    private void say(Node parent, String field, List<String> words) {
        Parts.labelled(parent, wording.word(field), words);
    }

    /** How it ended, for which day, by whom. */
    private void standing(Node parent, Logged logged) {
        LogEntry entry = logged.entry();
        Node line = parent.add("p", "standing");
        Parts.mark(line, entry.event().name(), wording.event(entry.event()));
        List<String> facts = new ArrayList<>();
        facts.add(wording.exact(entry.at()));
        facts.add(names.of(entry.by()));
        facts.add(wording.type(entry.type()));
        logged.words("date")
                .map(LocalDate::parse)
                .filter(date -> !date.equals(wording.dateOf(entry.at())))
                .ifPresent(date -> facts.add(wording.word("for-date", wording.date(date))));
        if (!logged.performers().isEmpty()) {
            facts.add(wording.word("performed-by.names", names.of(logged.performers())));
        }
        logged.timeSpent().ifPresent(spent -> facts.add(wording.duration(spent)));
        logged.words("planVersion").ifPresent(version -> facts.add(wording.word("plan-version.number", version)));
        line.text(" · " + String.join(" · ", facts));
    }

    private void tasks(Node parent, List<Task> tasks) {
        Map<String, List<Task>> sections = tasks.stream()
                .collect(Collectors.groupingBy(
                        task -> wording.text(task.section()), LinkedHashMap::new, Collectors.toList()));
        sections.forEach((section, all) -> {
            String passed = all.stream()
                    .filter(task -> !task.notable())
                    .map(this::titleAndValue)
                    .collect(Collectors.joining("; "));
            Node paragraph = parent.add("p", "compact");
            paragraph.add("strong").text(section);
            if (!passed.isEmpty()) {
                paragraph.text("\u2002");
                Parts.mark(paragraph, "PASS", wording.word("outcome.PASS"));
                paragraph.text("\u2002" + passed);
            }
            all.stream().filter(Task::notable).forEach(task -> notable(parent, task));
        });
    }

    private void notable(Node parent, Task task) {
        Node line = parent.add("p", "compact indented prose");
        Parts.mark(line, task.outcome(), wording.word("outcome." + task.outcome()));
        line.text("\u2002" + titleAndValue(task));
        task.note().ifPresent(note -> line.text(" – " + note));
        task.overrideReason().ifPresent(reason -> line.text(" – " + wording.word("override", reason)));
        task.evidence(wording).forEach(file -> line.text(" – " + file));
    }

    private String titleAndValue(Task task) {
        return wording.text(task.title())
                + task.value(wording).map(value -> " [" + value + "]").orElse("");
    }
}
