package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.document.Documents;
import org.maint.document.Pdf;
import org.maint.plan.Plans;
import org.maint.report.Origins;
import org.maint.report.Report;
import org.maint.report.ReportKind;
import org.maint.report.ReportLine;
import org.maint.report.Reports;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/** The plan's reports: made, answered, approved, as JSON, CSV, XLSX and PDF. */
@Path("/reports")
@RequestScoped
@Produces("application/json")
@Transactional
public class ReportsResource {
    private final Reports reports;
    private final Origins origins;
    private final Documents documents;
    private final Plans plans;
    private final Me me;

    @Inject
    public ReportsResource(Reports reports, Origins origins, Documents documents, Plans plans, Me me) {
        this.reports = reports;
        this.origins = origins;
        this.documents = documents;
        this.plans = plans;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ReportsResource() {
        this(null, null, null, null, null);
    }

    /** Newest first. */
    @GET
    public JsonNode list(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("page") @Nullable String page,
            @QueryParam("size") @Nullable String size) {
        return Json.page(
                reports.list(
                        me.actor(),
                        Query.oneOf("kind", kind, ReportKind.class),
                        Query.date("from", from),
                        Query.date("to", to),
                        Query.page(page),
                        Query.size(size)),
                this::json);
    }

    /** {@code {kind, date}}: 201 when it is new, 200 when the period has one. */
    @POST
    @Consumes("application/json")
    public Response draft(@Nullable JsonNode body, @Context UriInfo uri) {
        Fields fields = new Fields(body, "kind", "date");
        Reports.Made made = reports.draft(
                me.actor(), fields.oneOf("kind", ReportKind.class), Query.date("date", fields.text("date")));
        Response.ResponseBuilder answer = made.fresh()
                ? Response.created(uri.getAbsolutePathBuilder()
                        .path(made.report().id().toString())
                        .build())
                : Response.ok();
        return answer(answer, made.report());
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        return answer(Response.ok(), reports.get(me.actor(), Reports.id(id)));
    }

    @GET
    @Path("/{id}.csv")
    @Produces("text/csv; charset=UTF-8")
    public Response csv(@PathParam("id") String id) {
        return Response.ok(reports.csv(me.actor(), Reports.id(id), me.locale()))
                .header("Content-Disposition", "attachment; filename=\"report.csv\"")
                .build();
    }

    @GET
    @Path("/{id}.xlsx")
    @Produces("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    public Response xlsx(@PathParam("id") String id) throws IOException {
        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        reports.xlsx(me.actor(), Reports.id(id), me.locale(), workbook);
        return Response.ok(workbook.toByteArray())
                .header("Content-Disposition", "attachment; filename=\"report.xlsx\"")
                .build();
    }

    @GET
    @Path("/{id}.pdf")
    @Produces("application/pdf")
    public Response pdf(@PathParam("id") String id) {
        Pdf pdf = documents.report(me.actor(), me.locale(), Reports.id(id));
        return Response.ok(pdf.content())
                .header("Content-Disposition", "attachment; filename=\"" + pdf.fileName() + "\"")
                .build();
    }

    /** What a figure was worked out of, a row each. */
    @GET
    @Path("/{id}/figures/{section}/{key}.csv")
    @Produces("text/csv; charset=UTF-8")
    public Response origin(
            @PathParam("id") String id, @PathParam("section") String section, @PathParam("key") String key) {
        return Response.ok(origins.csv(me.actor(), Reports.id(id), section, key, me.locale()))
                .header("Content-Disposition", "attachment; filename=\"figure.csv\"")
                .build();
    }

    /** {@code {figures: {name: number}}}: what nothing measured; null forgets one. 412 when it has changed, 428 without. */
    @PUT
    @Path("/{id}/figures")
    @Consumes("application/json")
    public Response enter(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        new Fields(body, "figures");
        JsonNode typed = body == null ? Canonical.mapper().createObjectNode() : body.path("figures");
        if (!typed.isObject()) {
            throw Refusal.invalid("/figures", Message.of("invalid.missing"));
        }
        Map<String, @Nullable Double> figures = new LinkedHashMap<>();
        typed.fields().forEachRemaining(each -> {
            if (!each.getValue().isNumber() && !each.getValue().isNull()) {
                throw Refusal.invalid(
                        "/figures/" + each.getKey(),
                        Message.of("invalid.item.number", each.getValue().asText()));
            }
            figures.put(
                    each.getKey(),
                    each.getValue().isNull()
                            ? null
                            : Double.valueOf(each.getValue().asDouble()));
        });
        return answer(Response.ok(), reports.enter(me.actor(), Reports.id(id), figures, IfMatch.version(ifMatch)));
    }

    /** {@code {answers: {…}}} by the template's questions; blank takes one back. 412 when it has changed, 428 without. */
    @PUT
    @Path("/{id}")
    @Consumes("application/json")
    public Response put(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode body) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        new Fields(body, "answers");
        Map<String, String> answers = new LinkedHashMap<>();
        JsonNode typed = body == null ? Canonical.mapper().createObjectNode() : body.path("answers");
        if (!typed.isObject()) {
            throw Refusal.invalid("/answers", Message.of("invalid.missing"));
        }
        typed.fields()
                .forEachRemaining(each -> answers.put(
                        each.getKey(),
                        each.getValue().isNull() ? "" : each.getValue().asText()));
        return answer(Response.ok(), reports.answer(me.actor(), Reports.id(id), answers, IfMatch.version(ifMatch)));
    }

    /** Takes the figures anew. */
    @POST
    @Path("/{id}/refresh")
    public Response refresh(@PathParam("id") String id) {
        return answer(Response.ok(), reports.refresh(me.actor(), Reports.id(id), null));
    }

    /** Freezes it in the version that {@code If-Match} names. */
    @POST
    @Path("/{id}/approve")
    public Response approve(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return IfMatch.missing(me.locale());
        }
        return answer(Response.ok(), reports.approve(me.actor(), Reports.id(id), IfMatch.version(ifMatch)));
    }

    private Response answer(Response.ResponseBuilder answer, Report report) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, report);
        return answer.entity(json)
                .header("ETag", "\"" + report.version() + "\"")
                .build();
    }

    private void json(ObjectNode json, Report report) {
        ZoneId zone = plans.published().zone();
        json.put("id", report.id().toString());
        json.put("kind", report.kind().name());
        json.put("title", Reports.title(report).in(me.locale()));
        json.put("from", report.from().toString());
        json.put("to", report.last().toString());
        json.put("state", report.state().name());
        json.put("computedAt", Json.time(report.computedAt(), zone));
        ArrayNode lines = json.putArray("lines");
        for (ReportLine line : report.lines()) {
            Text words = line.words();
            lines.addObject()
                    .put("section", line.section())
                    .put("key", line.key())
                    .put("label", Reports.label(line).in(me.locale()))
                    .put("unit", line.unit().name())
                    .put("value", line.value())
                    .put("before", line.before())
                    .put("words", words == null ? null : words.in(me.locale()))
                    .put("note", line.note() == null ? null : line.note().in(me.locale()))
                    .put("source", line.source());
        }
        ObjectNode answers = json.putObject("answers");
        report.kind()
                .questions()
                .forEach(question -> answers.put(question, report.answers().get(question)));
        json.put("approvedAt", Json.time(report.approvedAt(), zone));
        json.put(
                "approvedBy",
                report.approvedBy() == null ? null : report.approvedBy().toString());
        json.put("logEntry", report.logEntry());
        json.put("version", report.version());
    }
}
