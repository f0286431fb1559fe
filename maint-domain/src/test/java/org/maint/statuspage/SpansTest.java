package org.maint.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times without overlap, in seconds: {@code 0-60 100-160}. */
class SpansTest {
    private static List<Spans.Span> read(String typed) {
        List<Spans.Span> spans = new ArrayList<>();
        if (typed != null) {
            for (String each : typed.split(" ")) {
                String[] ends = each.split("-");
                spans.add(new Spans.Span(at(ends[0]), at(ends[1])));
            }
        }
        return spans;
    }

    private static Instant at(String second) {
        return Instant.ofEpochSecond(Long.parseLong(second));
    }

    @ParameterizedTest
    @CsvSource({
        "0-60,, 0, 100, 60",
        "0-60 30-90,, 0, 100, 90",
        "0-60 60-90,, 0, 100, 90",
        "0-90 30-60,, 0, 100, 90",
        "30-90 0-60,, 50, 70, 20",
        "10-10,, 0, 100, 0",
        "0-60, 0-60, 0, 100, 0",
        "0-60, 20-40, 0, 100, 40",
        "0-60, 0-20 40-80, 0, 100, 20",
        "0-60 80-100, 50-90, 0, 100, 60",
        "0-60, 60-70, 0, 100, 60",
        "0-60, 100-200, 0, 30, 30",
    })
    void time_is_counted_once(String spans, String without, long from, long to, long seconds) {
        assertThat(Spans.of(read(spans))
                        .without(Spans.of(read(without)))
                        .within(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to)))
                .isEqualTo(Duration.ofSeconds(seconds));
    }
}
