package org.maint.escalation;

/** Where an escalation stands. */
public enum EscalationState {
    /** Steps come due; nobody has the alert in hand. */
    RUNNING,
    /** Somebody has it in hand; they are reminded while it still fires. */
    ACKNOWLEDGED,
    /** The alert is over, and whoever was told is still to hear so. */
    OVER,
    ENDED
}
