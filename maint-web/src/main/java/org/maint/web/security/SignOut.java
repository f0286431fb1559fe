package org.maint.web.security;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.maint.people.Sessions;

/** Ends the session; only from a form of our own. */
@WebServlet("/sign-out")
@SuppressWarnings("NullAway.Init") // injected
public class SignOut extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Sessions sessions;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (PortalSession.isToken(request, request.getParameter("csrf"))) {
            PortalSession.id(request).ifPresent(sessions::signOut);
            PortalSession.end(request);
        }
        response.sendRedirect(request.getContextPath() + "/login");
    }
}
