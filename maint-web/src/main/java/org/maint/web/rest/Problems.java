package org.maint.web.rest;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.maint.plan.MalformedPlan;
import org.maint.shared.Log;
import org.maint.shared.Message;
import org.maint.shared.Outage;
import org.maint.shared.Refusal;

/** From exceptions to problems. */
final class Problems {
    private static final Log LOG = Log.of(Problems.class);

    private Problems() {}

    static Locale language(HttpHeaders headers) {
        List<Locale> accepted = headers.getAcceptableLanguages();
        return accepted.isEmpty() ? Locale.ENGLISH : accepted.get(0);
    }

    /** What the domain refuses. */
    @Provider
    public static class RefusalMapper implements ExceptionMapper<Refusal> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(Refusal refusal) {
            return Problem.of(refusal, language(headers)).response();
        }
    }

    /** A plan document with faults: each with its pointer, line and column. */
    @Provider
    public static class MalformedPlanMapper implements ExceptionMapper<MalformedPlan> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(MalformedPlan malformed) {
            return Problem.of(malformed, language(headers)).response();
        }
    }

    /** What Jakarta REST itself refuses: unknown paths, methods, media types. */
    @Provider
    public static class WebMapper implements ExceptionMapper<WebApplicationException> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(WebApplicationException e) {
            Refusal refusal = cause(e);
            if (refusal != null) {
                return Problem.of(refusal, language(headers)).response();
            }
            int status = e.getResponse().getStatus();
            String type =
                    switch (status) {
                        case 404 -> "not-found";
                        case 405 -> "method-not-allowed";
                        case 406 -> "not-acceptable";
                        case 415 -> "unsupported-type";
                        default -> status < 500 ? "invalid" : "internal";
                    };
            return Problem.of(status, type, Message.of("problem." + type), language(headers))
                    .response();
        }

        private static @org.jspecify.annotations.Nullable Refusal cause(Throwable e) {
            for (Throwable each = e.getCause(); each != null; each = each.getCause()) {
                if (each instanceof Refusal refusal) {
                    return refusal;
                }
            }
            return null;
        }
    }

    /** What nobody foresaw: logged under a number that the caller is told. */
    @Provider
    public static class AnyMapper implements ExceptionMapper<Throwable> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(Throwable e) {
            for (Throwable each = e; each != null; each = each.getCause()) {
                if (each instanceof Refusal refusal) {
                    return Problem.of(refusal, language(headers)).response();
                }
                if (each instanceof MalformedPlan malformed) {
                    return Problem.of(malformed, language(headers)).response();
                }
            }
            if (Outage.is(e)) {
                LOG.log(WARNING, "A request failed, because the database does not answer: " + e.getMessage());
                return Problem.unavailable(language(headers)).response();
            }
            String number = UUID.randomUUID().toString();
            LOG.log(ERROR, "A request failed (" + number + ")", e);
            return Problem.of(500, "internal", Message.of("problem.internal.detail", number), language(headers))
                    .response();
        }
    }
}
