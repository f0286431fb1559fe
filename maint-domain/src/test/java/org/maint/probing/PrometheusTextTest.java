package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.probing.PrometheusText.Sample;

class PrometheusTextTest {
    static Stream<Arguments> lines() {
        return Stream.of(
                arguments("up 1", new Sample("up", Map.of(), 1, null)),
                arguments("  up\t 1  ", new Sample("up", Map.of(), 1, null)),
                arguments("a:b_9 -2.5e-3", new Sample("a:b_9", Map.of(), -0.0025, null)),
                arguments("a{} .5", new Sample("a", Map.of(), 0.5, null)),
                arguments("a{b=\"c\"} 1 1395066363000", new Sample("a", Map.of("b", "c"), 1, 1395066363000.0)),
                arguments("a { b = \"c\" , d=\"e\", } 1", new Sample("a", Map.of("b", "c", "d", "e"), 1, null)),
                arguments(
                        "a{p=\"C:\\\\D\\\\\",e=\"no \\\"x\\\"\\n}\"} 1",
                        new Sample("a", Map.of("p", "C:\\D\\", "e", "no \"x\"\n}"), 1, null)),
                arguments("a{b=\"é,={#\"} 1", new Sample("a", Map.of("b", "é,={#"), 1, null)),
                arguments("a +Inf", new Sample("a", Map.of(), Double.POSITIVE_INFINITY, null)),
                arguments("a -Inf", new Sample("a", Map.of(), Double.NEGATIVE_INFINITY, null)),
                arguments("a NaN", new Sample("a", Map.of(), Double.NaN, null)),
                arguments(
                        "a_bucket{le=\"0.1\"} 8 # {trace_id=\"x\"} 0.067 1.5",
                        new Sample("a_bucket", Map.of("le", "0.1"), 8, null)),
                arguments("a_total 8 1520430000.123 # {} 0.5", new Sample("a_total", Map.of(), 8, 1520430000.123)),
                arguments("{\"my.metric\", b=\"c\"} 3", new Sample("my.metric", Map.of("b", "c"), 3, null)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_line_is_a_sample(String line, Sample sample) throws Exception {
        assertThat(PrometheusText.parse(line)).containsExactly(sample);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "up ",
                "up one",
                "up 1d",
                "up 0x10",
                "9up 1",
                "up{ 1",
                "up{a} 1",
                "up{a=} 1",
                "up{a=\"b} 1",
                "up{a=\"b\\\"} 1",
                "up{a=\"b\" c=\"d\"} 1",
                "up{a=\"b\",a=\"c\"} 1",
                "up{9=\"b\"} 1",
                "up{a:b=\"c\"} 1",
                "up 1 2 3",
                "up 1 two",
                "up 1 2 # x",
                "{a=\"b\"} 1",
                "<html>",
                "{\"error\": 1}",
                "up}{ 1"
            })
    void anything_else_is_malformed(String line) {
        assertThatThrownBy(() -> PrometheusText.parse("ok 1\n" + line + "\n"))
                .isInstanceOfSatisfying(PrometheusText.Malformed.class, malformed -> assertThat(malformed.line())
                        .isEqualTo(2));
    }

    @Test
    void a_whole_exposition_is_read() throws Exception {
        List<Sample> samples = PrometheusText.parse(
                """
                # HELP http_requests_total The total \\\\ of "requests".
                # TYPE http_requests_total counter
                # UNIT http_requests_total requests
                # just a remark

                http_requests_total{code="200"} 1027 1395066363000\r
                http_requests_total{code="400"}    3
                # EOF
                """);
        assertThat(samples).extracting(Sample::value).containsExactly(1027.0, 3.0);
    }

    @Test
    void nothing_follows_the_end() {
        assertThatThrownBy(() -> PrometheusText.parse("a 1\n# EOF\nb 2")).isInstanceOf(PrometheusText.Malformed.class);
    }

    @Test
    void a_line_has_a_longest() {
        assertThatThrownBy(() -> PrometheusText.parse("a{b=\"" + "c".repeat(20_000) + "\"} 1"))
                .isInstanceOf(PrometheusText.Malformed.class);
    }
}
