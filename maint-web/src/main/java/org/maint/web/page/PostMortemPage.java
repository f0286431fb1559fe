package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.incident.Incident;
import org.maint.plan.Plans;
import org.maint.plan.Routine;
import org.maint.postmortem.ActionWish;
import org.maint.postmortem.Figures;
import org.maint.postmortem.Part;
import org.maint.postmortem.PostMortem;
import org.maint.postmortem.PostMortemAction;
import org.maint.postmortem.PostMortemComment;
import org.maint.postmortem.PostMortemSection;
import org.maint.postmortem.PostMortemState;
import org.maint.postmortem.PostMortems;
import org.maint.shared.Markdown;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** One post-mortem: read like a document, written part by part, commented on, submitted, approved. */
@Named
@RequestScoped
public class PostMortemPage {
    private final PostMortems postMortems;
    private final Plans plans;
    private final HttpServletRequest request;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param(name = "n")
    private @Nullable String number;

    private PostMortems.@Nullable Whole whole;
    private @Nullable Integer version;
    private @Nullable String reason;
    private PostMortemAction.Kind kind = PostMortemAction.Kind.PREVENT;
    private @Nullable String title;
    private @Nullable String owner;
    private @Nullable String due;

    /** The part whose words are only looked at. */
    private @Nullable Part previewed;

