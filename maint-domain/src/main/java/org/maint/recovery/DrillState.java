package org.maint.recovery;

/** Where a drill stands. */
public enum DrillState {
    /** Its stopwatch runs. */
    RUNNING,
    /** Every step is done; it waits for a signature. */
    DONE,
    /** Somebody stands for it, and the log has it. */
    SIGNED,
    /** It was given up; it proves nothing. */
    ABANDONED
}
