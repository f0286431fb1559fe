package org.maint.testing;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.maint.checklist.ItemEntry;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.RunQuery;
import org.maint.checklist.SignOff;
import org.maint.installation.Standalone;
import org.maint.notification.Attempted;
import org.maint.notification.Delivery;
import org.maint.notification.MailServer;
import org.maint.notification.Outgoing;
import org.maint.notification.Via;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.ItemKind;
import org.maint.plan.Tier;
import org.mariadb.jdbc.MariaDbDataSource;

/** The domain on a fresh database, with a clock that the test moves, and the deeds that tests speak of. */
public final class World implements AutoCloseable {
    private final Standalone standalone;
    private final TestClock clock;
    private final boolean prepared;
    private final Map<String, Actor> actors = new LinkedHashMap<>();

    private World(Standalone standalone, TestClock clock) {
        this.standalone = standalone;
        this.clock = clock;
        this.prepared = true;
    }

    public World(String jdbcUrl, TestClock clock, Path home) {
        this.prepared = false;
        this.clock = clock;
        try {
            this.standalone = new Standalone(
                    new MariaDbDataSource(jdbcUrl),
                    clock,
                    home.toString(),
                    Map.of("hibernate.generate_statistics", "true"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** On a database of its own, with the plan that comes with maint published as version 1. */
    public static World at(String localTime, Path home) {
        try {
            TestClock clock = new TestClock(localTime);
            Standalone standalone = new Standalone(Prepared.forTest(home).factory(), clock, home.toString());
            return new World(standalone, clock).installed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names a mail server, to which nothing is sent: what waits for it is taken by {@link #sent}. */
    public World withMail() {
        standalone.mailServer(new MailServer(
                Optional.of("127.0.0.1"),
                Optional.of(2525),
                Optional.empty(),
                Optional.empty(),
                Optional.of("maint@example.com"),
                Optional.of("NONE")));
        return this;
    }

    /** What waits in a lane, each delivered at once. */
    public List<Outgoing> sent(String lane) {
        return sent(lane, new Delivery.Delivered("250 OK"));
    }

    /** As {@link #sent(String)}, with another outcome for each. */
    public List<Outgoing> sent(String lane, Delivery outcome) {
        List<Outgoing> sent = in(
                services -> services.notifications().claim(lane, 500, Via.SWEEP).outgoing());
        act(services -> services.notifications()
                .record(
                        sent.stream()
                                .map(each -> new Attempted(
                                        each.id(), each.attempt(), clock.instant(), 5, Via.SWEEP, outcome))
                                .toList(),
                        List.of()));
        return sent;
    }

    public <R> R in(Function<Standalone.Services, R> work) {
        return standalone.in(work);
    }

    public void act(Consumer<Standalone.Services> work) {
        standalone.act(work);
    }

    public World installed() {
        act(services -> services.installation(Optional.empty()).install());
        return this;
    }

    /** Somebody with these roles, made when first named. */
    public Actor person(String login, Role... roles) {
        return actors.computeIfAbsent(
                login,
                unknown -> in(services -> services.people()
                        .invite(null, login, login, login + "@example.com", Set.of(roles))
                        .person()
                        .actor()));
    }

    public Actor technician() {
        return person("tech", Role.TECHNICIAN);
    }

    public Actor lead() {
        return person("lead", Role.LEAD, Role.TECHNICIAN);
    }

    public Actor viewer() {
        return person("viewer", Role.VIEWER);
    }

    public Actor everyRole() {
        return person("boss", EnumSet.complementOf(EnumSet.of(Role.INGEST)).toArray(Role[]::new));
    }

    /** What every tier's timer does. */
    public void tick() {
        for (Tier tier : Tier.values()) {
            act(services -> services.dueRuns().openDue(tier));
        }
    }

    /** The newest run of a routine. */
    public Run newest(String routine) {
        return in(services -> {
            Run run = services.runs()
                    .list(viewer(), new RunQuery(null, null, routine, null), 0, 1)
                    .items()
                    .get(0);
            run.items();
            return run;
        });
    }

    public Run run(RunId id) {
        return in(services -> services.runs().get(viewer(), id));
    }

    public RunItem enter(Actor actor, RunId run, String item, ItemEntry entry) {
        return in(services -> services.runs().enter(actor, run, item, entry, null));
    }

    /** Answers every item as it should be. */
    public void answerAll(Actor actor, Run run) {
        for (RunItem item : run.items()) {
            enter(actor, run.id(), item.key(), passing(item));
        }
    }

    public static ItemEntry passing(RunItem item) {
        if (item.kind() == ItemKind.NUMBER) {
            return ItemEntry.value(item.min() == null ? "1" : item.min().toPlainString());
        }
        if (item.kind() == ItemKind.CHOICE) {
            return ItemEntry.value(item.choices().get(0).key());
        }
        if (item.kind() == ItemKind.TEXT) {
            return ItemEntry.value("as agreed");
        }
        return item.kind() == ItemKind.FILE
                ? ItemEntry.of(Outcome.NOT_APPLICABLE, "none this time")
                : ItemEntry.of(Outcome.PASS);
    }

    public Run sign(Actor actor, RunId run) {
        return in(services -> services.runs().signOff(actor, run, SignOff.of("all is well", 12)));
    }

    public TestClock clock() {
        return clock;
    }

    public Standalone standalone() {
        return standalone;
    }

    @Override
    public void close() {
        if (prepared) {
            // The next test has it.
            return;
        }
        standalone.close();
    }
}
