package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.plan.DraftState;
import org.maint.plan.Occurrence;
import org.maint.plan.PlanChange;
import org.maint.plan.PlanDraft;
import org.maint.plan.PlanDrafts;
import org.maint.plan.PlanForecast;
import org.maint.plan.Plans;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** What a draft changes ({@code ?draft=…}), or what differs between two versions ({@code ?from=1&to=2}). */
@Named
@RequestScoped
public class PlanChangesPage {
    private final PlanDrafts drafts;
    private final Plans plans;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param(name = "draft")
    private @Nullable String draftId;

    @Inject
    @Param
    private @Nullable String from;

    @Inject
    @Param
    private @Nullable String to;

    private PlanDrafts.@Nullable Looked looked;
    private @Nullable List<PlanChange> changes;
    private @Nullable PlanForecast forecast;
    private boolean forecastAsked;
    private @Nullable Integer version;
    private @Nullable String reason;

    @Inject
    public PlanChangesPage(PlanDrafts drafts, Plans plans, Shell shell, Fmt fmt) {
        this.drafts = drafts;
        this.plans = plans;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PlanChangesPage() {
        this(null, null, null, null);
    }

    /** Changes of one routine, or of one part of the plan. */
    public record Group(String title, List<Line> lines) {}

    /** One change, ready to be shown. */
    public record Line(String kind, String what, @Nullable String before, @Nullable String after) {
        public String state() {
            return switch (kind) {
                case "ADDED" -> "PASS";
                case "REMOVED" -> "FAIL";
                default -> "INFO";
            };
        }

        public String icon() {
            return switch (kind) {
                case "ADDED" -> "add";
                case "REMOVED" -> "state-FAIL";
                case "MOVED" -> "drag";
                default -> "state-CORRECTION";
            };
        }
    }

    /** A month of a routine. */
    public record Cell(int before, int after) {
        public boolean changed() {
            return before != after;
        }
    }

    /** An occurrence before and after, in words. */
    public record Dates(@Nullable String before, @Nullable String after) {}

    /** A routine's twelve months. */
    public record MonthLine(String title, boolean changed, List<Cell> cells, List<Dates> differences) {}

    public void load() {
        if (draftId != null) {
            looked();
        } else {
            changes();
        }
    }

    private PlanDrafts.@Nullable Looked looked() {
        if (looked == null && draftId != null) {
            looked = drafts.look(shell.actor(), DraftPage.draftId(draftId), fmt.locale());
        }
        return looked;
    }

    public @Nullable PlanDraft getDraft() {
        PlanDrafts.Looked found = looked();
        return found == null ? null : found.draft();
    }

    private List<PlanChange> changes() {
        if (changes == null) {
            PlanDrafts.Looked found = looked();
            changes = found != null
                    ? drafts.changes(shell.actor(), found)
                    : plans.compare(shell.actor(), Addressed.version(from), Addressed.version(to));
        }
        return changes;
    }

    public String getTitle() {
        PlanDraft draft = getDraft();
        return draft != null ? draft.title() : fmt.words("draft.compare", String.valueOf(from), String.valueOf(to));
    }

    public String getSubtitle() {
        PlanDraft draft = getDraft();
        return draft == null ? fmt.words("draft.compare-words") : fmt.words("draft.against", draft.base());
    }

    public int getFaults() {
        PlanDrafts.Looked found = looked();
        return found == null ? 0 : found.faults().size();
    }

    public String getCount() {
        return fmt.words("draft.count", changes().size());
    }

    /** By what they concern, in the order of the document. */
    public List<Group> getGroups() {
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        for (PlanChange change : changes()) {
            groups.computeIfAbsent(group(change), title -> new ArrayList<>()).add(line(change));
        }
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    private String group(PlanChange change) {
        String top = change.pointer().split("/", -1)[1];
        boolean routine = top.equals("tiers") && change.where().size() > 1;
        return routine
                ? String.valueOf(fmt.text(change.where().get(1)))
                : top.equals("tiers") && change.where().size() == 1
                        ? String.valueOf(fmt.text(change.where().get(0)))
                        : field(top);
    }

    private Line line(PlanChange change) {
        int outer = change.pointer().startsWith("/tiers/")
                ? Math.min(2, change.where().size())
                : 0;
        List<String> parts = new ArrayList<>();
        change.where().subList(outer, change.where().size()).forEach(part -> parts.add(String.valueOf(fmt.text(part))));
        boolean thing = change.kind() == PlanChange.Kind.MOVED || change.before() == null && change.after() == null;
        String field = change.field();
        if (field != null && (!thing || parts.isEmpty())) {
            parts.add(field(field));
        }
        return new Line(
                change.kind().name(),
                String.join(" › ", parts),
                shown(field, fmt.text(change.before())),
                shown(field, fmt.text(change.after())));
    }

    /** A value in words where it has some: a rule, a role, a severity. */
    private @Nullable String shown(@Nullable String field, @Nullable String value) {
        if (value == null || field == null) {
            return value;
        }
        if (field.equals("recurrence")) {
            return org.maint.plan.RecurrenceWords.of(value, fmt.locale());
        }
        return fmt.optional("editor.value." + field + "." + value)
                .or(() -> fmt.optional("editor.value." + value))
                .orElse(value);
    }

    private String field(String name) {
        return fmt.optional("editor.field." + name).orElse(name);
    }

    public @Nullable PlanForecast getForecast() {
        PlanDrafts.Looked found = looked();
        if (!forecastAsked && found != null && found.draft().state() != DraftState.PUBLISHED) {
            forecast = drafts.forecast(shell.actor(), found);
        }
        forecastAsked = true;
        return forecast;
    }

    public List<String> getMonths() {
        PlanForecast found = getForecast();
        DateTimeFormatter month = DateTimeFormatter.ofPattern("LLL yy", fmt.locale());
        return found == null
                ? List.of()
                : found.months().stream().map(month::format).toList();
    }

    public List<MonthLine> getMonthLines() {
        PlanForecast found = getForecast();
        return found == null
                ? List.of()
                : found.lines().stream().map(this::monthLine).toList();
    }

    private MonthLine monthLine(PlanForecast.Line line) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < line.before().size(); i++) {
            cells.add(new Cell(line.before().get(i), line.after().get(i)));
        }
        List<Dates> differences = line.differences().stream()
                .map(each -> new Dates(opening(each.before()), opening(each.after())))
                .toList();
        return new MonthLine(String.valueOf(fmt.text(line.title())), line.changed(), cells, differences);
    }

