package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Outage;
import org.maint.shared.Refusal;

/** What happened, what was kept, what to do. */
@Named
@RequestScoped
public class ErrorPage {
    private final HttpServletRequest request;
    private final Fmt fmt;

    @Inject
    public ErrorPage(HttpServletRequest request, Fmt fmt) {
        this.request = request;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ErrorPage() {
        this(null, null);
    }

    /** Gives a refusal its own status; the container knows only 500 for an exception. */
    public void prepare(HttpServletResponse response) {
        response.setStatus(getStatus());
    }

    private @Nullable Refusal refusal() {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        for (Throwable each = thrown instanceof Throwable first ? first : null; each != null; each = each.getCause()) {
            if (each instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    private boolean outage() {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown && Outage.is(thrown);
    }

    public int getStatus() {
        Refusal refusal = refusal();
        if (refusal != null) {
            return switch (refusal.kind()) {
                case NOT_FOUND -> 404;
                case FORBIDDEN -> 403;
                case CONFLICT, STALE -> 409;
                default -> 400;
            };
        }
        if (outage()) {
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return status instanceof Integer number ? number : 404;
    }

    public String getTitle() {
        return switch (getStatus()) {
            case 404 -> fmt.words("error.not-found");
            case 403 -> fmt.words("error.forbidden");
            case 503 -> fmt.words("error.outage");
            default -> fmt.words(getStatus() < 500 ? "error.refused" : "error.internal");
        };
    }

    public String getWords() {
        Refusal refusal = refusal();
        if (refusal != null) {
            return fmt.words(refusal.reason());
        }
        return switch (getStatus()) {
            case 404 -> fmt.words("error.not-found.detail");
            case 403 -> fmt.words("error.forbidden.detail");
            case 503 -> fmt.words("error.outage.detail");
            default -> fmt.words(getStatus() < 500 ? "error.refused.detail" : "error.internal.detail");
        };
    }
}
