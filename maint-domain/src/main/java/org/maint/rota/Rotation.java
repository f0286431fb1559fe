package org.maint.rota;

/** How often a rota is handed over. */
public enum Rotation {
    DAILY,
    /** On one day of the week. */
    WEEKLY,
    /** After so many days. */
    DAYS
}
