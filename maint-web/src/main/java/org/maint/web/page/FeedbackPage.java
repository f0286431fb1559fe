package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.feedback.Feedback;
import org.maint.feedback.FeedbackKind;
import org.maint.feedback.FeedbackState;
import org.maint.feedback.Feedbacks;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** What users and staff have said, newest first; saying something; the address of the form for people without an account. */
@Named
@RequestScoped
public class FeedbackPage {
    private static final int SIZE = 50;
    private static final String ANY = "any";

    private final Feedbacks feedbacks;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String kind;

    @Inject
    @Param
    private @Nullable String state;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable Page<Feedback> found;
    private @Nullable Optional<String> door;
    private final FeedbackForm form = new FeedbackForm();

    @Inject
    public FeedbackPage(Feedbacks feedbacks, Shell shell, Fmt fmt) {
        this.feedbacks = feedbacks;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FeedbackPage() {
        this(null, null, null);
    }

    public Page<Feedback> getFound() {
        if (found == null) {
            Feedbacks.Filter filter = new Feedbacks.Filter(
                    chosen(FeedbackKind.values(), kind),
                    chosen(FeedbackState.values(), state),
                    !ANY.equals(state) && chosen(FeedbackState.values(), state) == null);
            found = feedbacks.list(shell.actor(), filter, getNumber(), SIZE);
        }
        return found;
    }

    private static <E extends Enum<E>> @Nullable E chosen(E[] all, @Nullable String name) {
        return Arrays.stream(all)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    public List<FeedbackKind> getKinds() {
        return List.of(FeedbackKind.values());
    }

    public List<FeedbackState> getStates() {
        return List.of(FeedbackState.values());
    }

    public @Nullable String getKind() {
        return kind;
    }

    public @Nullable String getState() {
        return state;
    }

    public int getNumber() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public long getPages() {
        return (getFound().total() + SIZE - 1) / SIZE;
    }

    /** The same list, another part of it. */
    public String address(int number) {
        return "feedback?kind=" + (kind == null ? "" : kind) + "&state=" + (state == null ? "" : state) + "&page="
                + number;
    }

    /** How a state looks. */
    public String look(FeedbackState of) {
        return switch (of) {
            case NEW -> "OPEN";
            case PLANNED -> "IN_PROGRESS";
            case DONE -> "SIGNED";
            case DECLINED -> "SKIPPED";
        };
    }

    /** The whole address of the form; null while it is closed. */
    public @Nullable String getDoor() {
        if (door == null) {
            door = isKeeper()
                    ? feedbacks.door(shell.actor()).map(address -> shell.address(address.substring(1)))
                    : Optional.empty();
        }
        return door.orElse(null);
    }

    public boolean isKeeper() {
        return shell.can("LEAD MANAGER");
    }

    public @Nullable String openDoor() {
        return change(true);
    }

    public @Nullable String closeDoor() {
        return change(false);
    }

    private @Nullable String change(boolean open) {
        try {
            feedbacks.change(shell.actor(), open);
            return "/feedback.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String say() {
        try {
            Feedback made = feedbacks.say(shell.actor(), form.wish(fmt.locale()));
            Told.done(fmt.words("feedback.taken", made.name()));
            return "/feedback-item.xhtml?faces-redirect=true&n=" + made.number();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public FeedbackForm getForm() {
        return form;
    }
}