    @Inject
    public PostMortemPage(PostMortems postMortems, Plans plans, HttpServletRequest request, Shell shell, Fmt fmt) {
        this.postMortems = postMortems;
        this.plans = plans;
        this.request = request;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PostMortemPage() {
        this(null, null, null, null, null);
    }

    /** The forms begin with what the page shows; one that was sent keeps what it says. */
    public void load() {
        PostMortem postMortem = getPostMortem();
        boolean sent = Stream.of("submit", "approve", "return").anyMatch(form -> request.getParameter(form) != null);
        if (!sent) {
            version = postMortem.version();
        }
    }

    private PostMortems.Whole whole() {
        if (whole == null) {
            whole = postMortems.whole(shell.actor(), Addressed.incident(number));
        }
        return whole;
    }

    public PostMortem getPostMortem() {
        return whole().postMortem();
    }

    public Incident getIncident() {
        return whole().incident().incident();
    }

    public String getHeading() {
        return getIncident().name() + " · " + getIncident().title();
    }

    public boolean isMine() {
        return shell.can("TECHNICIAN LEAD MANAGER");
    }

    /** Whether this person may write at it now. */
    public boolean isWritable() {
        return isMine() && getPostMortem().state() == PostMortemState.DRAFT;
    }

    public boolean isOpen() {
        return isMine() && getPostMortem().state() != PostMortemState.APPROVED;
    }

    public boolean isInReview() {
        return getPostMortem().state() == PostMortemState.IN_REVIEW;
    }

    public boolean isApproved() {
        return getPostMortem().state() == PostMortemState.APPROVED;
    }

    /** Whether this person had a hand in it: neither its approval is theirs, nor need they be told to wait for it. */
    public boolean isOwn() {
        return getPostMortem().authors().contains(shell.actor().id())
                || shell.actor().id().equals(getPostMortem().submittedBy());
    }

    public boolean isApprovable() {
        return isInReview() && shell.can("MANAGER") && !isOwn();
    }

    public boolean isReturnable() {
        return isInReview() && (shell.can("MANAGER") || isMine() && isOwn());
    }

    /** Whether its day has passed and it is not handed in. */
    public boolean isLate() {
        return getPostMortem().state() == PostMortemState.DRAFT
                && getPostMortem().due().isBefore(fmt.today());
    }

    public List<PostMortemSection> getSections() {
        return whole().sections();
    }

    /** Made safe: HTML that somebody typed is text in it. */
    public String html(PostMortemSection section) {
        String words = section.words();
        return words == null ? "" : Markdown.html(words);
    }

    /** Null where there is no more to say. */
    public @Nullable String hint(Part part) {
        return fmt.optional("post-mortem.hint." + part).orElse(null);
    }

    /** What stands in the field: what was typed when the page comes back, else what is written. */
    public @Nullable String typed(PostMortemSection section) {
        String typed = request.getParameter("words-" + section.part().key());
        return typed == null ? section.words() : typed;
    }

    /** Whether its field is open: what was typed in it is not saved. */
    public boolean editing(PostMortemSection section) {
        return request.getParameter("words-" + section.part().key()) != null
                && (previewed == section.part() || failed == section.part());
    }

    private @Nullable Part failed;

    /** The version that the words in the field were begun from; after a refusal, the one that stands above them. */
    public String saw(PostMortemSection section) {
        String seen = request.getParameter("version-" + section.part().key());
        return previewed == section.part() && seen != null ? seen : Integer.toString(section.version());
    }

    public String preview(PostMortemSection section) {
        String typed = request.getParameter("words-" + section.part().key());
        return previewed == section.part() && typed != null ? Markdown.html(typed) : "";
    }

    public @Nullable String write(String part) {
        Part which = Part.valueOf(part);
        String saw = request.getParameter("version-" + which.key());
        return done(
                at -> postMortems.write(
                        shell.actor(),
                        at,
                        which,
                        request.getParameter("words-" + which.key()),
                        saw == null || !saw.matches("\\d{1,9}") ? null : (Integer) Integer.parseInt(saw)),
                which);
    }

    /** Shows what is typed as it would look; keeps nothing. */
    public void look(String part) {
        previewed = Part.valueOf(part);
    }

    /** Oldest first. */
    public List<PostMortemComment> comments(Part part) {
        return whole().comments().stream()
                .filter(comment -> comment.part() == part)
                .toList();
    }

    public long getOpenComments() {
        return whole().comments().stream()
                .filter(comment -> comment.settledAt() == null)
                .count();
    }

    public @Nullable String comment(String part) {
        Part which = Part.valueOf(part);
        return done(
                at -> postMortems.comment(shell.actor(), at, which, request.getParameter("comment-" + which.key())),
                which);
    }

    public @Nullable String settle() {
        return done(at -> postMortems.settle(shell.actor(), at, Addressed.row(request)), null);
    }

    public List<PostMortemAction> getActions() {
        return whole().actions();
    }

    public List<PostMortemAction.Kind> getKinds() {
        return List.of(PostMortemAction.Kind.values());
    }

    public @Nullable String addAction() {
        return done(
                at -> postMortems.addAction(
                        shell.actor(), at, ActionWish.of(kind, title, Owners.chosen(owner), date())),
                null);
    }

    private @Nullable LocalDate date() {
        if (due == null || due.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(due.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid("/due", Message.of("problem.date-expected", due));
        }
    }

    public @Nullable String removeAction() {
        return done(at -> postMortems.removeAction(shell.actor(), at, Addressed.row(request)), null);
    }

    public @Nullable String makeTask() {
        return done(at -> postMortems.makeTask(shell.actor(), at, Addressed.row(request)), null);
    }

    public boolean isPlanner() {
        return shell.can("LEAD");
    }

    public List<Routine> getRoutines() {
        return plans.published().document().routines().toList();
    }

    public @Nullable String makeItem() {
        return done(
                at -> {
                    UUID action = Addressed.row(request);
                    String routine = String.valueOf(request.getParameter("routine-" + action));
                    postMortems.makeItem(shell.actor(), at, action, routine);
                },
                null);
    }

    public Figures getFigures() {
        return getPostMortem().figures();
    }

    /** In words where nobody knows. */
    public String count(@Nullable Double value) {
        return value == null
                ? fmt.named("post-mortem.no-data")
                : String.valueOf(fmt.number(BigDecimal.valueOf(Math.round(value))));
    }

    public @Nullable String submit() {
        return done(at -> postMortems.submit(shell.actor(), at, seen()), null);
    }

    public @Nullable String approve() {
        return done(at -> postMortems.approve(shell.actor(), at, seen()), null);
    }

    public @Nullable String requestChanges() {
        return done(at -> postMortems.requestChanges(shell.actor(), at, reason, seen()), null);
    }

    /** Who signs or hands in does so with what the page has shown. */
    private int seen() {
        if (version == null) {
            throw Refusal.stale(Message.of("stale.post-mortem", getPostMortem().incident()));
        }
        return version;
    }

    private @Nullable String done(LongConsumer deed, @Nullable Part part) {
        long at = Addressed.incident(number);
        try {
            deed.accept(at);
            return "/post-mortem.xhtml?faces-redirect=true&n=" + at;
        } catch (Refusal refusal) {
            failed = part;
            whole = null;
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    /** Of the whole, as this page showed it. */
    public @Nullable Integer getVersion() {
        return version;
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

    public PostMortemAction.Kind getKind() {
        return kind;
    }

    public void setKind(PostMortemAction.Kind kind) {
        this.kind = kind;
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable String getOwner() {
        return owner;
    }

    public void setOwner(@Nullable String owner) {
        this.owner = owner;
    }

    public @Nullable String getDue() {
        return due;
    }

    public void setDue(@Nullable String due) {
        this.due = due;
    }
}
