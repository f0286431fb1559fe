package org.maint.launcher;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The launcher that owns a home at this moment. */
record Running(long pid, String url, int plainPort, @Nullable String simulatedUrl, @Nullable String catcherUrl) {

    /** Empty when nobody owns the home; what a killed launcher has left behind does not count. */
    static Optional<Running> in(Home home) {
        return home.runState()
                .map(state -> new Running(
                        Long.parseLong(state.getProperty("pid")),
                        state.getProperty("url"),
                        Integer.parseInt(state.getProperty("plainPort")),
                        state.getProperty("simulatedUrl"),
                        state.getProperty("catcherUrl")))
                .filter(running -> isOwned(home));
    }

    private static boolean isOwned(Home home) {
        var lock = home.tryLock();
        if (lock.isEmpty()) {
            return true;
        }
        try {
            lock.get().release();
            return false;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
