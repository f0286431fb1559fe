package org.maint.silence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Severity;
import org.maint.shared.Glob;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * Which alerts are meant: those that meet all that is said, and what is null says nothing. An alert that is CRITICAL is
 * matched only where its fingerprint is named letter by letter.
 *
 * @param everything said explicitly, and then nothing else is
 * @param fingerprint of the alert; each {@code *} stands for any text
 * @param severity this one or milder
 * @param ruleKey of one of the alert's reasons
 * @param label a label's name, as it stands in the fingerprint
 * @param labelValue what that label is
 */
@Embeddable
public record AlertMatcher(
        boolean everything,
        @Nullable String fingerprint,
        @Enumerated(EnumType.STRING) @Nullable Severity severity,
        @Column(name = "rule_key") @Nullable String ruleKey,
        @Nullable String label,
        @Column(name = "label_value") @Nullable String labelValue) {
    static final int LONGEST_FINGERPRINT = 400;
    private static final int LONGEST_RULE = 100;
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_VALUE = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0," + (LONGEST_LABEL - 1) + "}");

    /**
     * Refused when nothing is said, when everything is meant and not said, or when CRITICAL alerts are meant and not
     * named.
     *
     * @param label {@code name=value}
     */
    public static AlertMatcher of(
            boolean everything,
            @Nullable String fingerprint,
            @Nullable Severity severity,
            @Nullable String ruleKey,
            @Nullable String label) {
        String thing = Words.optional(fingerprint, "/matcher/fingerprint", LONGEST_FINGERPRINT);
        String rule = Words.optional(ruleKey, "/matcher/rule", LONGEST_RULE);
        String named = Words.optional(label, "/matcher/label", LONGEST_LABEL + 1 + LONGEST_VALUE);
        boolean anything = thing != null || severity != null || rule != null || named != null;
        if (everything && anything) {
            throw Refusal.invalid("/matcher/everything", Message.of("invalid.silence.everything-and"));
        }
        if (!everything && !anything) {
            throw Refusal.invalid("/matcher", Message.of("invalid.silence.nothing"));
        }
        if (thing != null && Glob.matchesEverything(thing)) {
            throw Refusal.invalid("/matcher/fingerprint", Message.of("invalid.silence.everything"));
        }
        if (severity == Severity.CRITICAL && (thing == null || thing.indexOf('*') >= 0)) {
            throw Refusal.invalid("/matcher/severity", Message.of("invalid.silence.critical"));
        }
        if (named == null) {
            return new AlertMatcher(everything, thing, severity, rule, null, null);
        }
        int equals = named.indexOf('=');
        String name = equals < 0 ? "" : named.substring(0, equals).strip();
        String value = equals < 0 ? "" : unquoted(named.substring(equals + 1).strip());
        if (!NAME.matcher(name).matches() || value.isEmpty() || value.length() > LONGEST_VALUE) {
            throw Refusal.invalid("/matcher/label", Message.of("invalid.silence.label", named));
        }
        return new AlertMatcher(everything, thing, severity, rule, name, value);
    }

    /** As it is copied from a fingerprint. */
    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Whether nobody is told of such an alert. */
    public boolean matches(String alert, Severity ofAlert, Collection<String> ruleKeys) {
        return means(alert, ofAlert, ruleKeys) && (ofAlert != Severity.CRITICAL || alert.equals(fingerprint));
    }

    /** Whether it meets what is said, be it critical or not. */
    boolean means(String alert, Severity ofAlert, Collection<String> ruleKeys) {
        return (fingerprint == null || fingerprint.equals(alert) || Glob.matches(fingerprint, alert))
                && (severity == null || ofAlert.compareTo(severity) >= 0)
                && (ruleKey == null || ruleKeys.contains(ruleKey))
                && (label == null || labelled(alert));
    }

    /** A quotation mark within a value is escaped in a fingerprint, so this can be no part of one. */
    private boolean labelled(String alert) {
        String written =
                label + "=\"" + String.valueOf(labelValue).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        for (int at = alert.indexOf(written); at >= 0; at = alert.indexOf(written, at + 1)) {
            if (at > 0 && (alert.charAt(at - 1) == '{' || alert.charAt(at - 1) == ',')) {
                return true;
            }
        }
        return false;
    }

    /** {@code name=value}; null for none. */
    public @Nullable String labelled() {
        return label == null ? null : label + "=" + labelValue;
    }

    /** For the audit trail. */
    String words() {
        List<String> parts = new ArrayList<>();
        if (everything) {
            parts.add("everything");
        }
        if (fingerprint != null) {
            parts.add("fingerprint " + fingerprint);
        }
        if (severity != null) {
            parts.add("at most " + severity);
        }
        if (ruleKey != null) {
            parts.add("rule " + ruleKey);
        }
        if (label != null) {
            parts.add("label " + labelled());
        }
        return String.join(", ", parts);
    }
}
