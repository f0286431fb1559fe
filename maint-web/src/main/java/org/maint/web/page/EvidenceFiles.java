package org.maint.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.maint.checklist.Runs;
import org.maint.checklist.Runs.EvidenceFile;

/** The files that prove items. */
@WebServlet("/evidence/*")
@SuppressWarnings("NullAway.Init") // injected
public class EvidenceFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Runs runs;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Downloads.answer(request, response, (actor, id) -> {
            EvidenceFile file = runs.evidence(actor, id);
            return new Downloads.Content(file.evidence().name(), file.evidence().sha256(), file.content());
        });
    }
}
