package org.maint.planted;

import java.time.Instant;

/** Breaks the rule that the time comes from the clock. */
public class AsksTheTime {
    Instant now() {
        return Instant.now();
    }
}
