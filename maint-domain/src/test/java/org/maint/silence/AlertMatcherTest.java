package org.maint.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.plan.Severity;
import org.maint.shared.Glob;
import org.maint.shared.Refusal;

class AlertMatcherTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "abc, abc, true",
                "abc, abcd, false",
                "abc, ab, false",
                "a*, abc, true",
                "a*, a, true",
                "*c, abc, true",
                "*c, abcd, false",
                "a*c, abbc, true",
                "a*c, ac, true",
                "a*b*c, aXbYbZc, true",
                "a*b*c, acb, false",
                "**, x, true",
                "'', '', true",
                "*, '', true",
                "'', x, false",
                "a.c, abc, false",
                "A*, abc, false"
            })
    void a_star_is_any_text_and_everything_else_is_itself(String pattern, String text, boolean matches) {
        assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
    }

    @Test
    void a_hostile_pattern_is_answered_at_once() {
        assertThat(Glob.matches("*a".repeat(200) + "b", "a".repeat(400))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            nullValues = "-",
            value = {
                // fingerprint; severity; rule; label; alert; of severity; of rule; matches
                "host.cpu; -; -; -; host.cpu; WARNING; r; true",
                "host.cpu; -; -; -; host.cpu2; WARNING; r; false",
                "host.cpu; -; -; -; host.cpu; CRITICAL; r; true",
                "host.*; -; -; -; host.cpu; WARNING; r; true",
                "host.*; -; -; -; host.cpu; CRITICAL; r; false",
                "-; WARNING; -; -; host.cpu; WARNING; r; true",
                "-; WARNING; -; -; host.cpu; INFO; r; true",
                "-; WARNING; -; -; host.cpu; CRITICAL; r; false",
                "-; INFO; -; -; host.cpu; WARNING; r; false",
                "-; -; r; -; host.cpu; WARNING; r; true",
                "-; -; r; -; host.cpu; WARNING; q; false",
                "-; -; r; -; host.cpu; CRITICAL; r; false",
                "host.*; -; r; -; host.cpu; WARNING; r; true",
                "host.*; -; r; -; host.cpu; WARNING; q; false",
                "host.*; INFO; -; -; host.cpu; WARNING; r; false",
                "-; -; -; account=x; security.failed-logins{account=\"x\"}; WARNING; r; true",
                "-; -; -; account=\"x\"; security.failed-logins{account=\"x\"}; WARNING; r; true",
                "-; -; -; account=x; security.failed-logins{account=\"xy\"}; WARNING; r; false",
                "-; -; -; account=x; security.failed-logins{my_account=\"x\"}; WARNING; r; false",
                "-; -; -; zone=b; m{account=\"x\",zone=\"b\"}; WARNING; r; true",
                "-; -; -; account=x; security.failed-logins; WARNING; r; false",
                "-; -; -; account=x; m{note=\",account=\\\"x\\\"\"}; WARNING; r; false",
                "-; -; -; account=D\\x; m{account=\"D\\\\x\"}; WARNING; r; true",
                "host.cpu; CRITICAL; -; -; host.cpu; CRITICAL; r; true",
                // Named letter by letter, a star in it or not.
                "m{a=\"*\"}; -; -; -; m{a=\"*\"}; CRITICAL; r; true",
                "m{a=\"*\"}; -; -; -; m{a=\"b\"}; CRITICAL; r; false",
            })
    void an_alert_is_matched_when_it_meets_all_that_is_said(
            String fingerprint,
            Severity severity,
            String rule,
            String label,
            String alert,
            Severity ofAlert,
            String ofRule,
            boolean matches) {
        AlertMatcher matcher = AlertMatcher.of(false, fingerprint, severity, rule, label);
        assertThat(matcher.matches(alert, ofAlert, List.of("other", ofRule))).isEqualTo(matches);
    }

    @Test
    void everything_is_all_but_what_is_critical() {
        AlertMatcher everything = AlertMatcher.of(true, null, null, null, " ");
        assertThat(everything.matches("host.cpu", Severity.WARNING, List.of())).isTrue();
        assertThat(everything.matches("host.cpu", Severity.CRITICAL, List.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            nullValues = "-",
            value = {
                "false; -; -; -; -; /matcher",
                "false; '  '; -; ''; -; /matcher",
                "false; *; -; -; -; /matcher/fingerprint",
                "false; ***; WARNING; -; -; /matcher/fingerprint",
                "true; host.*; -; -; -; /matcher/everything",
                "true; -; WARNING; -; -; /matcher/everything",
                "false; -; CRITICAL; -; -; /matcher/severity",
                "false; host.*; CRITICAL; -; -; /matcher/severity",
                "false; -; -; -; account; /matcher/label",
                "false; -; -; -; =x; /matcher/label",
                "false; -; -; -; account=; /matcher/label",
                "false; -; -; -; 1account=x; /matcher/label",
            })
    void what_says_nothing_or_too_much_is_refused_where_it_stands(
            boolean everything, String fingerprint, Severity severity, String rule, String label, String pointer) {
        assertThatThrownBy(() -> AlertMatcher.of(everything, fingerprint, severity, rule, label))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
                    assertThat(refusal.faults())
                            .extracting(Refusal.Fault::pointer)
                            .containsExactly(pointer);
                });
    }

    @Test
    void what_is_too_long_or_cannot_be_read_is_refused() {
        assertThatThrownBy(() -> AlertMatcher.of(false, "x".repeat(401), null, null, null))
                .hasMessageContaining("400");
        assertThatThrownBy(() -> AlertMatcher.of(false, "x\u0000", null, null, null))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> AlertMatcher.of(false, null, null, null, "a=" + "x".repeat(201)))
                .isInstanceOf(Refusal.class);
    }
}
