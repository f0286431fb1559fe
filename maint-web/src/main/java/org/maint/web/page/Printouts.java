package org.maint.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunId;
import org.maint.document.Documents;
import org.maint.document.Pdf;
import org.maint.people.Actor;
import org.maint.plan.Plans;
import org.maint.report.Reports;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.web.security.Caller;
import org.maint.web.security.ResponseHeaders;

/** Hands out what is to be printed, as PDF that the browser shows; in the person's language. Changes nothing. */
@WebServlet("/print/*")
@SuppressWarnings("NullAway.Init") // injected
public class Printouts extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Documents documents;

    @Inject
    transient Plans plans;

    @Inject
    transient Shell shell;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<Caller> caller = Caller.of(request);
        if (caller.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Pdf pdf;
        try {
            pdf = make(caller.get().actor(), String.valueOf(request.getPathInfo()), request);
        } catch (Refusal refusal) {
            // An answer, not a failure: thrown on, it would stand in the server's log.
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, refusal);
            request.getRequestDispatcher("/error.xhtml").forward(request, response);
            return;
        }
        if (pdf == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Content-Security-Policy", ResponseHeaders.DOCUMENT_POLICY);
        response.setContentType("application/pdf");
        response.setHeader("Content-Disposition", "inline; filename=\"" + pdf.fileName() + "\"");
        response.setContentLength(pdf.content().length);
        response.getOutputStream().write(pdf.content());
    }

    private @Nullable Pdf make(Actor actor, String path, HttpServletRequest request) {
        return switch (path) {
            case "/entry.pdf" -> documents.entry(actor, shell.getLocale(), number(request.getParameter("n")));
            case "/log.pdf" -> documents.period(
                    actor,
                    shell.getLocale(),
                    LogFilter.of(request::getParameter)
                            .strictQuery(plans.published().zone()));
            case "/post-mortem.pdf" -> documents.postMortem(
                    actor, shell.getLocale(), Addressed.incident(request.getParameter("n")));
            case "/report.pdf" -> documents.report(actor, shell.getLocale(), Reports.id(request.getParameter("id")));
            case "/run.pdf" -> documents.run(actor, shell.getLocale(), run(request.getParameter("id")));
            case "/checklist.pdf" -> documents.checklist(
                    actor, shell.getLocale(), String.valueOf(request.getParameter("routine")));
            default -> null;
        };
    }

    private static long number(@Nullable String typed) {
        String number = String.valueOf(typed);
        if (!number.matches("\\d{1,18}")) {
            throw Refusal.notFound(Message.of("not-found.log-entry", number));
        }
        return Long.parseLong(number);
    }

    private static RunId run(@Nullable String typed) {
        String id = String.valueOf(typed);
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw Refusal.notFound(Message.of("not-found.run", id));
        }
        return new RunId(UUID.fromString(id));
    }
}
