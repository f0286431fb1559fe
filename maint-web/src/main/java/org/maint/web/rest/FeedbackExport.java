package org.maint.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.feedback.Feedbacks;
import org.maint.people.Actor;

/** What users and staff have said, for a spreadsheet. */
@Path("/feedback.csv")
@RequestScoped
public class FeedbackExport {
    private final Feedbacks feedbacks;
    private final Me me;

    @Inject
    public FeedbackExport(Feedbacks feedbacks, Me me) {
        this.feedbacks = feedbacks;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FeedbackExport() {
        this(null, null);
    }

    @GET
    @Produces("text/csv;charset=UTF-8")
    public Response csv(@QueryParam("kind") @Nullable String kind, @QueryParam("state") @Nullable String state) {
        Feedbacks.Filter filter = FeedbackResource.filter(kind, state);
        Actor actor = me.actor();
        Locale locale = me.locale();
        actor.requireStaff();
        StreamingOutput body = out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            feedbacks.export(actor, filter, locale, writer);
            writer.flush();
        };
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"maint-feedback.csv\"")
                .build();
    }
}
