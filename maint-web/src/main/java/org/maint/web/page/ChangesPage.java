package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformChange;
import org.maint.activity.PlatformChanges;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** What was changed on the platform, newest first, and a form to document one more. */
@Named
@RequestScoped
public class ChangesPage {
    private static final int SIZE = 50;

    /** What the database can compare with. */
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final PlatformChanges changes;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String page;

    @Inject
    @Param
    private @Nullable String from;

    @Inject
    @Param
    private @Nullable String to;

    private @Nullable Page<PlatformChange> found;
    private @Nullable String title;
    private @Nullable String kind;
    private @Nullable String by;
    private @Nullable String reference;

    @Inject
    public ChangesPage(PlatformChanges changes, Shell shell, Fmt fmt) {
        this.changes = changes;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ChangesPage() {
        this(null, null, null);
    }

    public Page<PlatformChange> getFound() {
        if (found == null) {
            found = changes.list(shell.actor(), getFrom(), getTo(), getNumber(), SIZE);
        }
        return found;
    }

    /** Since when, as the address says; null for from the beginning. */
    public @Nullable Instant getFrom() {
        return moment(from);
    }

    /** Until when, as the address says; null for until now. */
    public @Nullable Instant getTo() {
        return moment(to);
    }

    private static @Nullable Instant moment(@Nullable String words) {
        try {
            Instant moment = words == null || words.isBlank() ? null : Instant.parse(words);
            return moment == null || moment.isBefore(Instant.EPOCH) || moment.isAfter(LAST) ? null : moment;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The address of this list at another page. */
    public String address(int toPage) {
        return "changes?page=" + toPage
                + (getFrom() == null ? "" : "&from=" + getFrom())
                + (getTo() == null ? "" : "&to=" + getTo());
    }

    public String getCount() {
        return fmt.words("changes.count", getFound().total());
    }

    public int getNumber() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public long getPages() {
        return Math.max(1, (getFound().total() + SIZE - 1) / SIZE);
    }

    public boolean isMine() {
        return shell.can("TECHNICIAN LEAD");
    }

    public List<String> getKinds() {
        return List.of("deployment", "configuration", "update", "data", "infrastructure", "other");
    }

    /** What came in over the REST interface may have a kind of its own. */
    public String kindWords(String one) {
        return fmt.optional("changes.kind." + one).orElse(one);
    }

    public @Nullable String record() {
        try {
            changes.record(shell.actor(), null, title, kind, by, reference);
            Told.done(fmt.words("changes.recorded"));
            return "/changes.xhtml?faces-redirect=true";
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

    public @Nullable String getKind() {
        return kind;
    }

    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }

    public @Nullable String getBy() {
        return by;
    }

    public void setBy(@Nullable String by) {
        this.by = by;
    }

    public @Nullable String getReference() {
        return reference;
    }

    public void setReference(@Nullable String reference) {
        this.reference = reference;
    }
}
