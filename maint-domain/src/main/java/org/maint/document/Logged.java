package org.maint.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.maint.logbook.LogEntry;
import org.maint.people.PersonId;
import org.maint.shared.Text;

/** An entry of the log with the fields of its content, which are those of the plan's log template. */
record Logged(LogEntry entry, JsonNode content) {

    /** A task as the content holds it. */
    record Task(JsonNode json) {
        Text section() {
            return bilingual(json.path("section"));
        }

        Text title() {
            return bilingual(json.path("title"));
        }

        String outcome() {
            return json.path("outcome").asText();
        }

        Optional<String> note() {
            return words(json, "note");
        }

        Optional<String> overrideReason() {
            return words(json, "overrideReason");
        }

        Optional<Instant> at() {
            return words(json, "at").map(Instant::parse);
        }

        Optional<PersonId> by() {
            return words(json, "by").map(id -> new PersonId(UUID.fromString(id)));
        }

        /** A number with its unit, in the reader's way of writing it; else the words. */
        Optional<String> value(Wording wording) {
            return words(json, "value")
                    .map(value -> json.has("unit")
                            ? wording.number(new BigDecimal(value)) + "\u00a0"
                                    + wording.text(bilingual(json.path("unit")))
                            : value);
        }

        /** Its files: the name and the SHA-256 of each. */
        List<String> evidence(Wording wording) {
            List<String> files = new ArrayList<>();
            json.path("evidence")
                    .forEach(file -> files.add(wording.word(
                            "file-with-hash",
                            file.path("name").asText(),
                            file.path("sha256").asText())));
            return files;
        }

        /** Whether more is to be said than that it passed. */
        boolean notable() {
            return !outcome().equals("PASS")
                    || note().isPresent()
                    || overrideReason().isPresent()
                    || json.has("evidence");
        }
    }

    static Logged of(LogEntry entry) {
        return new Logged(entry, entry.content());
    }

    /** By which bookmarks find it. */
    static String id(LogEntry entry) {
        return "entry-" + entry.sequence();
    }

    String id() {
        return id(entry);
    }

    Optional<String> words(String key) {
        return words(content, key);
    }

    private static Optional<String> words(JsonNode node, String key) {
        JsonNode found = node.path(key);
        return found.isMissingNode() || found.isNull() || found.asText().isEmpty()
                ? Optional.empty()
                : Optional.of(found.asText());
    }

    Optional<Instant> instant(String key) {
        return words(key).map(Instant::parse);
    }

    List<String> lines(String key) {
        List<String> lines = new ArrayList<>();
        content.path(key).forEach(line -> lines.add(line.asText()));
        return lines;
    }

    List<PersonId> performers() {
        return lines("performedBy").stream()
                .map(id -> new PersonId(UUID.fromString(id)))
                .toList();
    }

    List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        content.path("tasksCompleted").forEach(task -> tasks.add(new Task(task)));
        return tasks;
    }

    List<String> issues(Wording wording) {
        List<String> issues = new ArrayList<>();
        content.path("issuesFound")
                .forEach(issue -> issues.add(wording.word(
                        "issue",
                        bilingual(issue.path("title")),
                        issue.path("seen").asText(),
                        wording.word("severity." + issue.path("severity").asText("WARNING")))));
        return issues;
    }

    Optional<Duration> timeSpent() {
        return words("minutesSpent").map(minutes -> Duration.ofMinutes(Long.parseLong(minutes)));
    }

    /** Everybody it names. */
    Set<PersonId> people() {
        Set<PersonId> people = new LinkedHashSet<>(performers());
        tasks().forEach(task -> task.by().ifPresent(people::add));
        if (entry.by() != null) {
            people.add(entry.by());
        }
        return people;
    }

    private static Text bilingual(JsonNode node) {
        return new Text(node.path("en").asText(), node.path("fr").asText());
    }
}
