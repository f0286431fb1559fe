package org.maint.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write becomes plain formatting and nothing else. */
class MarkdownTest {
    @Test
    void plain_formatting_stays() {
        assertThat(Markdown.html("# Cause\n\nA **clock** and *luck*:\n\n- one\n- `two`\n\n> said"))
                .contains("<h4>Cause</h4>")
                .contains("<strong>clock</strong>", "<em>luck</em>")
                .contains("<li>one</li>", "<code>two</code>")
                .contains("<blockquote>");
        assertThat(Markdown.html("[log](https://example.com/a?b=1)"))
                .contains("href=\"https://example.com/a?b&#61;1\"", "rel=\"nofollow\"");
        assertThat(Markdown.html("[entry](entry?n=3)")).contains("href=\"entry?n&#61;3\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html,<script>alert(1)</script>)",
                "![x](javascript:alert(1))",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<svg/onload=alert(1)>",
                "`<script>`",
                "[x](vbscript:x \"onmouseover=alert(1)\")",
                "<style>*{display:none}</style>",
                "<iframe src=//evil.example></iframe>",
                "```\n</code></pre><script>alert(1)</script>\n```",
            })
    void nothing_that_runs_comes_out(String typed) {
        assertThat(Markdown.html(typed))
                .doesNotContainIgnoringCase(
                        "<script", "<img", "<svg", "<style", "<iframe", "href=\"java", "href=\"data")
                .doesNotContainIgnoringCase("href=\"vb");
    }

    @Test
    void deep_nesting_ends() {
        assertThat(Markdown.html(">".repeat(5_000) + "x")).isNotNull();
        assertThat(Markdown.html("[".repeat(10_000))).isNotNull();
    }
}
