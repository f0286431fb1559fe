package org.maint.web.health;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.maint.shared.Correlation;
import org.maint.shared.Log;
import org.maint.shared.Outage;
import org.maint.web.security.OutagePage;

/**
 * Gives each request its correlation id, which the answer carries, and counts the answers that say that maint failed. An
 * id that comes with the request is taken over: a proxy that makes one finds it again in maint's log.
 */
@SuppressWarnings("NullAway.Init") // injected
public class Correlated implements Filter {
    private static final Log LOG = Log.of(Correlated.class);
    private static final int FAILED = 500;
    private static final String REQUESTS = "maint_requests_total";
    private static final String FAILURES = "maint_requests_failed_total";

    @Inject
    MetricRegistry registry;

    /** A counter that is not there before its first count hides that count from whoever watches its rate. */
    @Override
    public void init(FilterConfig config) {
        registry.counter(REQUESTS);
        registry.counter(FAILURES);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        String id = Correlation.accepted(http.getHeader(Correlation.HEADER));
        answer.setHeader(Correlation.HEADER, id);
        try (Correlation.Scope scope = Correlation.begin(id)) {
            boolean failed = true;
            try {
                chain.doFilter(request, response);
                failed = answer.getStatus() >= FAILED;
            } catch (RuntimeException | ServletException e) {
                if (!Outage.is(e)) {
                    throw e;
                }
                OutagePage.write(http, answer);
            } finally {
                registry.counter(REQUESTS).inc();
                if (failed) {
                    registry.counter(FAILURES).inc();
                    // Without its query, which may hold what nobody else may see.
                    LOG.log(WARNING, http.getMethod() + " " + http.getRequestURI() + " failed");
                }
            }
        }
    }
}
