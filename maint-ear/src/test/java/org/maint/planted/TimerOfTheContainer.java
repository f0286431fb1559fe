package org.maint.planted;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

/** Breaks the rule that a timer has no transaction of the container's. */
@Singleton
public class TimerOfTheContainer {
    @Schedule(hour = "*", persistent = false)
    public void tick() {}
}
