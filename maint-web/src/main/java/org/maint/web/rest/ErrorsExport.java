package org.maint.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformErrors;
import org.maint.plan.Plans;

/** The errors of a time for a spreadsheet: the past week when nothing is said, as the Monday review asks. */
@Path("/errors.csv")
@RequestScoped
@Transactional
public class ErrorsExport {
    private final PlatformErrors errors;
    private final Plans plans;
    private final Clock clock;
    private final Me me;

    @Inject
    public ErrorsExport(PlatformErrors errors, Plans plans, Clock clock, Me me) {
        this.errors = errors;
        this.plans = plans;
        this.clock = clock;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ErrorsExport() {
        this(null, null, null, null);
    }

    @GET
    @Produces("text/csv;charset=UTF-8")
    public Response csv(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        ZoneId zone = plans.published().zone();
        Instant end = Query.time("to", to, zone, true);
        Instant last = end == null ? clock.instant() : end;
        Instant begin = Query.time("from", from, zone, false);
        Instant first = begin == null ? last.minus(Duration.ofDays(7)) : begin;
        return Response.ok(errors.csv(me.actor(), first, last))
                .header("Content-Disposition", "attachment; filename=\"maint-errors.csv\"")
                .build();
    }
}
