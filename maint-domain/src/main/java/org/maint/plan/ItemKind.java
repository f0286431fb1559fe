package org.maint.plan;

/** What an item asks for. */
public enum ItemKind {
    /** An outcome alone. */
    CHECK,
    /** A number with a unit and a plausible range. */
    NUMBER,
    /** Words. */
    TEXT,
    /** One of a list of choices. */
    CHOICE,
    /** A file. */
    FILE
}
