package org.maint.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.maint.checklist.Runs;
import org.maint.checklist.Runs.EvidenceFile;
import org.maint.shared.Refusal;
import org.maint.web.security.Caller;

/** Hands evidence out as a download, never to be shown or run by the browser. */
@WebServlet("/evidence/*")
@SuppressWarnings("NullAway.Init") // injected
public class EvidenceFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Runs runs;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = Caller.of(request);
        String path = request.getPathInfo();
        if (caller.isEmpty() || path == null || !path.matches("/[0-9a-fA-F-]{36}")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            EvidenceFile file = runs.evidence(caller.get().actor(), UUID.fromString(path.substring(1)));
            String name = URLEncoder.encode(file.evidence().name(), StandardCharsets.UTF_8)
                    .replace("+", "%20");
            response.setContentType("application/octet-stream");
            response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
            response.setHeader("X-Evidence-Sha256", file.evidence().sha256());
            response.setContentLength(file.content().length);
            response.getOutputStream().write(file.content());
        } catch (Refusal | IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
