package org.maint.statuspage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Times that do not overlap, in order. */
final class Spans {
    /** @param to excluded */
    record Span(Instant from, Instant to) {}

    private final List<Span> spans;

    private Spans(List<Span> spans) {
        this.spans = spans;
    }

    static Spans of(Collection<Span> any) {
        List<Span> merged = new ArrayList<>();
        any.stream()
                .filter(span -> span.from().isBefore(span.to()))
                .sorted(Comparator.comparing(Span::from))
                .forEach(span -> {
                    int last = merged.size() - 1;
                    if (last >= 0 && !span.from().isAfter(merged.get(last).to())) {
                        Span before = merged.get(last);
                        Instant to = before.to().isAfter(span.to()) ? before.to() : span.to();
                        merged.set(last, new Span(before.from(), to));
                    } else {
                        merged.add(span);
                    }
                });
        return new Spans(merged);
    }

    Spans without(Spans others) {
        List<Span> left = new ArrayList<>();
        for (Span span : spans) {
            Instant from = span.from();
            for (Span other : others.spans) {
                if (other.to().isAfter(from) && other.from().isBefore(span.to())) {
                    if (other.from().isAfter(from)) {
                        left.add(new Span(from, other.from()));
                    }
                    from = other.to();
                }
            }
            if (from.isBefore(span.to())) {
                left.add(new Span(from, span.to()));
            }
        }
        return new Spans(left);
    }

    /** How much of a time they cover. */
    Duration within(Instant from, Instant to) {
        Duration all = Duration.ZERO;
        for (Span span : spans) {
            Instant begin = span.from().isAfter(from) ? span.from() : from;
            Instant end = span.to().isBefore(to) ? span.to() : to;
            if (begin.isBefore(end)) {
                all = all.plus(Duration.between(begin, end));
            }
        }
        return all;
    }
}
