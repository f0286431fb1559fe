package org.maint.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Evidence;
import org.maint.checklist.Run;
import org.maint.checklist.RunItem;
import org.maint.incident.Incident;
import org.maint.incident.IncidentLine;
import org.maint.incident.Incidents;
import org.maint.logbook.LogEntry;
import org.maint.plan.ItemKind;
import org.maint.postmortem.PostMortemAction;
import org.maint.postmortem.PostMortemSection;
import org.maint.postmortem.PostMortems;
import org.maint.shared.Text;
import org.maint.task.Task;
import org.maint.task.TaskFile;
import org.maint.task.TaskLine;
import org.maint.task.Tasks;

/** Says of each thing by which words it is found and how it is shown. */
final class Documents {
    private static final List<String> LOG_TEXTS = List.of("notes", "reason", "correction");
    private static final List<String> LOG_LISTS = List.of("issuesResolved", "issuesEscalated", "nextActions");

    private Documents() {}

    static SearchDocument of(Run run) {
        // What the plan names is found there; unplanned work was named by a person.
        String items = run.routineKey().isPresent()
                ? ""
                : lines(run.items().stream().map(item -> item.title().en()));
        return new SearchDocument(
                Kind.RUN,
                run.id().toString(),
                run.title(),
                null,
                run.nominalDate(),
                run.state().workable() ? null : run.state().name(),
                run.opensAt(),
                "/run?id=" + run.id(),
                lines(Stream.of(run.skipReason(), items)),
                run.routineKey().orElse("") + " " + words(run.nominalDate()));
    }

    /** Empty for an item at which there is nothing to find: no note, no text, no file. */
    static Optional<SearchDocument> of(Run run, RunItem item, List<Evidence> evidence) {
        String text = lines(Stream.concat(
                Stream.of(item.kind() == ItemKind.TEXT ? item.value() : null, item.note(), item.overrideReason()),
                evidence.stream()
                        .filter(each -> each.itemId().equals(item.id()))
                        .map(Evidence::name)));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SearchDocument(
                Kind.ITEM,
                ref(run, item),
                item.title(),
                run.title(),
                run.nominalDate(),
                null,
                Objects.requireNonNullElse(item.recordedAt(), run.opensAt()),
                "/run?id=" + run.id() + "#item-" + item.key(),
                text,
                item.key() + " " + words(run.nominalDate())));
    }

    static String ref(Run run, RunItem item) {
        return run.id() + "/" + item.key();
    }

    static SearchDocument of(LogEntry entry, ZoneId zone) {
        JsonNode content = entry.content();
        Stream<String> typed = LOG_TEXTS.stream().map(key -> content.path(key).asText(""));
        Stream<String> seen = texts(content.path("issuesFound"))
                .map(issue -> issue.path("seen").asText(""));
        Stream<String> listed =
                LOG_LISTS.stream().flatMap(key -> texts(content.path(key))).map(JsonNode::asText);
        LocalDate day = LocalDate.ofInstant(entry.at(), zone);
        return new SearchDocument(
                Kind.LOG,
                Long.toString(entry.sequence()),
                entry.title(),
                null,
                day,
                entry.event().name(),
                entry.at(),
                "/entry?n=" + entry.sequence(),
                lines(Stream.of(typed, seen, listed).flatMap(each -> each)),
                content.path("routine").asText("") + " " + words(day));
    }

    private static Stream<JsonNode> texts(JsonNode array) {
        Stream.Builder<JsonNode> each = Stream.builder();
        array.forEach(each);
        return each.build();
    }

    /** @param at of its last change */
    static SearchDocument of(Tasks.Whole whole, ZoneId zone) {
        Task task = whole.task();
        TaskLine last =
                whole.lines().isEmpty() ? null : whole.lines().get(whole.lines().size() - 1);
        java.time.Instant at = last == null ? task.createdAt() : last.at();
        LocalDate day = LocalDate.ofInstant(at, zone);
        Stream<String> said = whole.lines().stream()
                .filter(line -> line.kind() == TaskLine.Kind.COMMENT || line.kind() == TaskLine.Kind.CLOSED)
                .map(line -> Objects.requireNonNullElse(line.words(), ""));
        Stream<String> added = Stream.concat(
                whole.links().stream().flatMap(link -> Stream.of(link.title(), link.address())),
                whole.files().stream().map(TaskFile::name));
        return new SearchDocument(
                Kind.TASK,
                Long.toString(task.number()),
                task.title(),
                null,
                day,
                task.state().name(),
                at,
                "/task?n=" + task.number(),
                lines(Stream.of(Stream.ofNullable(task.description()), said, added)
                        .flatMap(each -> each)),
                task.name());
    }

    static SearchDocument of(Incidents.Whole whole, ZoneId zone) {
        Incident incident = whole.incident();
        LocalDate day = LocalDate.ofInstant(incident.declaredAt(), zone);
        Stream<String> said = whole.lines().stream()
                .filter(line -> line.kind() == IncidentLine.Kind.NOTE || line.kind() == IncidentLine.Kind.FILE)
                .map(line -> Objects.requireNonNullElse(line.words(), ""));
        Stream<String> told = whole.updates().stream()
                .flatMap(update -> Stream.of(
                        update.issue().en(),
                        update.issue().fr(),
                        update.impact().en(),
                        update.impact().fr()));
        return new SearchDocument(
                Kind.INCIDENT,
                Long.toString(incident.number()),
                Text.same(incident.title()),
                null,
                day,
                incident.state().name(),
                incident.declaredAt(),
                "/incident?n=" + incident.number(),
                lines(Stream.of(Stream.of(incident.description(), incident.resolution()), said, told)
                        .flatMap(each -> each)),
                incident.name() + " " + words(day));
    }

    static SearchDocument of(PostMortems.Whole whole, ZoneId zone) {
        Incident incident = whole.incident().incident();
        LocalDate day = LocalDate.ofInstant(whole.postMortem().openedAt(), zone);
        return new SearchDocument(
                Kind.POST_MORTEM,
                Long.toString(incident.number()),
                Text.same(incident.title()),
                null,
                day,
                whole.postMortem().state().name(),
                whole.postMortem().changedAt(),
                "/post-mortem?n=" + incident.number(),
                lines(Stream.concat(
                        whole.sections().stream().map(PostMortemSection::words),
                        whole.actions().stream().map(PostMortemAction::title))),
                incident.name() + " " + words(day));
    }

    private static String lines(Stream<@Nullable String> texts) {
        return texts.filter(text -> text != null && !text.isBlank()).distinct().collect(Collectors.joining("\n"));
    }

    /** A day is found as 2026-11-23, by its month in either language, and by its year. */
    static String words(LocalDate day) {
        return day + " " + day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " "
                + day.getMonth().getDisplayName(TextStyle.FULL, Locale.FRENCH);
    }

    /** By which words a document is found. */
    static String terms(SearchDocument document) {
        Text title = document.title();
        return Terms.index(document.kind(), title.en(), title.fr(), document.text(), document.also());
    }
}
