package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertState;
import org.maint.escalation.Acknowledgements;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** Where the link leads that was sent with an alert. To look changes nothing, whoever or whatever looks; the button does. */
@Named
@RequestScoped
public class AcknowledgePage {
    private final Acknowledgements acknowledgements;
    private final Fmt fmt;

    @Inject
    @Param(name = "t")
    private @Nullable String token;

    private Acknowledgements.@Nullable Offer offer;
    private boolean looked;
    private @Nullable String deadWords;

    @Inject
    public AcknowledgePage(Acknowledgements acknowledgements, Fmt fmt) {
        this.acknowledgements = acknowledgements;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AcknowledgePage() {
        this(null, null);
    }

    public void load() {
        getOffer();
    }

    /** Null for a link that opens nothing; the page says so, in the same way whatever the reason, with status 404. */
    public Acknowledgements.@Nullable Offer getOffer() {
        if (!looked) {
            looked = true;
            try {
                offer = acknowledgements.look(token);
            } catch (Refusal refusal) {
                die(refusal);
            }
        }
        return offer;
    }

    private void die(Refusal refusal) {
        offer = null;
        deadWords = fmt.words(refusal.reason());
        FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(404);
    }

    /** The answer is a page of its own, which can be loaded again without doing it again. */
    public @Nullable String acknowledge() {
        looked = true;
        try {
            acknowledgements.acknowledge(token);
            return "/acknowledge.xhtml?faces-redirect=true&t=" + token;
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.CONFLICT) {
                // Somebody was quicker by a moment.
                return "/acknowledge.xhtml?faces-redirect=true&t=" + token;
            }
            die(refusal);
            return null;
        }
    }

    private List<Alert> alerts() {
        Acknowledgements.Offer found = getOffer();
        if (found == null) {
            throw new IllegalStateException("The link opens nothing");
        }
        return found.alerts();
    }

    public String getHeading() {
        return fmt.words(
                "acknowledge.heading",
                alerts().stream().map(alert -> "A-" + alert.number()).collect(Collectors.joining(", ")));
    }

    /** As whom they take it. */
    public String getAsWords() {
        Acknowledgements.Offer found = getOffer();
        return fmt.words("acknowledge.as", found == null ? "" : found.contact());
    }

    public boolean isOver() {
        return alerts().stream().noneMatch(alert -> alert.state() == AlertState.ACKNOWLEDGED);
    }

    /** How it stands when there is nothing to press any more. */
    public String getAnswer() {
        Acknowledgements.Offer found = getOffer();
        if (isOver()) {
            return fmt.words("acknowledge.over");
        }
        String by = found == null ? null : found.by();
        return by == null ? fmt.words("acknowledge.somebody") : fmt.words("acknowledge.taken", by);
    }

    /** Why the link opens nothing; null when it opens. */
    public @Nullable String getDeadWords() {
        return deadWords;
    }
}
