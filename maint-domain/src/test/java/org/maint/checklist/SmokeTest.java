package org.maint.checklist;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.testing.*;

class SmokeTest {
    @Test
    void boots(@TempDir Path home) throws Exception {
        try (World world = new World(MariaDb.get().fresh(), new TestClock("2026-11-23T08:00"), home.toString()).installed()) {
            world.lead();
            var opened = world.in(s -> s.dueRuns.openDue(org.maint.plan.Tier.DAILY));
            RunId id = opened.get(0).id();
            world.act(s -> s.runs.enter(world.technician(), id, "platform-accessible", ItemEntry.of(Outcome.FAIL, "500 everywhere"), 0));
            world.act(s -> s.runs.signOff(world.technician(), id, SignOff.of("ok", 12)));
            System.err.println("> " + (Object) world.in(s -> s.logbook.list(world.viewer(), org.maint.logbook.LogQuery.ALL, 0, 10).items().get(0).content().toPrettyString()));
            System.err.println("> " + (Object) world.in(s -> s.logbook.verify(world.viewer())));
            System.err.println("> " + (Object) world.in(s -> s.notifications.claim(10, org.maint.notification.Via.SWEEP).size()));
            System.err.println("> " + (Object) world.in(s -> s.runs.unfinished(world.viewer())));
            System.err.println("> " + (Object) world.in(s -> s.runs.list(world.viewer(), RunQuery.ALL, 0, 10).items().get(0).items().get(0).outcome()));
        }
    }
}
