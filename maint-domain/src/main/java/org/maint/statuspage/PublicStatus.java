package org.maint.statuspage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.incident.IncidentStatus;
import org.maint.shared.Text;

/**
 * What anybody may know at one moment. Nothing internal has a place in it: no title of an incident or a window, no
 * fingerprint, no name of a person.
 *
 * @param state the worst of its parts and incidents
 * @param open newest first
 * @param past of the last ninety days, newest first
 * @param windows open and coming ones, by their beginning
 */
public record PublicStatus(
        String organisation,
        ZoneId zone,
        PublicState state,
        List<Component> components,
        List<PublicIncident> open,
        List<PublicIncident> past,
        List<PublicWindow> windows) {

    /**
     * A part of the platform.
     *
     * @param days the last ninety, the oldest first
     * @param available in percent of the time that is known; null when none is
     */
    public record Component(Text title, PublicState state, List<Day> days, @Nullable Double available) {}

    /**
     * A day in the plan's zone.
     *
     * @param known false before the part was watched
     * @param minutes in which it did not work, outside announced maintenance; begun ones count as whole
     */
    public record Day(LocalDate date, boolean known, long minutes) {}

    /** @param updates newest first; never empty */
    public record PublicIncident(
            long number, PublicState state, Instant beganAt, @Nullable Instant resolvedAt, List<PublicUpdate> updates) {
        /** What it is about, as customers were told last. */
        public Text issue() {
            return updates.get(0).issue();
        }
    }

    public record PublicUpdate(
            UUID id,
            Instant at,
            IncidentStatus status,
            Text issue,
            Text impact,
            @Nullable Instant eta,
            @Nullable Instant nextUpdate,
            @Nullable String contact) {}

    /**
     * @param to null for maintenance in an incident, whose end nobody has announced
     * @param components what is worked on; empty for the whole platform
     */
    public record PublicWindow(UUID id, Instant from, @Nullable Instant to, boolean open, List<Text> components) {}
}
