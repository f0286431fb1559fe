package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;
import org.maint.shared.Refusal;
import org.maint.survey.Surveys;
import org.omnifaces.cdi.Param;

/** Where the link of a survey leads: one question, one answer. */
@Named
@RequestScoped
public class SurveyPage {
    private final Surveys surveys;
    private final Plans plans;
    private final Fmt fmt;

    @Inject
    @Param(name = "t")
    private @Nullable String token;

    @Inject
    @Param
    private @Nullable String done;

    private @Nullable Boolean open;
    private @Nullable Integer score;
    private @Nullable String comment;

    @Inject
    public SurveyPage(Surveys surveys, Plans plans, Fmt fmt) {
        this.surveys = surveys;
        this.plans = plans;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SurveyPage() {
        this(null, null, null);
    }

    public void load() {
        if (!isOpen() && !isDone()) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(404);
        }
    }

    /** Whether the link still takes an answer. */
    public boolean isOpen() {
        if (open == null) {
            try {
                surveys.requireOpen(token);
                open = true;
            } catch (Refusal refusal) {
                open = false;
            }
        }
        return open;
    }

    public boolean isDone() {
        return done != null;
    }

    public String getOrganisation() {
        return plans.published().document().organisation();
    }

    public List<Integer> getScores() {
        return IntStream.rangeClosed(Surveys.LEAST, Surveys.MOST).boxed().toList();
    }

    public @Nullable String answer() {
        try {
            surveys.answer(token, score, comment);
            // The link is used up; the thanks need none.
            return "/survey.xhtml?faces-redirect=true&done=1";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable Integer getScore() {
        return score;
    }

    public void setScore(@Nullable Integer score) {
        this.score = score;
    }

    public @Nullable String getComment() {
        return comment;
    }

    public void setComment(@Nullable String comment) {
        this.comment = comment;
    }
}
