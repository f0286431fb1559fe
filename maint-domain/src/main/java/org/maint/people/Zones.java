package org.maint.people;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** The time zones that a person may choose. */
public final class Zones {
    private static final Set<String> REGIONS = Set.of(
            "Africa",
            "America",
            "Antarctica",
            "Arctic",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific");

    private Zones() {}

    /** By region and city, such as {@code America/Toronto}; sorted. */
    public static List<String> offered() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.contains("/") && REGIONS.contains(id.substring(0, id.indexOf('/'))))
                .sorted()
                .toList();
    }

    /** Null when nothing is said; refused when there is no such zone. */
    static @Nullable ZoneId optional(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String id = typed.strip();
        // A bare offset would be wrong for half of the year.
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw Refusal.invalid("/zone", Message.of("invalid.zone", id));
        }
        return ZoneId.of(id);
    }
}
