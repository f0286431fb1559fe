package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maint.probing.ProbeKind.ADVISORY_FEED;
import static org.maint.probing.Site.assertion;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedLookTest {
    private static final String CONFIG = "{'url': 'SITE/feed', 'days': 7, 'matches': '(?i)postgresql|kafka'}";
    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    private Finding look(String feed) {
        site.on("/feed", 200, "application/xml", feed);
        return site.look(ADVISORY_FEED, CONFIG);
    }

    @Test
    void new_advisories_about_something_in_use_are_counted_in_rss() {
        Finding finding = look(
                """
                <?xml version="1.0"?><rss version="2.0"><channel><title>PostgreSQL</title>
                <item><title>PostgreSQL 17.4</title><pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate></item>
                <item><title>Other</title><description>a KAFKA bug</description><pubDate>Tue, 10 Mar 2026 08:00:00 EST</pubDate></item>
                <item><title>Nginx</title><pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate></item>
                <item><title>Kafka, long ago</title><pubDate>Mon, 02 Feb 2026 10:00:00 +0000</pubDate></item>
                <item><title>Kafka, who knows when</title></item>
                </channel></rss>""");
        assertThat(finding.ok()).isFalse();
        assertThat(finding.problem()).isNull();
        assertThat(finding.values()).containsEntry("count", 3.0).containsEntry("entries", 5.0);
        assertThat(assertion(finding, "advisories").seen())
                .isEqualTo("3: PostgreSQL 17.4; Other; Kafka, who knows when");
    }

    @Test
    void nothing_new_is_well() {
        Finding finding = look(
                """
                <feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
                <entry><title>Kafka</title><updated>2026-02-10T00:00:00Z</updated></entry>
                <entry><title>Redis</title><updated>2026-03-10T00:00:00-05:00</updated></entry></feed>""");
        assertThat(finding.ok()).as(finding.toJson()).isTrue();
        assertThat(finding.values()).containsEntry("count", 0.0);
    }

    @Test
    void atom_and_json_are_read_too() {
        assertThat(
                        look("""
                        <feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">CVE</title>
                        <summary>in &lt;b&gt;Kafka&lt;/b&gt;</summary><published>2026-03-08T00:00:00Z</published></entry></feed>""")
                                .values())
                .containsEntry("count", 1.0);
        site.on(
                "/feed/json",
                200,
                "application/feed+json",
                """
                {"version": "https://jsonfeed.org/version/1.1", "items": [
                  {"title": "Kafka 4", "date_published": "2026-03-09T10:00:00Z"}, {"title": "Kafka 3", "date_published": "2025-01-01"}]}""");
        Finding json = site.look(ADVISORY_FEED, CONFIG.replace("/feed", "/feed/json"));
        assertThat(json.values()).containsEntry("count", 1.0);
    }

    @Test
    void what_is_no_feed_is_unreadable() {
        assertThat(look("<html><body>Sign in</body></html>").problem()).isEqualTo("unreadable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 09 Mar 2026 10:00:00 GMT | 2026-03-09T10:00:00Z",
                "Mon, 9 Mar 2026 10:00:00 -0400 | 2026-03-09T14:00:00Z",
                "2026-03-09T10:00:00+01:00 | 2026-03-09T09:00:00Z",
                "2026-03-09 | 2026-03-09T00:00:00Z",
                "yesterday | ",
            })
    void times_are_read_as_feeds_write_them(String text, Instant expected) {
        assertThat(FeedReader.time(text)).isEqualTo(expected);
    }
}
