package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.recovery.Drill;
import org.maint.recovery.DrillState;
import org.maint.recovery.DrillStep;
import org.maint.recovery.Drills;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** One drill: its stopwatch, its steps, what was counted, its signature. */
@Named
@RequestScoped
public class DrillPage {
    private final Drills drills;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;
    private final HttpServletRequest request;

    @Inject
    @Param
    private @Nullable String n;

    private Drills.@Nullable Whole whole;
    private @Nullable String note;
    private @Nullable Long expected;
    private @Nullable Long found;
    private @Nullable String words;
    private @Nullable String reason;

    @Inject
    public DrillPage(Drills drills, Shell shell, Fmt fmt, Clock clock, HttpServletRequest request) {
        this.drills = drills;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
        this.request = request;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected DrillPage() {
        this(null, null, null, null, null);
    }

    public void load() {
        getWhole();
    }

    private long number() {
        if (n == null || !n.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.drill", String.valueOf(n)));
        }
        return Long.parseLong(n);
    }

    public Drills.Whole getWhole() {
        if (whole == null) {
            whole = drills.get(shell.actor(), number());
        }
        return whole;
    }

    public Drill getDrill() {
        return getWhole().drill();
    }

    /** The step that comes next; null when all are done. */
    public @Nullable DrillStep getNext() {
        return getDrill().state() != DrillState.RUNNING
                ? null
                : getWhole().steps().stream()
                        .filter(step -> step.doneAt() == null)
                        .findFirst()
                        .orElse(null);
    }

    /** Whether there is a step to take; what is sent is taken in also where somebody was quicker, so that it is answered. */
    public boolean isStepping() {
        return isWorking()
                && (getNext() != null || FacesContext.getCurrentInstance().isPostback());
    }

    /** What comes next. */
    public String getNextWords() {
        DrillStep next = getNext();
        return next == null ? "–" : next.position() + ". " + fmt.text(next.title());
    }

    /** How long a step took, from the end of the one before. */
    public @Nullable String took(DrillStep step) {
        Instant doneAt = step.doneAt();
        if (doneAt == null) {
            return null;
        }
        Instant before = getWhole().steps().stream()
                .filter(each -> each.position() == step.position() - 1)
                .map(DrillStep::doneAt)
                .findFirst()
                .orElse(getDrill().startedAt());
        return fmt.duration(Duration.between(before == null ? getDrill().startedAt() : before, doneAt));
    }

    public String getRecoveryTime() {
        return fmt.duration(getDrill().recoveryTime(clock.instant()));
    }

    public boolean isInTime() {
        return getDrill().recoveryTime(clock.instant()).compareTo(getDrill().rto()) <= 0;
    }

    public boolean isLittleLost() {
        return getDrill().lost().compareTo(getDrill().rpo()) <= 0;
    }

    public boolean isRunning() {
        return getDrill().state() == DrillState.RUNNING;
    }

    /** Once everything is done and counted. */
    public boolean isSignable() {
        return getDrill().state() == DrillState.DONE
                && getDrill().expected() != null
                && getDrill().found() != null
                && isWorking();
    }

    public boolean isCountable() {
        return (isRunning() || getDrill().state() == DrillState.DONE) && isWorking();
    }

    public boolean isWorking() {
        return shell.can("TECHNICIAN LEAD");
    }

    /** The step that the page had shown; refused where somebody was quicker. */
    public @Nullable String done() {
        String row = String.valueOf(request.getParameter("position"));
        return deed(
                () -> drills.done(shell.actor(), number(), row.matches("\\d{1,4}") ? Integer.parseInt(row) : 0, note));
    }

    public @Nullable String count() {
        return deed(() -> drills.count(shell.actor(), number(), expected, found));
    }

    public @Nullable String sign() {
        return deed(() -> drills.sign(shell.actor(), number(), words));
    }

    public @Nullable String abandon() {
        return deed(() -> drills.abandon(shell.actor(), number(), reason));
    }

    private @Nullable String deed(Runnable deed) {
        try {
            deed.run();
            return "/drill.xhtml?faces-redirect=true&n=" + number();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String getNote() {
        return note;
    }

    public void setNote(@Nullable String note) {
        this.note = note;
    }

    public @Nullable Long getExpected() {
        return expected == null ? getDrill().expected() : expected;
    }

    public void setExpected(@Nullable Long expected) {
        this.expected = expected;
    }

    public @Nullable Long getFound() {
        return found == null ? getDrill().found() : found;
    }

    public void setFound(@Nullable Long found) {
        this.found = found;
    }

    public @Nullable String getWords() {
        return words;
    }

    public void setWords(@Nullable String words) {
        this.words = words;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }
}