    private @Nullable String opening(@Nullable Occurrence occurrence) {
        return occurrence == null ? null : fmt.exact(occurrence.opensAt());
    }

    public boolean isEditable() {
        PlanDraft draft = getDraft();
        return draft != null && draft.state() == DraftState.EDITING && shell.can("LEAD");
    }

    public boolean isRestorable() {
        PlanDraft draft = getDraft();
        return draft != null && draft.state() == DraftState.DISCARDED && shell.can("LEAD");
    }

    public boolean isReturnable() {
        PlanDraft draft = getDraft();
        return draft != null && draft.state() == DraftState.SUBMITTED && shell.can("LEAD MANAGER");
    }

    /** Whether this person may publish it: a manager who had no hand in it. */
    public boolean isApprovable() {
        PlanDraft draft = getDraft();
        return draft != null
                && draft.state() == DraftState.SUBMITTED
                && shell.can("MANAGER")
                && !draft.editors().contains(shell.actor().id());
    }

    public @Nullable String approve() {
        return done(
                () -> drafts.approve(shell.actor(), draftId(), version),
                "draft.approved",
                "/plan.xhtml?faces-redirect=true");
    }

    public @Nullable String giveBack() {
        return done(
                () -> drafts.giveBack(shell.actor(), draftId(), reason),
                "draft.given-back",
                "/plan-changes.xhtml?faces-redirect=true&draft=" + draftId());
    }

    public @Nullable String restore() {
        return done(
                () -> drafts.restore(shell.actor(), draftId()),
                "draft.restored",
                "/draft.xhtml?faces-redirect=true&id=" + draftId());
    }

    private java.util.UUID draftId() {
        return DraftPage.draftId(draftId);
    }

    private @Nullable String done(Runnable deed, String words, String next) {
        try {
            deed.run();
            Told.done(fmt.words(words));
            return next;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    /** The version that is shown, and so the only one that can be approved from here. */
    public @Nullable Integer getVersion() {
        PlanDraft draft = getDraft();
        return version != null || draft == null ? version : (Integer) draft.version();
    }

    public void setVersion(@Nullable Integer version) {
        this.version = version;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }
}
