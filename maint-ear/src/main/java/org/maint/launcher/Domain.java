package org.maint.launcher;

import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.maint.installation.Standalone;

/** Calls the domain on the database of a home, whether maint is running there or not. */
final class Domain {
    private Domain() {}

    static <R> R in(Home home, Function<Standalone, R> work) {
        home.make();
        Properties state = home.runState().orElse(null);
        var lock = home.tryLock();
        if (lock.isEmpty()) {
            if (state == null) {
                throw new Failure("maint is just starting in " + home.directory() + "; try again when it is ready.");
            }
            return on(Database.running(home, state), home, Clock.systemUTC(), work);
        }
        try (var held = lock.get();
                Database database = Database.configured().orElseGet(() -> Database.start(home))) {
            return on(database, home, Clock.systemUTC(), standalone -> {
                standalone
                        .in(services -> services.installation(Settings.zone()).install())
                        .ifPresent(admin -> home.writeForOwner("admin-password", admin.oneTimePassword() + "\n"));
                return work.apply(standalone);
            });
        } catch (java.io.IOException e) {
            throw new Failure("The lock of " + home.directory() + " cannot be released: " + e.getMessage(), e);
        }
    }

    static <R> R on(Database database, Home home, Clock clock, Function<Standalone, R> work) {
        try (Standalone standalone =
                new Standalone(database.source(), clock, home.directory().toString(), Map.of())) {
            return work.apply(standalone);
        }
    }
}
