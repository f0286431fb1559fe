package org.maint.web.security;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.people.People;
import org.maint.web.proxy.Origin;

/** Language, light or dark, and single-letter shortcuts: kept in a cookie, and the language with the person too. */
@WebServlet("/preferences")
@SuppressWarnings("NullAway.Init") // injected
public class Preferences extends HttpServlet {
    public static final String LANGUAGE = "maint-language";
    public static final String THEME = "maint-theme";
    public static final String SHORTCUTS = "maint-shortcuts";

    private static final long serialVersionUID = 1L;
    private static final Pattern OWN_PATH = Pattern.compile("/[A-Za-z][A-Za-z0-9/._-]*(\\?[A-Za-z0-9=&%._+:-]*)?");
    private static final Set<String> LANGUAGES = Set.of("en", "fr");
    private static final Set<String> THEMES = Set.of("light", "dark", "auto");
    private static final Set<String> SWITCH = Set.of("on", "off");

    @Inject
    transient People people;

    @Inject
    transient Origin origin;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = Caller.of(request);
        if (caller.isPresent() && !PortalSession.isToken(request, request.getParameter("csrf"))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        String language = allowed(request.getParameter("language"), LANGUAGES);
        if (language != null) {
            caller.ifPresent(known -> people.preferLanguage(known.actor(), Locale.forLanguageTag(language)));
        }
        keep(request, response, LANGUAGE, language);
        keep(request, response, THEME, allowed(request.getParameter("theme"), THEMES));
        keep(request, response, SHORTCUTS, allowed(request.getParameter("shortcuts"), SWITCH));
        response.sendRedirect(request.getContextPath() + ownPath(request.getParameter("to")));
    }

    private static @Nullable String allowed(@Nullable String value, Set<String> values) {
        return value != null && values.contains(value) ? value : null;
    }

    private void keep(HttpServletRequest request, HttpServletResponse response, String name, @Nullable String value) {
        if (value != null) {
            Cookie cookie = new Cookie(name, value);
            cookie.setPath(request.getContextPath() + "/");
            cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
            cookie.setHttpOnly(true);
            cookie.setSecure(origin.secure(request));
            cookie.setAttribute("SameSite", "Lax");
            response.addCookie(cookie);
        }
    }

    /** A path of our own, so that nobody can be sent elsewhere; the start page otherwise. */
    public static String ownPath(@Nullable String to) {
        if (to == null || to.startsWith("/api") || !OWN_PATH.matcher(to).matches()) {
            return "/today";
        }
        return to;
    }

    public static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }
}
