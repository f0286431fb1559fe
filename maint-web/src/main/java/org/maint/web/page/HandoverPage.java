package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.handover.HandoverNote;
import org.maint.handover.Handovers;
import org.maint.shared.Refusal;

/** The shift note: drafted from the record, edited, confirmed; and those before it. */
@Named
@RequestScoped
public class HandoverPage {
    private final Handovers handovers;
    private final Shell shell;
    private final Fmt fmt;

    private @Nullable Optional<HandoverNote> today;
    private @Nullable List<HandoverNote> all;
    private @Nullable String words;
    private @Nullable Integer version;

    @Inject
    public HandoverPage(Handovers handovers, Shell shell, Fmt fmt) {
        this.handovers = handovers;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected HandoverPage() {
        this(null, null, null);
    }

    public @Nullable HandoverNote getToday() {
        if (today == null) {
            today = handovers.today(shell.actor());
        }
        return today.orElse(null);
    }

    public boolean isConfirmed() {
        HandoverNote note = getToday();
        return note != null && note.confirmedAt() != null;
    }

    public boolean isWritable() {
        return !isConfirmed() && shell.can("TECHNICIAN LEAD");
    }

    /** What was saved; before that what the record says. */
    public String getWords() {
        HandoverNote note = getToday();
        return words != null ? words : note != null ? note.words() : getDraft();
    }

    public void setWords(@Nullable String words) {
        this.words = words == null ? "" : words;
    }

    /** What the record says by now. */
    public String getDraft() {
        return handovers.draft(shell.actor(), fmt.locale());
    }

    /** The version that the page showed; null before anybody has saved one. */
    public @Nullable Integer getVersion() {
        HandoverNote note = getToday();
        return version != null || note == null ? version : Integer.valueOf(note.version());
    }

    public void setVersion(@Nullable Integer version) {
        this.version = version;
    }

    /** Those that somebody stands for, the newest first. */
    public List<HandoverNote> getAll() {
        if (all == null) {
            all = handovers.list(shell.actor()).stream()
                    .filter(note -> note.confirmedAt() != null)
                    .toList();
        }
        return all;
    }

    public @Nullable String save() {
        return deed(() -> handovers.save(shell.actor(), words, version));
    }

    public @Nullable String confirm() {
        return deed(() -> handovers.confirm(shell.actor(), words, version));
    }

    private @Nullable String deed(Runnable deed) {
        try {
            deed.run();
            return "/handover.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }
}
