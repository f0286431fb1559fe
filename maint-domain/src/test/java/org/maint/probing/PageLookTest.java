package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maint.probing.ProbeKind.PAGE;
import static org.maint.probing.Site.assertion;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageLookTest {
    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    private void dashboard() {
        site.on(
                "/",
                """
                <html><head><link rel="stylesheet" href="/a.css"><script src="a.js"></script></head>
                <body><h1>Trafic</h1><canvas class="chart"></canvas><div id="map"></div>
                <img src="/a.png#x"><img src="/a.png"><img src="data:image/png;base64,AAAA">
                <img src="http://elsewhere.test/b.png"><p>Errors: 0</p></body></html>""");
        site.on("/a.css", 200, "text/css", "p {}");
        site.on("/a.js", 200, "text/javascript", "1");
        site.on("/a.png", 200, "image/png", "png");
    }

    @Test
    void a_page_is_well_with_all_that_it_brings() {
        dashboard();
        Finding finding = site.look(
                PAGE,
                """
                {'url': 'SITE/', 'contains': 'Trafic', 'mustHave': ['canvas.chart', '#map'], 'noText': ['error'],
                 'maxSeconds': 5}""");
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        assertThat(finding.values())
                .containsEntry("images", 1.0)
                .containsEntry("scripts", 1.0)
                .containsEntry("styles", 1.0)
                .containsKeys("seconds", "bytes", "document-seconds");
        assertThat(finding.values().get("bytes")).isGreaterThan(300);
        assertThat(site.asked).containsExactlyInAnyOrder("GET /", "GET /a.css", "GET /a.js", "GET /a.png");
    }

    @Test
    void what_is_missing_or_must_not_be_there_is_named() {
        dashboard();
        Finding finding =
                site.look(PAGE, "{'url': 'SITE/', 'mustHave': ['#graph'], 'noText': ['errors'], 'contains': 'Météo'}");
        assertThat(finding.ok()).isFalse();
        assertThat(assertion(finding, "has:#graph").ok()).isFalse();
        assertThat(assertion(finding, "no-text").ok()).isFalse();
        assertThat(assertion(finding, "contains").ok()).isFalse();
        assertThat(assertion(finding, "images").ok()).isTrue();
    }

    @Test
    void what_does_not_load_is_counted_by_its_kind() {
        site.on(
                "/",
                """
                <link rel="icon stylesheet" href="/gone.css"><script src="/page.js"></script><img src="/empty.png">
                <img src="/good.png">""");
        site.on("/gone.css", 404, "text/plain", "gone");
        site.on("/page.js", 200, "text/html", "<h1>Sign in</h1>");
        site.on("/empty.png", 200, "image/png", "");
        site.on("/good.png", 200, "image/png", "x");
        Finding finding = site.look(PAGE, "{'url': 'SITE/'}");
        assertThat(finding.ok()).isFalse();
        assertThat(assertion(finding, "styles").seen()).isEqualTo("0: 404 /gone.css");
        assertThat(assertion(finding, "scripts").seen()).isEqualTo("0: text/html /page.js");
        assertThat(assertion(finding, "images").seen()).isEqualTo("1: image/png /empty.png");
        assertThat(finding.values()).containsEntry("images-failed", 1.0);
    }

    @Test
    void sixty_parts_are_loaded_four_at_a_time() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        site.on(
                "/",
                IntStream.range(0, 70)
                        .mapToObj("<img src='/i/%d.png'>"::formatted)
                        .collect(Collectors.joining()));
        site.on("/i/", exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
            now.decrementAndGet();
            Site.answer(exchange, 200, "image/png", "x");
        });
        Finding finding = site.look(PAGE, "{'url': 'SITE/'}");
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        assertThat(finding.values()).containsEntry("images", 60.0).containsEntry("skipped", 10.0);
        assertThat(most.get()).isBetween(2, 4);
    }
}
