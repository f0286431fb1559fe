package org.maint.probing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;

/**
 * On which one attempt notes what it sees. It is closed at the deadline, when the attempt may still be running: what comes
 * later is not taken. Everything written on it is redacted when the finding is made of it.
 */
final class Sheet {
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_READ = 1 << 16;

    private final List<Assertion> assertions = new ArrayList<>();
    private final Map<String, Double> values = new TreeMap<>();
    private @Nullable String answerSha256;
    private @Nullable String answer;
    private @Nullable String problem;
    private boolean complete;
    private boolean closed;

    synchronized void add(Assertion assertion) {
        if (!closed) {
            assertions.add(assertion);
        }
    }

    /** Of what is no finite number nothing is noted. */
    synchronized void value(String name, double value) {
        if (!closed && Double.isFinite(value)) {
            values.put(name, value);
        }
    }

    synchronized double valueOr(String name, double otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    void check(String key, boolean ok, String expected, String seen) {
        add(Assertion.of(key, ok, expected, seen));
    }

    /** How a number compares with a range, either end of which may be open. */
    void range(String key, @Nullable Double min, @Nullable Double max, double value, @Nullable String unit) {
        boolean ok = Double.isFinite(value) && (min == null || value >= min) && (max == null || value <= max);
        String of = unit == null ? "" : " " + unit;
        String expected = min == null && max == null
                ? "*"
                : min == null
                        ? "≤ " + plain(max == null ? 0 : max) + of
                        : max == null ? "≥ " + plain(min) + of : plain(min) + "–" + plain(max) + of;
        add(new Assertion(key, ok, expected, plain(value) + of, Double.isFinite(value) ? value : null, unit));
    }

    void answered(byte[] bytes, String text) {
        // Outside of the lock: a large answer must not keep the deadline waiting.
        String sha256 = Canonical.sha256(bytes);
        synchronized (this) {
            if (!closed) {
                answerSha256 = sha256;
                answer = text;
            }
        }
    }

    synchronized void hash(String sha256) {
        if (!closed) {
            answerSha256 = sha256;
        }
    }

    /** The look went through to its end. */
    synchronized void complete() {
        if (!closed) {
            complete = true;
        }
    }

    synchronized void fail(ProbeFault fault) {
        if (!closed) {
            problem = fault.problem();
            assertions.add(Assertion.of(fault.problem(), false, "–", fault.seen()));
        }
    }

    synchronized void close() {
        closed = true;
    }

    synchronized boolean isOk() {
        return complete
                && problem == null
                && !assertions.isEmpty()
                && assertions.stream().allMatch(Assertion::ok);
    }

    synchronized @Nullable String problem() {
        return problem;
    }

    synchronized Finding finding(String asked, Redaction redaction, Instant observedAt, double seconds, int attempts) {
        String why = problem == null && (!complete || assertions.isEmpty()) ? ProbeFault.INTERNAL : problem;
        List<Assertion> clean = assertions.stream()
                .map(each -> new Assertion(
                        line(each.key(), redaction),
                        each.ok(),
                        line(each.expected(), redaction),
                        line(each.seen(), redaction),
                        each.value() != null && redaction.isSecret(each.value()) ? null : each.value(),
                        each.unit()))
                .toList();
        Map<String, Double> all = new TreeMap<>(values);
        all.values().removeIf(redaction::isSecret);
        all.putIfAbsent("seconds", seconds);
        return new Finding(
                isOk(),
                clean,
                all,
                line(asked, redaction),
                answerSha256,
                answer == null ? null : cut(legible(answer, redaction), Finding.LONGEST_EXCERPT),
                observedAt,
                seconds,
                attempts,
                why);
    }

    private static String line(String text, Redaction redaction) {
        return cut(legible(text, redaction), LONGEST_LINE);
    }

    /**
     * Without secrets and control characters. Redacted twice, for what a control character kept apart; and only the
     * beginning is looked at, with far more than can be shown, so that no secret is cut where it would be.
     */
    private static String legible(String text, Redaction redaction) {
        boolean whole = text.length() <= LONGEST_READ;
        String clean = redaction
                .redacted(whole ? text : text.substring(0, LONGEST_READ))
                .replaceAll("[\\s\\p{Z}]+", " ")
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]", "");
        String legible = redaction.redacted(clean).strip();
        return whole || legible.length() > 2 * Finding.LONGEST_EXCERPT ? legible : "…";
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /** With at most three decimals, whatever the reader's language. */
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
