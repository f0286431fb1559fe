package org.maint.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;

/** When a person does not want to be disturbed by what can wait: from one local time to another, perhaps over midnight. */
@Entity
@Table(name = "quiet_hours")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class QuietHours {
    @Id
    @Column(name = "person_id")
    private UUID person;

    private LocalTime begins;
    private LocalTime ends;

    protected QuietHours() {}

    QuietHours(UUID person, LocalTime begins, LocalTime ends) {
        this.person = person;
        this.begins = begins;
        this.ends = ends;
    }

    void change(LocalTime newBegins, LocalTime newEnds) {
        begins = newBegins;
        ends = newEnds;
    }

    /** When they are over, if it is within them at this moment. */
    Optional<Instant> until(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overMidnight = ends.isBefore(begins);
        boolean within = overMidnight
                ? !time.isBefore(begins) || time.isBefore(ends)
                : !time.isBefore(begins) && time.isBefore(ends);
        if (!within) {
            return Optional.empty();
        }
        ZonedDateTime end = local.toLocalDate().atTime(ends).atZone(zone);
        return Optional.of((end.isAfter(local)
                        ? end
                        : local.toLocalDate().plusDays(1).atTime(ends).atZone(zone))
                .toInstant());
    }

    UUID person() {
        return person;
    }

    public LocalTime begins() {
        return begins;
    }

    public LocalTime ends() {
        return ends;
    }
}
