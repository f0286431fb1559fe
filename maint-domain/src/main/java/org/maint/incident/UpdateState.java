package org.maint.incident;

/** Whether those who wait have been told. */
public enum UpdateState {
    /** For customers, until somebody else than its author has read it. */
    WAITING,
    SENT,
    WITHDRAWN
}
