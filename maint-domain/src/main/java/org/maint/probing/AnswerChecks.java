package org.maint.probing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.maint.probing.ProbeSpec.Expectation;
import org.maint.probing.ProbeSpec.JsonCheck;

/** Holds an answer against what was expected of it. */
final class AnswerChecks {
    private final Sheet sheet;
    private final String prefix;

    /** @param prefix before each key; empty, or such as {@code step:sign-in:} */
    AnswerChecks(Sheet sheet, String prefix) {
        this.sheet = sheet;
        this.prefix = prefix;
    }

    /** Whether all of it was met. Each point is noted. */
    boolean check(Answer answer, Expectation expected, Deadline until) throws ProbeFault {
        boolean ok = status(answer, expected.status());
        ok &= latency(answer.seconds(), expected);
        String contains = expected.contains();
        if (contains != null) {
            ok &= note("contains", answer.text().contains(contains), contains);
        }
        if (expected.matches() != null) {
            boolean found = BoundedText.find(expected.matches(), answer.text(), until) != null;
            ok &= note("matches", found, "/" + expected.matches().pattern() + "/");
        }
        if (expected.json() != null) {
            ok &= json(expected.json(), JsonAnswer.parsed(answer.text()));
        }
        return ok;
    }

    boolean status(Answer answer, List<Integer> allowed) {
        int status = answer.status();
        boolean ok = allowed.isEmpty() ? status >= 200 && status < 400 : allowed.contains(status);
        String expected = allowed.isEmpty()
                ? "200–399"
                : allowed.stream().map(String::valueOf).collect(Collectors.joining(", "));
        sheet.add(new Assertion(prefix + "status", ok, expected, Integer.toString(status), (double) status, null));
        return ok;
    }

    private boolean latency(double seconds, Expectation expected) {
        if (expected.maxTime() == null) {
            return true;
        }
        double most = expected.maxTime().toMillis() / 1e3;
        sheet.range(prefix + "latency", null, most, seconds, "s");
        return seconds <= most;
    }

    private boolean note(String key, boolean found, String expected) {
        sheet.check(prefix + key, found, expected, found ? expected : "–");
        return found;
    }

    private boolean json(JsonCheck check, JsonNode root) throws ProbeFault {
        JsonNode found = JsonAnswer.at(check.path(), root);
        String key = prefix + "json";
        String text = found == null ? "–" : JsonAnswer.text(found);
        double number = JsonAnswer.number(found);
        if (prefix.isEmpty()) {
            sheet.value("value", number);
        }
        if (check.min() != null || check.max() != null) {
            sheet.range(key, check.min(), check.max(), number, null);
            boolean above = check.min() == null || number >= check.min();
            return above && (check.max() == null || number <= check.max());
        }
        String equal = check.equal();
        boolean ok = found != null && (equal == null || equal.equals(text) || isSame(equal, number));
        sheet.check(key, ok, equal == null ? check.path() : check.path() + " = " + equal, text);
        return ok;
    }

    /** So that 1 equals 1.0. */
    private static boolean isSame(String equal, double number) {
        try {
            return Double.parseDouble(equal) == number;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
