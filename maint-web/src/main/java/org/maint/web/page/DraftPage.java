package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.Role;
import org.maint.plan.DraftState;
import org.maint.plan.PlanDraft;
import org.maint.plan.PlanDrafts;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** The plan editor. Its parts are entered through the REST interface; here a draft is begun, submitted and given up. */
@Named
@RequestScoped
public class DraftPage {
    private final PlanDrafts drafts;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String id;

    private PlanDrafts.@Nullable Looked looked;
    private @Nullable List<PlanDraft> open;
    private @Nullable String title;
    private @Nullable String summary;

    @Inject
    public DraftPage(PlanDrafts drafts, Shell shell, Fmt fmt) {
        this.drafts = drafts;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected DraftPage() {
        this(null, null, null);
    }

    /** Only what is being edited can be edited; anything else is shown with its changes. */
    public @Nullable String loadForEditing() {
        shell.actor().require(Role.LEAD);
        return looked().draft().state() == DraftState.EDITING
                ? null
                : "/plan-changes.xhtml?faces-redirect=true&draft="
                        + looked().draft().id();
    }

    static UUID draftId(@Nullable String id) {
        try {
            return UUID.fromString(String.valueOf(id));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Message.of("not-found.draft", String.valueOf(id)));
        }
    }

    private PlanDrafts.Looked looked() {
        if (looked == null) {
            looked = drafts.look(shell.actor(), draftId(id), fmt.locale());
        }
        return looked;
    }

    public PlanDraft getDraft() {
        return looked().draft();
    }

    public boolean isOutdated() {
        return looked().outdated();
    }

    /** Open drafts, what waits for a decision first. */
    public List<PlanDraft> getOpen() {
        if (open == null) {
            open = drafts.open(shell.actor());
        }
        return open;
    }

    /** Regions only: what people choose from. */
    public List<String> getZones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.matches("(America|Europe|Asia|Africa|Australia|Pacific|Atlantic)/.*"))
                .sorted()
                .collect(Collectors.toList());
    }

    public @Nullable String begin() {
        return started(() -> drafts.begin(shell.actor(), title));
    }

    /** The plan's own review: a draft in which the next one is already named. */
    public @Nullable String beginReview() {
        return started(() -> drafts.beginReview(shell.actor(), fmt.words("draft.review-title", fmt.date(fmt.today()))));
    }

    private @Nullable String started(java.util.function.Supplier<PlanDraft> begins) {
        try {
            return "/draft.xhtml?faces-redirect=true&id=" + begins.get().id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String submit() {
        return done(
                () -> drafts.submit(shell.actor(), getDraft().id(), summary, null, fmt.locale()),
                "draft.submitted",
                "/plan-changes.xhtml?faces-redirect=true&draft=");
    }

    public @Nullable String carryOver() {
        Locale locale = fmt.locale();
        return done(
                () -> drafts.carryOver(shell.actor(), getDraft().id(), locale),
                "draft.carried-over",
                "/draft.xhtml?faces-redirect=true&id=");
    }

    public @Nullable String discard() {
        return done(
                () -> drafts.discard(shell.actor(), getDraft().id()),
                "draft.discarded",
                "/plan-changes.xhtml?faces-redirect=true&draft=");
    }

    private @Nullable String done(Runnable deed, String words, String next) {
        try {
            deed.run();
            Told.done(fmt.words(words));
            return next + getDraft().id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable String getSummary() {
        return summary;
    }

    public void setSummary(@Nullable String summary) {
        this.summary = summary;
    }
}
