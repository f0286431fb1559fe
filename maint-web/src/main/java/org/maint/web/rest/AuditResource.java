package org.maint.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.maint.audit.AuditEntry;
import org.maint.audit.AuditQuery;
import org.maint.audit.AuditTrail;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.shared.Csv;

/** The audit trail as a table for spreadsheets. */
@Path("/audit.csv")
@RequestScoped
public class AuditResource {
    private final AuditTrail audit;
    private final People people;
    private final Plans plans;
    private final Me me;

    @Inject
    public AuditResource(AuditTrail audit, People people, Plans plans, Me me) {
        this.audit = audit;
        this.people = people;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AuditResource() {
        this(null, null, null, null);
    }

    /**
     * Newest first, streamed, for administrators; filtered as the page is. {@code from} and {@code to} are dates, both
     * included, or times with their offset; {@code action} may be what it starts with, {@code subject} a part of it.
     */
    @GET
    @Produces("text/csv")
    public Response export(
            @QueryParam("person") @Nullable String person,
            @QueryParam("action") @Nullable String action,
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Actor actor = me.actor();
        // Before the first byte: a refusal has a status of its own.
        actor.require(Role.ADMIN);
        ZoneId zone = plans.published().zone();
        AuditQuery query = new AuditQuery(
                Query.id("person", person),
                action == null || action.isBlank() ? null : action.strip(),
                subject == null || subject.isBlank() ? null : subject.strip(),
                Query.time("from", from, zone, false),
                Query.time("to", to, zone, true));
        StreamingOutput rows = out -> {
            try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
                writer.append(Csv.BYTE_ORDER_MARK)
                        .append(Csv.row("number", "at", "person", "personId", "action", "subject", "detail"));
                audit.export(actor, query, lines -> write(writer, lines, zone));
            }
        };
        return Response.ok(rows, "text/csv; charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"maint-audit.csv\"")
                .build();
    }

    private void write(Writer writer, List<AuditEntry> lines, ZoneId zone) {
        Map<PersonId, String> names = people.names(lines.stream()
                .map(AuditEntry::person)
                .filter(Objects::nonNull)
                .distinct()
                .map(PersonId::new)
                .toList());
        try {
            for (AuditEntry line : lines) {
                String name = line.person() == null ? "maint" : names.get(new PersonId(line.person()));
                writer.append(Csv.row(
                        line.id(),
                        Json.time(line.at(), zone),
                        name,
                        line.person(),
                        line.action(),
                        line.subject(),
                        line.detail()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
