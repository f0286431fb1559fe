package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.plan.PlanDocument;
import org.maint.plan.Plans;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.training.Qualification;
import org.maint.training.Qualification.Kind;
import org.maint.training.Qualifications;

/** Who holds which of the plan's skills until when, who has taken which training, with the evidence. */
@Named
@RequestScoped
public class TrainingPage {
    /** From so many days before its end on, something ends soon. */
    private static final long SOON = 30;

    private final Qualifications qualifications;
    private final Plans plans;
    private final Shell shell;
    private final Fmt fmt;
    private final HttpServletRequest request;

    private @Nullable List<Qualifications.Row> rows;
    private @Nullable List<Qualification> all;
    private @Nullable String person;
    private @Nullable String subject;
    private @Nullable String since;
    private @Nullable String until;
    private @Nullable String evidence;

    @Inject
    public TrainingPage(Qualifications qualifications, Plans plans, Shell shell, Fmt fmt, HttpServletRequest request) {
        this.qualifications = qualifications;
        this.plans = plans;
        this.shell = shell;
        this.fmt = fmt;
        this.request = request;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TrainingPage() {
        this(null, null, null, null, null);
    }

    public void load() {
        getRows();
    }

    public List<Qualifications.Row> getRows() {
        if (rows == null) {
            rows = qualifications.matrix(shell.actor());
        }
        return rows;
    }

    /** The heads of the columns, in the plan's order. */
    public List<Text> getSkills() {
        return plans.published().document().skills();
    }

    public List<PlanDocument.Training> getTrainings() {
        return plans.published().document().trainings();
    }

    /** How something looks that stands so. */
    public String look(Qualifications.Standing of) {
        if (!of.current()) {
            return of.newest() == null ? "NA" : "MISSED";
        }
        return of.daysLeft() != null && of.daysLeft() <= SOON ? "late" : "SIGNED";
    }

    public String words(Qualifications.Standing of) {
        Qualification newest = of.newest();
        if (newest == null) {
            return fmt.words("training.none");
        }
        if (newest.until() == null) {
            return fmt.words("training.held");
        }
        return fmt.words(of.current() ? "training.until" : "training.over", fmt.date(newest.until()));
    }

    public boolean isKeeper() {
        return shell.can("LEAD MANAGER");
    }

    /**
     * What can be recorded.
     *
     * @param value kind and key, as the form sends them
     */
    public record Choice(String value, String title) {}

    /** A lead records whatever others hold; everybody the trainings that they have taken. */
    public List<Choice> getChoices() {
        PlanDocument plan = plans.published().document();
        List<Choice> choices = new ArrayList<>();
        if (isKeeper()) {
            plan.skills()
                    .forEach(skill -> choices.add(
                            new Choice(Kind.SKILL + ":" + PlanDocument.key(skill), String.valueOf(fmt.text(skill)))));
        }
        plan.trainings()
                .forEach(training -> choices.add(
                        new Choice(Kind.TRAINING + ":" + training.key(), String.valueOf(fmt.text(training.title())))));
        return choices;
    }

    public @Nullable String record() {
        try {
            Actor actor = shell.actor();
            String[] what = String.valueOf(subject).split(":", 2);
            boolean known = what.length == 2 && (what[0].equals("SKILL") || what[0].equals("TRAINING"));
            qualifications.record(
                    actor,
                    new Qualifications.Wish(
                            isKeeper() ? Owners.chosen(person) : actor.id(),
                            known ? Kind.valueOf(what[0]) : null,
                            known ? what[1] : null,
                            Owners.day(since),
                            Owners.day(until),
                            evidence));
            return "/training.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    /** What the button of a row names. */
    public @Nullable String revoke() {
        try {
            String row = String.valueOf(request.getParameter("row"));
            if (!row.matches("[0-9a-f-]{36}")) {
                throw Refusal.notFound(Message.of("not-found.row"));
            }
            qualifications.revoke(shell.actor(), UUID.fromString(row));
            return "/training.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    /** Everything that counts or has counted, for the list with evidence. */
    public List<Qualification> getAll() {
        if (all == null) {
            all = qualifications.list(shell.actor());
        }
        return all;
    }

    public @Nullable String title(Qualification of) {
        return fmt.text(qualifications.title(of.kind(), of.subject()));
    }

    public @Nullable String getPerson() {
        return person;
    }

    public void setPerson(@Nullable String person) {
        this.person = person;
    }

    public @Nullable String getSubject() {
        return subject;
    }

    public void setSubject(@Nullable String subject) {
        this.subject = subject;
    }

    public @Nullable String getSince() {
        return since;
    }

    public void setSince(@Nullable String since) {
        this.since = since;
    }

    public @Nullable String getUntil() {
        return until;
    }

    public void setUntil(@Nullable String until) {
        this.until = until;
    }

    public @Nullable String getEvidence() {
        return evidence;
    }

    public void setEvidence(@Nullable String evidence) {
        this.evidence = evidence;
    }
}
