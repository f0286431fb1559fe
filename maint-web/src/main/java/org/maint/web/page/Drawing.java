package org.maint.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Point;

/**
 * Points as a line that a page draws: 600 by 160 units, time to the right. What is beyond the threshold is a line of its
 * own, so that it can be told by more than its place.
 */
public final class Drawing {
    private static final double WIDTH = 600;
    private static final double HEIGHT = 160;
    private static final double ROOM = 0.08;

    private final Instant from;
    private final Instant to;
    private final List<Point> points;
    private final @Nullable Double threshold;
    private final double least;
    private final double most;

    /** @param threshold null for none */
    public Drawing(Instant from, Instant to, List<Point> points, @Nullable Double threshold) {
        this.from = from;
        this.to = to;
        this.points = List.copyOf(points);
        this.threshold = threshold;
        OptionalDouble smallest = points.stream().mapToDouble(Point::value).min();
        OptionalDouble greatest = points.stream().mapToDouble(Point::value).max();
        double low = Math.min(0, smallest.orElse(0));
        double high = Math.max(greatest.orElse(1), threshold == null ? 0 : threshold);
        double room = (high - low == 0 ? 1 : high - low) * ROOM;
        this.least = low;
        this.most = high + room;
    }

    private double x(Instant at) {
        double whole = Math.max(1, Duration.between(from, to).toMillis());
        return WIDTH * Duration.between(from, at).toMillis() / whole;
    }

    private double y(double value) {
        return HEIGHT - HEIGHT * (value - least) / (most - least);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** For a polyline. */
    public String getLine() {
        StringBuilder line = new StringBuilder();
        for (Point point : points) {
            line.append(number(x(point.at())))
                    .append(',')
                    .append(number(y(point.value())))
                    .append(' ');
        }
        return line.toString().strip();
    }

    /** A single point is no line: it is drawn as a dot. */
    public boolean isSingle() {
        return points.size() == 1;
    }

    /** For a path that has a place and no length. */
    public String getDot() {
        return points.isEmpty()
                ? ""
                : "M" + number(x(points.get(0).at())) + " "
                        + number(y(points.get(0).value())) + "h0";
    }

    public boolean isBlank() {
        return points.isEmpty();
    }

    public boolean isBounded() {
        return threshold != null;
    }

    public String getBound() {
        return threshold == null ? "0" : number(y(threshold));
    }

    /** Where a time begins, in the units of the drawing; within it. */
    public String at(Instant moment) {
        return number(Math.max(0, Math.min(WIDTH, x(moment))));
    }

    /** How wide a time is. */
    public String width(Instant begin, Instant end) {
        double left = Math.max(0, Math.min(WIDTH, x(begin)));
        double right = Math.max(0, Math.min(WIDTH, x(end)));
        return number(Math.max(1, right - left));
    }

    public Instant getFrom() {
        return from;
    }

    public Instant getTo() {
        return to;
    }

    public List<Point> getPoints() {
        return points;
    }

    /** At most so many of them, for the table behind the line. */
    public List<Point> getSome() {
        int step = Math.max(1, (points.size() + 29) / 30);
        List<Point> some = new java.util.ArrayList<>();
        for (int i = 0; i < points.size(); i += step) {
            some.add(points.get(i));
        }
        return some;
    }
}
