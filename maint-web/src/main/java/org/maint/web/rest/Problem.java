package org.maint.web.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.maint.plan.MalformedPlan;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;

/** An error as RFC 9457 wants it, in the language that the caller asks for. */
public final class Problem {
    static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final ObjectNode json;

    private Problem(int status, String type, String detail, Locale locale) {
        this.status = status;
        this.json = Canonical.mapper().createObjectNode();
        json.put("type", "urn:maint:problem:" + type);
        json.put("title", Messages.words(Message.of("problem." + type), locale));
        json.put("status", status);
        json.put("detail", detail);
    }

    static Problem of(int status, String type, Message detail, Locale locale) {
        return new Problem(status, type, Messages.words(detail, locale), locale);
    }

    static Problem of(Refusal refusal, Locale locale) {
        Problem problem =
                switch (refusal.kind()) {
                    case INVALID -> of(400, "invalid", refusal.reason(), locale);
                    case FORBIDDEN -> of(403, "forbidden", refusal.reason(), locale);
                    case NOT_FOUND -> of(404, "not-found", refusal.reason(), locale);
                    case CONFLICT -> of(409, "conflict", refusal.reason(), locale);
                    case STALE -> of(412, "stale", refusal.reason(), locale);
                    case TOO_LARGE -> of(413, "too-large", refusal.reason(), locale);
                    case UNSUPPORTED_TYPE -> of(415, "unsupported-type", refusal.reason(), locale);
                };
        if (!refusal.faults().isEmpty()) {
            ArrayNode errors = problem.json.putArray("errors");
            refusal.faults().forEach(fault -> errors.addObject()
                    .put("pointer", fault.pointer())
                    .put("message", Messages.words(fault.message(), locale)));
        }
        return problem;
    }

    static Problem of(MalformedPlan malformed, Locale locale) {
        Problem problem = of(
                400,
                "invalid",
                Message.of("problem.malformed-plan", malformed.faults().size()),
                locale);
        ArrayNode errors = problem.json.putArray("errors");
        malformed.faults().forEach(fault -> errors.addObject()
                .put("pointer", fault.pointer())
                .put("message", fault.message())
                .put("line", fault.line())
                .put("column", fault.column()));
        return problem;
    }

    /** The database does not answer; nothing was changed, and the same request may be sent again. */
    public static Problem unavailable(Locale language) {
        return of(503, "unavailable", Message.of("problem.unavailable.detail"), language);
    }

    public static Problem unauthorized(Locale locale) {
        return of(401, "unauthorized", Message.of("problem.unauthorized.detail"), locale);
    }

    Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(json).build();
    }

    /** Where no resource is reached: outside of Jakarta REST. */
    public void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.getOutputStream().write(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
