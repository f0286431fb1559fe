package org.maint.plan;

/** Who proves an item. */
public enum Verification {
    /** A person looks and says. */
    MANUAL,
    /** A probe proposes, a person confirms. */
    ASSISTED,
    /** A probe decides; a person may override with a reason. */
    AUTOMATIC
}
