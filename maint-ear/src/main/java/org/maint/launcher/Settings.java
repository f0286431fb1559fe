package org.maint.launcher;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** What the environment says; a setting that makes no sense is refused before anything starts. */
final class Settings {
    private Settings() {}

    /** {@code MAINT_ZONE}: the zone in which the plan of a new installation is meant; empty for the plan's own. */
    static Optional<String> zone() {
        Optional<String> zone = Optional.ofNullable(System.getenv("MAINT_ZONE")).filter(id -> !id.isBlank());
        zone.ifPresent(id -> {
            try {
                ZoneId.of(id);
            } catch (DateTimeException e) {
                throw new Failure("MAINT_ZONE is " + id + ", which is no time zone; one is America/Toronto.", e);
            }
        });
        return zone;
    }

    /** {@code MAINT_PORT}, or 8080. */
    static int port() {
        String configured = System.getenv("MAINT_PORT");
        try {
            return configured == null || configured.isBlank() ? 8080 : Integer.parseInt(configured.strip());
        } catch (NumberFormatException e) {
            throw new Failure("MAINT_PORT is " + configured + ", which is not a number.", e);
        }
    }
}
