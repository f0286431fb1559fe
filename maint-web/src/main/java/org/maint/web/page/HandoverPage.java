package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
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
    /** The version of a note that is not there. */
    private static final Integer NONE = -1;

    private final Handovers handovers;
    private final Shell shell;
    private final Fmt fmt;

    private @Nullable Optional<HandoverNote> newest;
    private @Nullable List<HandoverNote> all;
    private @Nullable String words;
    private @Nullable Integer version;
    private @Nullable String draft;

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
        LocalDate day = fmt.today();
        return notes().stream()
                .filter(note -> note.day().equals(day))
                .findFirst()
                .orElse(null);
    }

    public boolean isConfirmed() {
        HandoverNote note = getToday();
        return note != null && note.confirmedAt() != null;
    }

    public boolean isWritable() {
        boolean may = shell.can("TECHNICIAN LEAD");
        // What is sent is taken in also where somebody was quicker, so that it is answered and not lost.
        return may && (!isConfirmed() || FacesContext.getCurrentInstance().isPostback());
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
        if (draft == null) {
            draft = handovers.draft(shell.actor(), fmt.locale());
        }
        return draft;
    }

    /** The version that the page showed. */
    public Integer getVersion() {
        HandoverNote note = getToday();
        return version != null ? version : note == null ? NONE : Integer.valueOf(note.version());
    }

    public void setVersion(@Nullable Integer version) {
        this.version = version;
    }

    /** The newest that somebody stands for, unless the present person wrote it; null for none. */
    public @Nullable HandoverNote getNewest() {
        if (newest == null) {
            newest = handovers.newest(shell.actor());
        }
        return newest.filter(note -> !shell.actor().id().equals(note.confirmedBy()))
                .orElse(null);
    }

    /** Those that somebody stands for, the newest first. */
    public List<HandoverNote> getAll() {
        return notes().stream().filter(note -> note.confirmedAt() != null).toList();
    }

    private List<HandoverNote> notes() {
        if (all == null) {
            all = handovers.list(shell.actor());
        }
        return all;
    }

    public @Nullable String save() {
        return deed(() -> handovers.save(shell.actor(), words, seen()));
    }

    public @Nullable String confirm() {
        return deed(() -> handovers.confirm(shell.actor(), words, seen()));
    }

    /** Null where there was none. */
    private @Nullable Integer seen() {
        return version == null || version.equals(NONE) ? null : version;
    }

    private @Nullable String deed(Runnable deed) {
        try {
            deed.run();
            return "/handover.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.STALE) {
                // What was typed stays; kept again, now that theirs is shown, it replaces theirs.
                all = null;
                version = null;
            }
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }
}
