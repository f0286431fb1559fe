package org.maint.probing;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.maint.probing.ProbeSpec.Capture;
import org.maint.probing.ProbeSpec.Step;

/**
 * Goes through the steps of a journey until one fails; those that clean up are gone through in any case, and some time is
 * kept for them.
 */
record JourneyLook(ProbeSpec.Journey spec) implements Look {
    private static final int LONGEST_CAPTURED = 4096;
    private static final long SHARE_FOR_CLEANING = 4;

    @Override
    public void look(Attempt attempt) throws ProbeFault {
        try (Fetcher fetcher = new Fetcher(attempt)) {
            new Way(attempt, fetcher).go(spec.steps());
        }
        if (spec.maxTime() != null) {
            double most = spec.maxTime().toMillis() / 1e3;
            double taken = attempt.sheet().valueOr("seconds", Double.NaN);
            attempt.sheet().range("latency", null, most, taken, "s");
        }
    }

    /** How far it got. */
    private static final class Way {
        private final Attempt attempt;
        private final Fetcher fetcher;
        private final Requests requests;
        private final Map<String, String> variables = new HashMap<>();
        private @Nullable URI at;
        private @Nullable ProbeFault fault;
        private boolean failed;

        Way(Attempt attempt, Fetcher fetcher) {
            this.attempt = attempt;
            this.fetcher = fetcher;
            this.requests = new Requests(attempt, attempt.allowance().maxBytes());
        }

        void go(List<Step> steps) throws ProbeFault {
            long start = System.nanoTime();
            long kept = attempt.allowance().deadline().toNanos() / SHARE_FOR_CLEANING;
            boolean cleans = steps.stream().anyMatch(Step::always);
            Deadline before = cleans ? attempt.deadline().earlier(Duration.ofNanos(kept)) : attempt.deadline();
            for (Step step : steps) {
                if (failed && !step.always()) {
                    continue;
                }
                step(step, step.always() ? attempt.deadline() : before);
            }
            attempt.sheet().value("seconds", (System.nanoTime() - start) / 1e9);
            attempt.sheet().value("steps", steps.size());
            if (fault != null) {
                throw fault;
            }
        }

        private void step(Step step, Deadline until) {
            Sheet sheet = attempt.sheet();
            String key = "step:" + step.name();
            boolean ok = false;
            String seen;
            Double seconds = null;
            boolean cleaningAfterFailure = failed;
            try {
                Answer answer = fetcher.fetch(requests.request(step.call(), at, this::variable), until);
                at = answer.url();
                seconds = answer.seconds();
                seen = answer.status() + ", " + Sheet.plain(seconds) + " s";
                // After a failure the answer that failed is the one that tells something.
                if (!cleaningAfterFailure) {
                    sheet.value("bytes", answer.bytes().length);
                    sheet.answered(answer.bytes(), answer.text());
                }
                ok = new AnswerChecks(sheet, key + ":").check(answer, step.expected(), until);
                ok &= capture(step, answer, key, until);
                sheet.value(key, seconds);
            } catch (NotCaptured e) {
                seen = "${" + e.getMessage() + "}";
            } catch (ProbeFault e) {
                seen = e.problem() + " " + e.seen();
                if (fault == null) {
                    fault = e;
                }
            }
            failed |= !ok;
            sheet.add(new Assertion(key, ok, "✓", seen, seconds, seconds == null ? null : "s"));
        }

        private String variable(String name) {
            String value = variables.get(name);
            if (value == null) {
                throw new NotCaptured(name);
            }
            return value;
        }

        private boolean capture(Step step, Answer answer, String key, Deadline until) throws ProbeFault {
            boolean all = true;
            for (Map.Entry<String, Capture> each : step.capture().entrySet()) {
                String value = captured(each.getValue(), answer, until);
                boolean good = value != null && !value.isEmpty() && value.length() <= LONGEST_CAPTURED;
                if (good && value != null) {
                    variables.put(each.getKey(), value);
                    attempt.redaction().hideCaptured(value);
                } else {
                    attempt.sheet().check(key + ":capture", false, "${" + each.getKey() + "}", "–");
                    all = false;
                }
            }
            return all;
        }

        private static @Nullable String captured(Capture capture, Answer answer, Deadline until) throws ProbeFault {
            if (capture instanceof Capture.Json json) {
                return JsonAnswer.textAt(json.path(), answer.text());
            }
            if (capture instanceof Capture.Header header) {
                return answer.header(header.name());
            }
            if (capture instanceof Capture.Regex regex) {
                Matcher found = BoundedText.find(regex.pattern(), answer.text(), until);
                return found == null ? null : found.group(1);
            }
            Capture.Css css = (Capture.Css) capture;
            Element element = answer.document().selectFirst(css.selector());
            if (element == null) {
                return null;
            }
            return css.attribute() == null ? element.text() : element.attr(css.attribute());
        }
    }

    /** A step uses what none before it captured, because that one failed. */
    private static final class NotCaptured extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotCaptured(String name) {
            super(name);
        }
    }
}
