package org.maint.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.maint.people.Actor;
import org.maint.shared.Messages;
import org.maint.web.security.Caller;

/** Who calls, and in which language they want their answer. */
@RequestScoped
public class Me {
    private final HttpServletRequest request;

    @Inject
    public Me(HttpServletRequest request) {
        this.request = request;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Me() {
        this(null);
    }

    Actor actor() {
        return Caller.of(request)
                .orElseThrow(() -> new IllegalStateException("The mechanism lets nobody through without a caller"))
                .actor();
    }

    /** By {@code Accept-Language}; English when nothing is said. */
    Locale locale() {
        return Messages.language(request.getHeader("Accept-Language") == null ? Locale.ENGLISH : request.getLocale());
    }
}
