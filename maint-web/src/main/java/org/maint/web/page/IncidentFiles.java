package org.maint.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.maint.incident.Incidents;

/** The files of incidents. */
@WebServlet("/incident-file/*")
@SuppressWarnings("NullAway.Init") // injected
public class IncidentFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Incidents incidents;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Downloads.answer(request, response, (actor, id) -> {
            Incidents.Download file = incidents.file(actor, id);
            return new Downloads.Content(file.file().name(), file.file().sha256(), file.content());
        });
    }
}
