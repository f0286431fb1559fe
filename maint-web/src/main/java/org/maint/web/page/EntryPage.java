package org.maint.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.logbook.LogEntry;
import org.maint.logbook.Logbook;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.task.Origin;
import org.maint.task.Task;
import org.maint.task.TaskQuery;
import org.maint.task.Tasks;
import org.omnifaces.cdi.Param;

/** One entry of the log, as it stands in the chain, and the corrections that were added to it. */
@Named
@RequestScoped
public class EntryPage {
    private final Logbook logbook;
    private final People people;
    private final Tasks tasks;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param(name = "n")
    private @Nullable String number;

    private @Nullable LogEntry entry;
    private @Nullable List<LogEntry> corrections;
    private @Nullable Map<PersonId, String> names;
    private @Nullable String correction;

    @Inject
    public EntryPage(Logbook logbook, People people, Tasks tasks, Shell shell, Fmt fmt) {
        this.logbook = logbook;
        this.people = people;
        this.tasks = tasks;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected EntryPage() {
        this(null, null, null, null, null);
    }

    /** A task of the entry, ready to be shown. */
    public record Completed(
            String section,
            String title,
            String outcome,
            @Nullable String value,
            @Nullable String note,
            List<String> evidence) {}

    public void load() {
        entry();
    }

    private LogEntry entry() {
        if (entry == null) {
            entry = logbook.get(shell.actor(), Addressed.entry(number));
        }
        return entry;
    }

    public LogEntry getEntry() {
        return entry();
    }

    public JsonNode getContent() {
        return entry().content();
    }

    public String getTitle() {
        return String.valueOf(fmt.text(entry().title()));
    }

    /** A value of the content as text; null when it has none. */
    public @Nullable String value(String key) {
        JsonNode node = getContent().path(key);
        return node.isMissingNode() || node.isNull() || node.asText().isEmpty() ? null : node.asText();
    }

    /** The day that the work was for. */
    public @Nullable String getDate() {
        String date = value("date");
        return date == null ? null : fmt.date(LocalDate.parse(date));
    }

    public @Nullable String instant(String key) {
        String value = value(key);
        return value == null ? null : fmt.exact(Instant.parse(value));
    }

    public List<String> lines(String key) {
        List<String> lines = new ArrayList<>();
        getContent().path(key).forEach(line -> lines.add(line.asText()));
        return lines;
    }

    public List<String> getPerformers() {
        return lines("performedBy").stream().map(this::name).toList();
    }

    public List<Completed> getTasks() {
        List<Completed> completed = new ArrayList<>();
        getContent().path("tasksCompleted").forEach(task -> completed.add(completed(task)));
        return completed;
    }

    private Completed completed(JsonNode task) {
        String value = task.has("value") ? shown(task.path("value")) : null;
        if (value != null && task.has("unit")) {
            value += " " + text(task.path("unit"));
        }
        List<String> evidence = new ArrayList<>();
        task.path("evidence")
                .forEach(each -> evidence.add(each.path("name").asText() + " · SHA-256 "
                        + each.path("sha256").asText()));
        return new Completed(
                text(task.path("section")),
                text(task.path("title")),
                task.path("outcome").asText(),
                value,
                task.has("note") ? task.path("note").asText() : null,
                evidence);
    }

    /** A number as people write it here; anything else as it stands. */
    private String shown(JsonNode value) {
        String text = value.asText();
        return text.matches("-?\\d{1,15}(\\.\\d{1,6})?") ? String.valueOf(fmt.number(new BigDecimal(text))) : text;
    }

    public List<String> getIssues() {
        List<String> issues = new ArrayList<>();
        getContent()
                .path("issuesFound")
                .forEach(issue -> issues.add(
                        text(issue.path("title")) + " – " + issue.path("seen").asText()));
        return issues;
    }

    private String text(JsonNode node) {
        return String.valueOf(
                fmt.text(new Text(node.path("en").asText(), node.path("fr").asText())));
    }

    public @Nullable String getTimeSpent() {
        String minutes = value("minutesSpent");
        return minutes == null ? null : fmt.duration(java.time.Duration.ofMinutes(Long.parseLong(minutes)));
    }

    /** What follows from it. */
    public List<Task> getFollowUps() {
        return tasks.list(shell.actor(), TaskQuery.from(Origin.logEntry(entry().sequence())), 0, Page.LARGEST)
                .items();
    }

    public List<LogEntry> getCorrections() {
        if (corrections == null) {
            corrections = logbook.correctionsOf(shell.actor(), entry().sequence());
        }
        return corrections;
    }

    public String correctionWords(LogEntry one) {
        return one.content().path("correction").asText();
    }

    /** A person by the id that the content holds; the id itself when the person was erased. */
    public String name(@Nullable Object id) {
        if (id == null) {
            return "maint";
        }
        if (names == null) {
            List<PersonId> all = new ArrayList<>();
            lines("performedBy").forEach(each -> all.add(new PersonId(UUID.fromString(each))));
            all.add(Objects.requireNonNullElse(entry().by(), new PersonId(new UUID(0, 0))));
            getCorrections().forEach(each -> {
                if (each.by() != null) {
                    all.add(each.by());
                }
            });
            names = people.names(all);
        }
        return names.getOrDefault(new PersonId(UUID.fromString(id.toString())), id.toString());
    }

    public @Nullable String correct() {
        try {
            LogEntry added = logbook.correct(shell.actor(), entry().sequence(), correction);
            Told.done(fmt.words("entry.corrected", Long.toString(added.sequence())));
            return "/entry.xhtml?faces-redirect=true&n=" + entry().sequence();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String getCorrection() {
        return correction;
    }

    public void setCorrection(@Nullable String correction) {
        this.correction = correction;
    }
}
