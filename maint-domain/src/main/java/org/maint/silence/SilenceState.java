package org.maint.silence;

/** Where a silence stands at a moment; derived from its times, never stored. */
public enum SilenceState {
    ACTIVE,
    /** It has not begun. */
    COMING,
    /** It has expired, or somebody has ended it. */
    OVER
}
