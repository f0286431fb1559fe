package org.maint.checklist;

/** Why a run was missed. */
public enum MissedCause {
    /** Nobody had signed it when the next of its routine opened. */
    NOT_SIGNED,
    /** maint was not running when it should have opened, and its day is over. */
    DOWN
}
