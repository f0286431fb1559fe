package org.maint.web.security;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.maint.web.proxy.Origin;

/**
 * The session's cookie: not for scripts, not for other sites, and only over HTTPS where the base URL says that there is
 * HTTPS. (A Secure cookie over plain HTTP would make signing in on loopback impossible.)
 */
@WebListener
@SuppressWarnings("NullAway.Init") // injected
public class SessionCookie implements ServletContextListener {
    @Inject
    @ConfigProperty(name = "maint.base.url")
    Optional<String> baseUrl;

    @Inject
    Origin origin;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        origin.check();
        configure(event.getServletContext(), baseUrl.orElse(null));
    }

    private static void configure(ServletContext context, @Nullable String url) {
        boolean secure = url != null && url.startsWith("https:");
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setName("MAINT_SESSION");
    }
}
