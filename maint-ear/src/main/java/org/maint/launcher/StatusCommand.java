package org.maint.launcher;

import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./maint status}: what runs where. Exits 0 when it runs and answers, 1 otherwise. */
@Command(name = "status", description = "Says what runs where")
final class StatusCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Home home = Home.ofEnvironment();
        var state = Running.in(home);
        if (state.isEmpty()) {
            System.out.println("maint does not run in " + home.directory() + ".");
            return 1;
        }
        Running running = state.get();
        boolean ready = Micro.answers(running.plainPort(), "/health/ready");
        System.out.println("maint runs in " + home.directory() + " as process " + running.pid() + " at " + running.url()
                + (ready ? ", ready." : ", not ready yet."));
        String simulated = running.simulatedUrl();
        if (simulated != null) {
            boolean up = Micro.answers(URI.create(simulated).getPort(), "/health");
            System.out.println("simulated platform: " + simulated + (up ? ", up." : ", down."));
        }
        String catcher = running.catcherUrl();
        if (catcher != null) {
            boolean up = Micro.answers(URI.create(catcher).getPort(), "/messages");
            System.out.println("mail catcher: " + catcher + (up ? ", up." : ", down."));
        }
        return ready ? 0 : 1;
    }
}
