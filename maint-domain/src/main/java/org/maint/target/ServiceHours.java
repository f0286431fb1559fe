package org.maint.target;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.maint.plan.WorkingDays;

/**
 * When the platform is needed most: on working days of the plan's calendar, from an hour (included) to another (excluded),
 * in the plan's zone.
 */
record ServiceHours(WorkingDays days, LocalTime from, LocalTime to, ZoneId zone) {
    static final LocalTime OPENS = LocalTime.of(7, 0);
    static final LocalTime CLOSES = LocalTime.of(18, 0);

    boolean contain(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        return !time.isBefore(from) && time.isBefore(to) && days.isWorked(local.toLocalDate());
    }
}
