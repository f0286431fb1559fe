package org.maint.web.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static final Origin ORIGIN = new Origin(Optional.of("10.0.0.0/24"), Optional.empty());

    /** A request as the container shows it: from a peer, over plain HTTP unless it says otherwise. */
    private static final class Asked {
        private final String peer;
        private final List<String[]> headers = new ArrayList<>();
        private boolean secure;
        private int port = 80;

        Asked(String peer) {
            this.peer = peer;
        }

        Asked header(String name, String value) {
            headers.add(new String[] {name, value});
            return this;
        }

        Asked port(int given) {
            port = given;
            return this;
        }

        Asked byTls(int given) {
            secure = true;
            return port(given);
        }

        HttpServletRequest request() {
            return (HttpServletRequest) Proxy.newProxyInstance(
                    OriginTest.class.getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "getRemoteAddr" -> peer;
                        case "isSecure" -> secure;
                        case "getServerName" -> "maint.example.com";
                        case "getServerPort" -> port;
                        case "getContextPath" -> "/maint";
                        case "getHeaders" -> Collections.enumeration(headers.stream()
                                .filter(header -> header[0].equalsIgnoreCase(String.valueOf(arguments[0])))
                                .map(header -> header[1])
                                .toList());
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
        }

        String address() {
            return ORIGIN.address(request());
        }

        String root() {
            return ORIGIN.root(request());
        }
    }

    private static Asked byProxy() {
        return new Asked("10.0.0.5");
    }

    @Test
    void a_visitor_without_a_proxy_is_who_the_connection_says_whatever_they_write() {
        assertThat(new Asked("203.0.113.9")
                        .header("X-Forwarded-For", "198.51.100.7")
                        .address())
                .isEqualTo("203.0.113.9");
        HttpServletRequest request = new Asked("203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .request();
        assertThat(ORIGIN.secure(request)).isFalse();
        assertThat(ORIGIN.root(request)).isEqualTo("http://maint.example.com/maint");
    }

    @Test
    void without_trusted_proxies_nobody_is_believed() {
        Origin none = new Origin(Optional.empty(), Optional.empty());
        assertThat(none.address(
                        byProxy().header("X-Forwarded-For", "198.51.100.7").request()))
                .isEqualTo("10.0.0.5");
    }

    @Test
    void behind_proxies_the_visitor_is_the_last_who_is_not_trusted() {
        assertThat(byProxy().address()).isEqualTo("10.0.0.5");
        assertThat(byProxy().header("X-Forwarded-For", "203.0.113.9").address()).isEqualTo("203.0.113.9");
        assertThat(byProxy()
                        .header("X-Forwarded-For", "198.51.100.7, 203.0.113.9, 10.0.0.6")
                        .address())
                .isEqualTo("203.0.113.9");
        assertThat(byProxy()
                        .header("X-Forwarded-For", "198.51.100.7")
                        .header("X-Forwarded-For", "203.0.113.9:4711")
                        .address())
                .isEqualTo("203.0.113.9");
        assertThat(byProxy().header("X-Forwarded-For", "[2001:db8::7]:4711").address())
                .isEqualTo("2001:db8::7");
        assertThat(byProxy().header("X-Forwarded-For", "fe80::1%<b>").address()).isEqualTo("fe80::1");
        assertThat(byProxy().header("X-Forwarded-For", "unknown").address()).isEqualTo("10.0.0.5");
        assertThat(byProxy().header("X-Forwarded-For", "10.0.0.7").address()).isEqualTo("10.0.0.7");
    }

    @Test
    void the_portal_is_where_the_visitor_came_to() {
        // A port that nobody has written is the usual one of the connection from the proxy.
        assertThat(byProxy().header("X-Forwarded-Proto", "https").root()).isEqualTo("https://maint.example.com/maint");
        assertThat(byProxy().header("X-Forwarded-Proto", "https").port(8443).root())
                .isEqualTo("https://maint.example.com:8443/maint");
        assertThat(new Asked("203.0.113.9").byTls(443).root()).isEqualTo("https://maint.example.com/maint");
        assertThat(new Asked("203.0.113.9").port(8080).root()).isEqualTo("http://maint.example.com:8080/maint");
        assertThat(byProxy()
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "it.example.com:9443")
                        .root())
                .isEqualTo("https://it.example.com:9443/maint");
        assertThat(byProxy().header("X-Forwarded-Host", "evil.example/\"><b>").root())
                .isEqualTo("http://maint.example.com/maint");
    }

    @Test
    void of_two_proxies_the_one_that_the_visitor_came_to_counts() {
        Asked asked = byProxy()
                .header("X-Forwarded-For", "203.0.113.9, 10.0.0.6")
                .header("X-Forwarded-Proto", "https, http")
                .header("X-Forwarded-Host", "evil.example, it.example.com")
                .header("X-Forwarded-Host", "inner.example.com");
        assertThat(ORIGIN.secure(asked.request())).isTrue();
        assertThat(asked.root()).isEqualTo("https://it.example.com/maint");
        assertThat(ORIGIN.secure(byProxy()
                        .header("X-Forwarded-For", "203.0.113.9, 10.0.0.6")
                        .header("X-Forwarded-Proto", "https")
                        .request()))
                .isTrue();
    }

    @Test
    void the_base_url_wins_over_what_anybody_says() {
        Origin configured = new Origin(Optional.of("10.0.0.5"), Optional.of(" https://portal.example.com/maint/ "));
        assertThat(configured.root(
                        byProxy().header("X-Forwarded-Host", "it.example.com").request()))
                .isEqualTo("https://portal.example.com/maint");
    }

    @Test
    void what_is_no_network_is_named_with_its_setting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Origin(Optional.of("10.0.0.5, proxy.example.com"), Optional.empty()))
                .withMessage("MAINT_TRUSTED_PROXIES: Neither an address nor a network such as 10.1.0.0/16 or fd00::/8:"
                        + " proxy.example.com");
    }
}
