package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.feedback.Feedback;
import org.maint.feedback.FeedbackState;
import org.maint.feedback.Feedbacks;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** One thing that somebody said: what, by whom, what is answered, which task follows. */
@Named
@RequestScoped
public class FeedbackItemPage {
    private final Feedbacks feedbacks;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String n;

    private @Nullable Feedback feedback;
    private @Nullable FeedbackState state;
    private @Nullable String answer;
    private @Nullable Integer version;

    @Inject
    public FeedbackItemPage(Feedbacks feedbacks, Shell shell, Fmt fmt) {
        this.feedbacks = feedbacks;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FeedbackItemPage() {
        this(null, null, null);
    }

    public void load() {
        getFeedback();
    }

    private long number() {
        if (n == null || !n.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.feedback", String.valueOf(n)));
        }
        return Long.parseLong(n);
    }

    public Feedback getFeedback() {
        if (feedback == null) {
            feedback = feedbacks.get(shell.actor(), number());
        }
        return feedback;
    }

    /** What the task is called that was made of it; null for none. */
    public @Nullable String getTaskName() {
        Long task = getFeedback().task();
        return task == null ? null : "T-" + task;
    }

    public boolean isWritable() {
        return shell.can("TECHNICIAN LEAD MANAGER");
    }

    /** What it may become. */
    public List<FeedbackState> getStates() {
        return Arrays.stream(FeedbackState.values())
                .filter(each -> each != FeedbackState.NEW)
                .toList();
    }

    public FeedbackState getState() {
        FeedbackState now = getFeedback().state();
        return state != null ? state : now == FeedbackState.NEW ? FeedbackState.PLANNED : now;
    }

    public void setState(FeedbackState state) {
        this.state = state;
    }

    public @Nullable String getAnswer() {
        return answer == null ? getFeedback().answer() : answer;
    }

    public void setAnswer(@Nullable String answer) {
        this.answer = answer == null ? "" : answer;
    }

    /** The version that the page showed. */
    public Integer getVersion() {
        return version == null ? Integer.valueOf(getFeedback().version()) : version;
    }

    public void setVersion(@Nullable Integer version) {
        this.version = version;
    }

    public @Nullable String save() {
        return done(() -> feedbacks.answer(shell.actor(), number(), state, answer, version));
    }

    public @Nullable String task() {
        return done(() -> feedbacks.task(shell.actor(), number()));
    }

    private @Nullable String done(Runnable deed) {
        try {
            deed.run();
            return "/feedback-item.xhtml?faces-redirect=true&n=" + number();
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.STALE) {
                // What was typed stays; answered again, now that theirs is shown, it replaces theirs.
                feedback = null;
                version = null;
            }
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }
}
