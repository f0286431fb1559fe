package org.maint.web.signon;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Reads what is configured of the provider when the application starts, so that a mistake is seen then. */
@WebListener
@SuppressWarnings("NullAway.Init") // injected
public class CheckedAtStart implements ServletContextListener {
    @Inject
    OpenIdSettings settings;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        settings.check();
    }
}
