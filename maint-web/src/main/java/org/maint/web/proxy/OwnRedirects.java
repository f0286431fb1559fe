package org.maint.web.proxy;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Sends a browser to a page of ours by its path alone. The container would make a whole address of it, of the host and
 * the scheme by which it was reached itself: not of those of the proxy in front.
 */
public class OwnRedirects implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {
            @Override
            public void sendRedirect(String location) throws IOException {
                if (location.startsWith("/") && !location.startsWith("//")) {
                    resetBuffer();
                    to((HttpServletResponse) getResponse(), location);
                } else {
                    super.sendRedirect(location);
                }
            }
        });
    }

    /** @param path with the context's, from a slash on */
    public static void to(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", path);
    }
}
