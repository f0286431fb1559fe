package org.maint.launcher;

import java.io.PrintStream;
import java.util.Locale;

/** Says what is being done while it is done, a line a step, with the seconds since the start. */
final class Progress {
    private final PrintStream out;
    private final long start = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void step(String what) {
        out.printf(Locale.ROOT, "%5.1f s  %s%n", seconds(), what);
        out.flush();
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
