package org.maint.simulated;

import java.util.EnumSet;
import java.util.Set;

/** Which faults are on, and how bad they are. */
final class Faults {
    /** Longer than any client waits; a thread is held meanwhile. */
    private static final double SLOWEST = 30;

    private final Set<Fault> on = EnumSet.noneOf(Fault.class);
    private double slowSeconds;
    private double errorPercent;
    private double owed = 50;

    Faults(double slowSeconds, double errorPercent) {
        slowSeconds(slowSeconds);
        errorPercent(errorPercent);
    }

    synchronized boolean has(Fault fault) {
        return on.contains(fault);
    }

    /** Whether that changed anything. */
    synchronized boolean turn(Fault fault, boolean wanted) {
        return wanted ? on.add(fault) : on.remove(fault);
    }

    synchronized double slowSeconds() {
        return slowSeconds;
    }

    synchronized void slowSeconds(double seconds) {
        slowSeconds = Math.max(0, Math.min(SLOWEST, seconds));
    }

    synchronized double errorPercent() {
        return errorPercent;
    }

    synchronized void errorPercent(double percent) {
        errorPercent = Math.max(0, Math.min(100, percent));
    }

    /**
     * Whether the request at hand is one of those that fail. Evenly spread instead of drawn by lot: of any ten requests
     * at 30 percent three fail.
     */
    synchronized boolean nextFails() {
        if (!on.contains(Fault.ERRORS)) {
            return false;
        }
        owed += errorPercent;
        if (owed >= 100) {
            owed -= 100;
            return true;
        }
        return false;
    }

    /** In seconds, what a page takes longer; 0 when nothing is slow. */
    synchronized double delay() {
        return on.contains(Fault.SLOW) ? slowSeconds : 0;
    }
}
