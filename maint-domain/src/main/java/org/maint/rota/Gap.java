package org.maint.rota;

/** Why nobody is on call although somebody ought to be. */
public enum Gap {
    /** They are away, and nobody stands in. */
    AWAY,
    /** They are away, and so is who stands in. */
    DELEGATE_AWAY,
    /** They are away, and who stands in is not active any more. */
    DELEGATE_INACTIVE,
    /** They are not active any more. */
    INACTIVE
}
