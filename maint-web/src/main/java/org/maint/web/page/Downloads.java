package org.maint.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.maint.people.Actor;
import org.maint.shared.Refusal;
import org.maint.web.security.Caller;

/** Hands out what people have uploaded: as a download, never to be shown or run by the browser. */
final class Downloads {
    private Downloads() {}

    /** A file by its id, as a service answers it. */
    record Content(String name, String sha256, byte[] bytes) {}

    /** Finds a file for somebody; refused when they may not see it, or when there is none. */
    @FunctionalInterface
    interface Finder {
        Content find(Actor actor, UUID id);
    }

    static void answer(HttpServletRequest request, HttpServletResponse response, Finder finder) throws IOException {
        Optional<Caller> caller = Caller.of(request);
        String path = request.getPathInfo();
        if (caller.isEmpty() || path == null || !path.matches("/[0-9a-fA-F-]{36}")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            Content file = finder.find(caller.get().actor(), UUID.fromString(path.substring(1)));
            String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
            response.setContentType("application/octet-stream");
            response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
            response.setHeader("X-Evidence-Sha256", file.sha256());
            response.setContentLength(file.bytes().length);
            response.getOutputStream().write(file.bytes());
        } catch (Refusal | IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
