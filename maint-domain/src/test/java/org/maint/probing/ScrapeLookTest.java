package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maint.probing.ProbeKind.SCRAPE;
import static org.maint.probing.Site.assertion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScrapeLookTest {
    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void metrics_become_values() {
        site.on(
                "/metrics",
                200,
                "text/plain",
                """
                free_bytes{mount="/",device="a"} 25
                size_bytes{mount="/",device="a"} 100
                free_bytes{mount="/data",device="b"} 1
                cpu{core="0"} 0.25
                cpu{core="1"} 0.5
                nothing NaN
                """);
        Finding finding = site.look(
                SCRAPE,
                """
                {'url': 'SITE/metrics', 'metrics': [
                  {'name': 'free_bytes', 'labels': {'mount': '/'}, 'as': 'disk-free', 'fractionOf': 'size_bytes', 'min': 20},
                  {'name': 'cpu', 'as': 'cpu', 'scale': 100, 'max': 80},
                  {'name': 'cpu', 'as': 'cpu-most', 'pick': 'max'}]}""");
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        assertThat(finding.values())
                .containsEntry("disk-free", 25.0)
                .containsEntry("cpu", 75.0)
                .containsEntry("cpu-most", 0.5);
    }

    @Test
    void what_is_missing_or_no_number_or_out_of_range_is_not_well() {
        site.on("/metrics", 200, "text/plain", "nothing NaN\nmuch +Inf\nzero 0\nload 9\n");
        Finding finding = site.look(
                SCRAPE,
                """
                {'url': 'SITE/metrics', 'metrics': [
                  {'name': 'absent'}, {'name': 'nothing'}, {'name': 'much'}, {'name': 'load', 'max': 8},
                  {'name': 'load', 'as': 'share', 'fractionOf': 'zero'}, {'name': 'zero'}]}""");
        assertThat(finding.ok()).isFalse();
        for (String key : new String[] {"absent", "nothing", "much", "load", "share"}) {
            assertThat(assertion(finding, "metric:" + key).ok()).as(key).isFalse();
        }
        assertThat(assertion(finding, "metric:zero").ok()).isTrue();
        assertThat(finding.values().keySet())
                .contains("load", "zero")
                .doesNotContain("nothing", "much", "share", "absent");
    }

    @Test
    void what_is_no_exposition_is_unreadable() {
        site.on("/metrics", "<html>");
        assertThat(site.look(SCRAPE, "{'url': 'SITE/metrics', 'metrics': [{'name': 'up'}]}")
                        .problem())
                .isEqualTo("unreadable");
        site.on("/gone", 404, "text/plain", "up 1");
        assertThat(site.look(SCRAPE, "{'url': 'SITE/gone', 'metrics': [{'name': 'up'}]}")
                        .ok())
                .isFalse();
    }
}
