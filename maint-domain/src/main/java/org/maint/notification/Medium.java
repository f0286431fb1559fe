package org.maint.notification;

import java.util.Set;

/** By which way a notification goes out. */
public enum Medium {
    /** A person's inbox in the portal. */
    PORTAL,
    EMAIL,
    /** A signed POST to the address of an outside program. */
    WEBHOOK,
    SLACK,
    TEAMS,
    MATTERMOST,
    /** A short message to a telephone, by a gateway. */
    SMS,
    /** A call that reads the message out, by a gateway. */
    VOICE;

    private static final Set<Medium> TO_AN_ADDRESS = Set.of(EMAIL, SMS, VOICE);

    /** Whether it needs the address of whoever is told; the others have one place that an administrator set. */
    public boolean toAnAddress() {
        return TO_AN_ADDRESS.contains(this);
    }

    /** Whether it is an address or number of a telephone. */
    public boolean byTelephone() {
        return this == SMS || this == VOICE;
    }

    /** Whether it is a room in which people talk. */
    public boolean chat() {
        return this == SLACK || this == TEAMS || this == MATTERMOST;
    }
}
