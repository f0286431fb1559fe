package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Evidence;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.Runs;
import org.maint.checklist.SignOff;
import org.maint.logbook.LogEntry;
import org.maint.logbook.Logbook;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.PlanDocument;
import org.maint.plan.Plans;
import org.maint.shared.Refusal;
import org.maint.task.Task;
import org.maint.task.Tasks;
import org.omnifaces.cdi.Param;

/** One run: its sections, its items, and how it ends. Items themselves are entered through the REST interface. */
@Named
@RequestScoped
public class RunPage {
    private final Runs runs;
    private final Logbook logbook;
    private final People people;
    private final Plans plans;
    private final Tasks tasks;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;

    @Inject
    @Param(name = "id")
    private @Nullable String id;

    private @Nullable Run run;
    private @Nullable Map<PersonId, String> names;
    private @Nullable Map<UUID, List<Evidence>> evidence;
    private @Nullable Map<String, List<Task>> followUps;
    private @Nullable Set<String> wanting;
    private @Nullable Set<String> skills;
    private @Nullable Optional<LogEntry> entry;
    private @Nullable String notes;
    private @Nullable Integer minutes;
    private @Nullable String resolved;
    private @Nullable String escalated;
    private @Nullable String next;
    private @Nullable String reason;

    @Inject
    public RunPage(
            Runs runs, Logbook logbook, People people, Plans plans, Tasks tasks, Shell shell, Fmt fmt, Clock clock) {
        this.runs = runs;
        this.logbook = logbook;
        this.people = people;
        this.plans = plans;
        this.tasks = tasks;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RunPage() {
        this(null, null, null, null, null, null, null, null);
    }

    /** A section's heading with its items. */
    public record Section(String key, String title, List<RunItem> items, List<String> practices) {
        public long answered() {
            return items.stream().filter(RunItem::answered).count();
        }
    }

    public void load() {
        run();
    }

    private Run run() {
        if (run == null) {
            run = runs.get(shell.actor(), Addressed.run(id));
        }
        return run;
    }

    public Run getRun() {
        return run();
    }

    public String getTitle() {
        return String.valueOf(fmt.text(run().title()));
    }

    public String getDate() {
        return fmt.day(run().nominalDate());
    }

    public boolean isWorkable() {
        return run().state().workable();
    }

    /** Whether this person may enter and sign. */
    public boolean isMine() {
        return isWorkable() && shell.can("TECHNICIAN");
    }

    public boolean isSkippable() {
        return isWorkable() && shell.can("LEAD");
    }

    public boolean isLate() {
        return run().late(clock.instant());
    }

    public List<Section> getSections() {
        Map<String, List<RunItem>> sections = new LinkedHashMap<>();
        run().items().forEach(item -> sections.computeIfAbsent(item.sectionKey(), key -> new ArrayList<>())
                .add(item));
        return sections.entrySet().stream()
                .map(section -> new Section(
                        section.getKey(),
                        String.valueOf(fmt.text(section.getValue().get(0).sectionTitle())),
                        section.getValue(),
                        practices(section.getKey())))
                .toList();
    }

    /** What the plan, as it is now, calls to mind at a section. */
    private List<String> practices(String section) {
        PlanDocument document = plans.published().document();
        return run().routineKey().flatMap(document::routine).stream()
                .flatMap(routine -> routine.sections().stream())
                .filter(each -> each.key().equals(section))
                .flatMap(each -> each.practices().stream())
                .flatMap(key -> document.practice(key).stream())
                .map(words -> String.valueOf(fmt.text(words)))
                .toList();
    }

    /** Whether a practice of the section is one of what not to do. */
    public boolean never(String practice) {
        return plans.published().document().donts().stream().anyMatch(each -> practice.equals(fmt.text(each)));
    }

    /** What somebody has to hold who answers for an item. */
    public @Nullable String skill(RunItem item) {
        String key = item.skill();
        return key == null
                ? null
                : plans.published().document().skill(key).map(fmt::text).orElse(key);
    }

    /** Whether somebody without the skill has answered, and nobody with it stands beside them. */
    public boolean wantsCountersignature(RunItem item) {
        if (wanting == null) {
            wanting = isWorkable() ? runs.wantingCountersignature(run()) : Set.of();
        }
        return wanting.contains(item.key());
    }

    /** Whether this person holds what an item wants. */
    public boolean holds(RunItem item) {
        if (skills == null) {
            skills = runs.skillsOf(shell.actor().id(), run());
        }
        return item.skill() != null && skills.contains(item.skill());
    }

    public long getAnswered() {
        return run().items().stream().filter(RunItem::answered).count();
    }

    public long getFailed() {
        return run().items().stream()
                .filter(item -> item.outcome() == Outcome.FAIL)
                .count();
    }

    public String getElapsed() {
        return fmt.duration(run().elapsed(clock.instant()));
    }

    public long getElapsedSeconds() {
        return run().elapsed(clock.instant()).toSeconds();
    }

    /** The plan's own estimate for the tier as a whole; null for unplanned work. */
    public @Nullable String getEstimate() {
        return run().routineKey()
                .flatMap(key -> plans.published().document().tiers().stream()
                        .filter(tier -> tier.routines().stream()
                                .anyMatch(routine -> routine.key().equals(key)))
                        .findFirst())
                .map(tier -> tier.leastMinutes() == tier.mostMinutes()
                        ? fmt.duration(Duration.ofMinutes(tier.leastMinutes()))
                        : fmt.duration(Duration.ofMinutes(tier.leastMinutes())) + " – "
                                + fmt.duration(Duration.ofMinutes(tier.mostMinutes())))
                .orElse(null);
    }

    public String name(@Nullable PersonId person) {
        if (names == null) {
            names = people.names(Stream.concat(
                            run().items().stream()
                                    .flatMap(item -> Stream.of(item.recordedBy(), item.countersignedBy())),
                            Stream.of(run().assignee(), run().closedBy()))
                    .filter(Objects::nonNull)
                    .toList());
        }
        return person == null ? "" : names.getOrDefault(person, "?");
    }

    public List<Evidence> evidence(RunItem item) {
        if (evidence == null) {
            evidence = runs.evidenceOf(shell.actor(), List.of(run().id())).stream()
                    .collect(Collectors.groupingBy(Evidence::itemId));
        }
        return evidence.getOrDefault(item.id(), List.of());
    }

    /** The tasks that follow from an item. */
    public List<Task> followUps(RunItem item) {
        if (followUps == null) {
            followUps = tasks.followUps(shell.actor(), run().id()).stream()
                    .collect(Collectors.groupingBy(
                            task -> task.origin().itemKey().orElse("")));
        }
        return followUps.getOrDefault(item.key(), List.of());
    }

    /** "0 – 600", "≥ 0", or null when anything is plausible. */
    public @Nullable String range(RunItem item) {
        if (item.min() == null && item.max() == null) {
            return null;
        }
        if (item.max() == null) {
            return "≥ " + fmt.number(item.min());
        }
        return item.min() == null
                ? "≤ " + fmt.number(item.max())
                : fmt.number(item.min()) + " – " + fmt.number(item.max());
    }

    /** The value as people read it: a choice by its title, a number in their language. */
    public @Nullable String shown(RunItem item) {
        String value = item.value();
        if (value == null) {
            return null;
        }
        return switch (item.kind()) {
            case NUMBER -> fmt.number(new java.math.BigDecimal(value));
            case CHOICE -> item.choices().stream()
                    .filter(choice -> choice.key().equals(value))
                    .map(choice -> fmt.text(choice.title()))
                    .findFirst()
                    .orElse(value);
            default -> value;
        };
    }

    public @Nullable LogEntry getEntry() {
        if (entry == null) {
            entry = isWorkable() ? Optional.empty() : logbook.ofRun(shell.actor(), run().id());
        }
        return entry.orElse(null);
    }

    public @Nullable String sign() {
        try {
            SignOff signOff = new SignOff(
                    notes,
                    minutes == null
                            ? (int) Math.max(1, run().elapsed(clock.instant()).toMinutes())
                            : minutes,
                    lines(resolved),
                    lines(escalated),
                    lines(next));
            RunId signed = runs.signOff(shell.actor(), run().id(), signOff).id();
            LogEntry entry = logbook.ofRun(shell.actor(), signed).orElseThrow();
            Told.done(fmt.words("run.signed-done"));
            return "/entry.xhtml?faces-redirect=true&n=" + entry.sequence();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String skip() {
        try {
            runs.skip(shell.actor(), run().id(), reason);
            Told.done(fmt.words("run.skipped-done"));
            return "/today.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private static List<String> lines(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("\\R"))
                        .filter(line -> !line.isBlank())
                        .toList();
    }

    public @Nullable String getNotes() {
        return notes;
    }

    public void setNotes(@Nullable String notes) {
        this.notes = notes;
    }

    /** The minutes since the first entry, until the person says otherwise. */
    public @Nullable Integer getMinutes() {
        return minutes != null
                ? minutes
                : (Integer) (int) Math.max(1, run().elapsed(clock.instant()).toMinutes());
    }

    public void setMinutes(@Nullable Integer minutes) {
        this.minutes = minutes;
    }

    public @Nullable String getResolved() {
        return resolved;
    }

    public void setResolved(@Nullable String resolved) {
        this.resolved = resolved;
    }

    public @Nullable String getEscalated() {
        return escalated;
    }

    public void setEscalated(@Nullable String escalated) {
        this.escalated = escalated;
    }

    public @Nullable String getNext() {
        return next;
    }

    public void setNext(@Nullable String next) {
        this.next = next;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    /** How far the proof of an item has come; null for one that people look at. */
    public @Nullable String proofWords(RunItem item) {
        return ProofWords.of(item, fmt.locale(), fmt.zone());
    }
}
