package org.maint.statuspage;

/** How the platform, or a part of it, is; each is worse than the one before. */
public enum PublicState {
    OPERATIONAL,
    /** Announced maintenance is going on. */
    MAINTENANCE,
    /** Something does not work as it should. */
    DEGRADED,
    /** It does not work. */
    DISRUPTED;

    PublicState orWorse(PublicState other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
