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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.task.TaskQuery;
import org.maint.task.TaskState;
import org.maint.task.Tasks;

/** Tasks for a spreadsheet. */
@Path("/tasks.csv")
@RequestScoped
public class TasksExport {
    private final Tasks tasks;
    private final Me me;

    @Inject
    public TasksExport(Tasks tasks, Me me) {
        this.tasks = tasks;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TasksExport() {
        this(null, null);
    }

    @GET
    @Produces("text/csv;charset=UTF-8")
    public Response csv(@QueryParam("state") @Nullable String state, @QueryParam("words") @Nullable String words) {
        TaskState only = Query.oneOf("state", state, TaskState.class);
        TaskQuery query = new TaskQuery(
                only == null ? Set.of() : Set.of(only),
                List.of(),
                null,
                null,
                null,
                words == null || words.isBlank() ? null : words,
                null);
        Actor actor = me.actor();
        Locale locale = me.locale();
        actor.requireStaff();
        StreamingOutput body = out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            tasks.export(actor, query, locale, writer);
            writer.flush();
        };
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"maint-tasks.csv\"")
                .build();
    }
}
