package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maint.shared.Canonical;

class FindingTest {
    private static final Assertion GOOD = new Assertion("status", true, "200", "200", 200.0, null);
    private static final Assertion BAD = Assertion.of("contains", false, "a", "–");

    private static Finding finding(boolean ok, List<Assertion> assertions, String problem) {
        return new Finding(ok, assertions, Map.of("seconds", 0.5), "GET x", null, null, Site.NOW, 0.5, 1, problem);
    }

    @Test
    void it_is_well_only_when_something_was_looked_at_and_all_of_it_was() {
        assertThat(finding(true, List.of(GOOD), null).ok()).isTrue();
        assertThatThrownBy(() -> finding(true, List.of(), null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> finding(true, List.of(GOOD), "timeout")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> finding(true, List.of(GOOD, BAD), null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_sheet_that_was_not_filled_in_to_its_end_is_not_well() {
        Redaction nothing = new Redaction(Map.of());
        Sheet sheet = new Sheet();
        sheet.add(GOOD);
        Finding half = sheet.finding("x", nothing, Site.NOW, 1, 1);
        assertThat(half.ok()).isFalse();
        assertThat(half.problem()).isEqualTo("internal");
        sheet.close();
        sheet.complete();
        sheet.value("late", 1);
        assertThat(sheet.finding("x", nothing, Site.NOW, 1, 1).ok()).isFalse();
        assertThat(sheet.finding("x", nothing, Site.NOW, 1, 1).values()).doesNotContainKey("late");
    }

    @Test
    void it_has_one_way_of_being_written() {
        String json = finding(false, List.of(GOOD, BAD), "timeout").toJson();
        assertThat(json)
                .isEqualTo(
                        """
                {"answerSha256":null,"asked":"GET x","assertions":[\
                {"expected":"200","key":"status","ok":true,"seen":"200","unit":null,"value":200},\
                {"expected":"a","key":"contains","ok":false,"seen":"–","unit":null,"value":null}],\
                "attempts":1,"excerpt":null,"observedAt":"2026-03-10T15:00:00Z","ok":false,"problem":"timeout",\
                "seconds":0.5,"values":{"seconds":0.5}}""");
        assertThat(Canonical.json(Canonical.parse(json))).isEqualTo(json);
    }

    @Test
    void an_allowance_has_its_ranges() {
        AllowedTargets none = AllowedTargets.of(List.of(), List.of());
        assertThatThrownBy(() -> new Allowance(none, Map.of(), Duration.ofSeconds(61), 1, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Allowance(none, Map.of(), Duration.ofSeconds(1), 1, 0, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Allowance.once(none, Map.of()).deadline()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void nobody_looks_once_it_is_closed() {
        Prober prober = new Prober(Site.CLOCK, Site.NO_QUERY);
        prober.close();
        Finding finding = prober.look(Site.spec(ProbeKind.TCP, "{'host': 'a.test', 'port': 1}"), Site.allowance());
        assertThat(finding.ok()).isFalse();
        assertThat(finding.problem()).isEqualTo("busy");
    }
}
