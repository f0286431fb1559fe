package org.maint.plan;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.people.Role;
import org.maint.shared.Text;

/**
 * A named piece of recurring work.
 *
 * @param key stable for ever: {@code daily-morning}, {@code weekly-monday}, …
 * @param recurrence an RFC 5545 RRULE of whole days, without {@code RRULE:}, {@code DTSTART} or {@code UNTIL}
 * @param opens the local time, in the plan's zone, at which a run opens
 * @param due until when it is to be signed
 * @param grace how long after the due time a run is not yet called late; zero or more
 * @param roll what happens when its date is not a working day
 * @param responsible the role that is to do it
 * @param assignee the login of the person who is to do it, of those who hold the role; null for any of them
 */
public record Routine(
        String key,
        Text title,
        String recurrence,
        LocalTime opens,
        Due due,
        Duration grace,
        Roll roll,
        Role responsible,
        @Nullable String assignee,
        List<Section> sections) {

    public Stream<Item> items() {
        return sections.stream().flatMap(section -> section.items().stream());
    }
}
