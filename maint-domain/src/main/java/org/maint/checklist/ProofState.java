package org.maint.checklist;

/** How far the proof of an item has come. */
public enum ProofState {
    /** It is being found out. */
    WAITING,
    PROVEN,
    /** Where it should come from is not set up, or did not answer: a person looks instead. A check that did not run is never good. */
    UNAVAILABLE
}
