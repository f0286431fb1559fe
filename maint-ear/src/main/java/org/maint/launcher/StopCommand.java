package org.maint.launcher;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** {@code ./maint stop}: stops what runs in this home, and waits until it has. */
@Command(name = "stop", description = "Stops maint")
final class StopCommand implements Callable<Integer> {
    private static final int STOPS_WITHIN_SECONDS = 60;

    @Override
    public Integer call() throws InterruptedException {
        Home home = Home.ofEnvironment();
        Running running =
                Running.in(home).orElseThrow(() -> new Failure("maint does not run in " + home.directory() + "."));
        ProcessHandle process = ProcessHandle.of(running.pid())
                .orElseThrow(() -> new Failure("Process " + running.pid() + " is not to be found."));
        process.destroy();
        try {
            process.onExit().get(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Failure("Process " + running.pid() + " has not ended within " + STOPS_WITHIN_SECONDS + " s.", e);
        } catch (ExecutionException e) {
            throw new Failure("Process " + running.pid() + " cannot be watched: " + e.getMessage(), e);
        }
        System.out.println("maint has stopped.");
        return 0;
    }
}
