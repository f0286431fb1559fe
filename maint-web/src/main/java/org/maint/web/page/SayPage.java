package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.maint.feedback.Feedbacks;
import org.maint.plan.Plans;
import org.maint.shared.Refusal;
import org.maint.web.proxy.Origin;
import org.omnifaces.cdi.Param;

/** The form for people without an account. It says nothing of what is known to maint but the organisation's name. */
@Named
@RequestScoped
public class SayPage {
    private final Feedbacks feedbacks;
    private final Plans plans;
    private final Fmt fmt;
    private final HttpServletRequest request;
    private final Origin origin;

    @Inject
    @Param(name = "t")
    private @Nullable String token;

    @Inject
    @Param
    private @Nullable String done;

    private @Nullable Boolean open;
    private final FeedbackForm form = new FeedbackForm();

    @Inject
    public SayPage(Feedbacks feedbacks, Plans plans, Fmt fmt, HttpServletRequest request, Origin origin) {
        this.feedbacks = feedbacks;
        this.plans = plans;
        this.fmt = fmt;
        this.request = request;
        this.origin = origin;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SayPage() {
        this(null, null, null, null, null);
    }

    public void load() {
        if (!isOpen()) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(404);
        }
    }

    /** Whether the address is the one that is open now. */
    public boolean isOpen() {
        if (open == null) {
            try {
                feedbacks.requireOpen(token);
                open = true;
            } catch (Refusal refusal) {
                open = false;
            }
        }
        return open;
    }

    /** What is sent is taken in also where the address was renewed meanwhile, so that it is answered and not lost. */
    public boolean isWriting() {
        return !isDone() && (isOpen() || FacesContext.getCurrentInstance().isPostback());
    }

    public boolean isDone() {
        return done != null;
    }

    public String getOrganisation() {
        return plans.published().document().organisation();
    }

    public @Nullable String say() {
        try {
            feedbacks.say(token, form.wish(fmt.locale()), origin.address(request));
            return "/say.xhtml?faces-redirect=true&done=1&t=" + token;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public FeedbackForm getForm() {
        return form;
    }
}
