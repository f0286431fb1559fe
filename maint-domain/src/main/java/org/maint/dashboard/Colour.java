package org.maint.dashboard;

/** How something stands, at a glance. */
public enum Colour {
    GREEN,
    AMBER,
    RED,
    /** Nothing was measured. */
    NONE
}
