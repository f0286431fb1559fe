package org.maint.dashboard;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Text;

/**
 * What the plan's weekly dashboard shows.
 *
 * @param week its Monday
 * @param grades performance, security, user satisfaction and feature adoption, in the plan's order
 * @param trends what they were judged by, over four weeks
 */
public record Weekly(LocalDate week, List<Grade> grades, List<Trend> trends) {
    /**
     * @param key of the grade
     * @param target null where there is none
     */
    public record Trend(String key, String metric, List<Day> days, @Nullable Double target) {
        /** Whether anything was measured. */
        public boolean any() {
            return days.stream().anyMatch(day -> day.value() != null);
        }
    }

    /** @param value null when nothing was measured on that day */
    public record Day(LocalDate day, @Nullable Double value) {}

    /**
     * @param key {@code performance}, {@code security}, {@code satisfaction} or {@code adoption}
     * @param value what was judged; null when nothing was measured
     * @param judged how: what was found, and from where on it is green, amber and red
     */
    public record Grade(String key, Colour colour, @Nullable Double value, Text judged, String source) {}
}
