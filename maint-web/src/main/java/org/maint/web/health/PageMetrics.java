package org.maint.web.health;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.maint.shared.QueryCount;

/** How long each page takes on the server and how many statements it sends to the database, on {@code /metrics}. */
@WebFilter(servletNames = "faces")
@SuppressWarnings("NullAway.Init") // injected
public class PageMetrics implements Filter {
    @Inject
    MetricRegistry registry;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long begin = System.nanoTime();
        QueryCount.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            // Only addresses that web.xml maps come here, so the number of names is bounded.
            Tag page = new Tag("page", ((HttpServletRequest) request).getServletPath());
            registry.timer("maint_page_time", page).update(Duration.ofNanos(System.nanoTime() - begin));
            registry.histogram("maint_page_queries", page).update(QueryCount.soFar());
        }
    }
}
