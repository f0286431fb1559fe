package org.maint.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maint.installation.Demo;
import org.maint.installation.Migration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./maint run}: starts everything, says where, and stops everything when it is told to. */
@Command(name = "run", description = "Starts maint and prints its address; Ctrl-C stops it")
final class RunCommand implements Callable<Integer> {
    private static final int READY_WITHIN_SECONDS = 240;

    @Option(
            names = "--demo",
            description = "Fill an empty installation with people and three months of history, and start a simulated"
                    + " platform to maintain and a mail server that keeps what it gets")
    boolean demo;

    @Option(
            names = "--demo-days",
            description = "How many days of history --demo makes up (default: 91; 400 for the benchmarks)")
    int demoDays = Demo.DAYS;

    @Option(names = "--port", description = "Port of the portal (default: MAINT_PORT, or 8080)")
    @Nullable
    Integer port;

    @Option(
            names = "--listen",
            description = "Address to listen on; other than loopback it is HTTPS (default: 127.0.0.1)")
    String listen = "127.0.0.1";

    @Option(
            names = "--clock",
            description = "Start the application's clock at this instant, such as 2026-01-05T12:59:00Z")
    @Nullable
    Instant clock;

    private final Progress progress = new Progress(System.out);
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    /** A broker that cannot live is not started again and again without a pause. */
    private static final long REVIVED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * By so much the clock of the simulated platform is set back, as it starts before that of the application: what it
     * tells must not lie ahead.
     */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private @Nullable Database data;
    private @Nullable Broker broker;

    /** Starts the application once more. */
    private @Nullable Supplier<Micro> again;

    /** With {@code --demo} alone. */
    private @Nullable SimulatedChild simulated;

    /** With {@code --demo}, unless the environment names a mail server. */
    private @Nullable MailCatcherChild catcher;

    @Override
    public Integer call() throws InterruptedException {
        Home home = Home.ofEnvironment().make();
        FileLock lock = home.lock();
        Micro.Listener listener = listener(home);
        Settings.zone();
        Ports.requireFree(listen, listener.port());
        Thread hook = new Thread(() -> stop(home), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Micro micro = start(home, listener);
            announce(home, listener, micro);
            watch(micro, Objects.requireNonNull(broker), Objects.requireNonNull(data));
            return stopping ? 0 : 1;
        } finally {
            stop(home);
            release(lock);
        }
    }

    private Micro start(Home home, Micro.Listener listener) throws InterruptedException {
        progress.step("Starting the broker and the database (home: " + home.directory() + ")");
        CompletableFuture<Broker> brokers = CompletableFuture.supplyAsync(() -> remember(Broker.start(home)));
        Database database = Database.configured().orElseGet(() -> remember(Database.start(home)));
        progress.step(database.isOurs() ? "The database answers" : "Using the database " + database.url());
        Broker ready = join(brokers);
        broker = ready;
        data = database;
        backUpBeforeUpgrade(home, database);
        prepare(home, database);
        startCatcher();
        await(ready::isReady, "The broker");
        progress.step("The broker answers; starting the application");
        Map<String, String> settings = new HashMap<>();
        if (simulated != null) {
            settings.putAll(simulated.settings(System.getenv()));
        }
        if (catcher != null) {
            settings.putAll(catcher.settings(System.getenv()));
        }
        if (clock != null) {
            settings.put("MAINT_CLOCK", clock.toString());
        }
        again = () -> remember(Micro.start(home, listener, database, ready, settings));
        Micro micro = Objects.requireNonNull(again).get();
        runState(home, listener, micro, database);
        startSimulated(listener, micro);
        await(micro::isReady, "The application");
        return micro;
    }

    /**
     * Before a newer program changes the schema of a home, everything in it goes into a file of that home, with which the
     * older program can go on. A database of one's own is backed up by who runs it.
     */
    private void backUpBeforeUpgrade(Home home, Database database) {
        Optional<String> upgrade = database.isOurs() ? Migration.pending(database.source()) : Optional.empty();
        if (upgrade.isEmpty()) {
            return;
        }
        try {
            Path directory = Files.createDirectories(home.file("backups"));
            String at = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                    .withZone(ZoneOffset.UTC)
                    .format(Clock.systemUTC().instant());
            Path file = directory.resolve("before-" + upgrade.get() + "-" + at + ".zip");
            progress.step("Backing up before the upgrade: " + file);
            BackupCommand.write(database, home, file);
        } catch (java.io.IOException e) {
            throw new Failure("The backup before the upgrade cannot be written: " + e.getMessage(), e);
        }
    }

    /** Before the application, which may have mail to send at once; maint goes on without it. */
    private void startCatcher() throws InterruptedException {
        MailCatcherChild mail = catcher;
        if (mail == null) {
            return;
        }
        remember(mail).start(clock);
        try {
            await(mail::isReady, "The mail catcher");
        } catch (Failure e) {
            if (stopping) {
                throw e;
            }
            System.err.println("maint: " + e.getMessage());
        }
    }

    /**
     * It answers before the application looks at it for the first time; what it has to tell until then it keeps. maint
     * goes on without it.
     */
    private void startSimulated(Micro.Listener listener, Micro micro) throws InterruptedException {
        SimulatedChild platform = simulated;
        if (platform == null) {
            return;
        }
        // With HTTPS it uses the plain listener, which is on loopback.
        String portal = listener.tls() == null ? listener.url() : "http://127.0.0.1:" + micro.plainPort() + "/maint/";
        remember(platform).start(portal, clock == null ? null : clock.minus(SETTLED));
        try {
            await(platform::isReady, "The simulated platform");
        } catch (Failure e) {
            if (stopping) {
                throw e;
            }
            System.err.println("maint: " + e.getMessage());
        }
    }

    /** Refuses a clock that lies in the past of this home, and fills the demo. */
    private void prepare(Home home, Database database) {
        Instant begin = clock == null ? Instant.now() : clock;
        if (clock != null) {
            Optional<Instant> newest = Domain.on(
                    database,
                    home,
                    Clock.systemUTC(),
                    standalone -> standalone.in(services -> services.logbook().newestAt()));
            if (newest.isPresent() && begin.isBefore(newest.get())) {
                throw new Failure("--clock " + begin + " lies before the newest log entry of this home (" + newest.get()
                        + "). Choose a later instant or another MAINT_HOME.");
            }
        }
        if (demo && !Files.exists(home.file("demo-people.txt"))) {
            if (demoDays < 80 || demoDays > 1_000) {
                throw new Failure("--demo-days is from 80 to 1000.");
            }
            progress.step("Making up people and " + demoDays + " days of history");
            Demo.Filled filled =
                    Demo.fill(database.source(), home.directory().toString(), Settings.zone(), begin, demoDays);
            home.writeForOwner("admin-password", filled.adminPassword() + "\n");
            home.writeForOwner("demo-people.txt", filled.people());
        }
        if (demo) {
            simulated = SimulatedChild.prepare(home, database, begin);
            catcher = MailCatcherChild.prepare(home, System.getenv()).orElse(null);
        }
    }

    private Micro.Listener listener(Home home) {
        int chosen = port != null ? port : Settings.port();
        if (chosen < 1 || chosen > 65_535) {
            throw new Failure("There is no port " + chosen + "; it is a number from 1 to 65535.");
        }
        try {
            boolean loopback = InetAddress.getByName(listen).isLoopbackAddress();
            return new Micro.Listener(listen, chosen, loopback ? null : Tls.of(home, listen));
        } catch (UnknownHostException e) {
            throw new Failure("There is no address " + listen + " on this machine; see --listen.", e);
        }
    }

    private void announce(Home home, Micro.Listener listener, Micro micro) {
        progress.step("Ready");
        StringBuilder words =
                new StringBuilder("\nmaint is at ").append(listener.url()).append('\n');
        words.append("The public status page is at ").append(listener.url()).append("status\n");
        String password = read(home, "admin-password");
        if (password != null) {
            words.append("Sign in as admin with the one-time password ")
                    .append(password)
                    .append("\n(also in ")
                    .append(home.file("admin-password"))
                    .append(")\n");
        }
        String people = read(home, "demo-people.txt");
        if (people != null) {
            words.append("Demo people (also in ")
                    .append(home.file("demo-people.txt"))
                    .append("):\n")
                    .append(people)
                    .append('\n');
        }
        if (simulated != null) {
            words.append("simulated platform: ")
                    .append(simulated.url())
                    .append(" \u2013 faults: POST /faults/NAME on=true\n")
                    .append("start a drill: ")
                    .append(listener.url())
                    .append("declare?drill=true\n");
        }
        if (catcher != null) {
            words.append("mail catcher: ").append(catcher.url()).append('\n');
        }
        System.out.print(words.append("Ctrl-C stops it.\n"));
        System.out.flush();
    }

    private static @Nullable String read(Home home, String name) {
        try {
            return Files.exists(home.file(name))
                    ? Files.readString(home.file(name)).stripTrailing()
                    : null;
        } catch (java.io.IOException e) {
            throw new Failure(home.file(name) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void runState(Home home, Micro.Listener listener, Micro micro, Database database) {
        Properties state = new Properties();
        state.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        state.setProperty("url", listener.url());
        state.setProperty("plainPort", Integer.toString(micro.plainPort()));
        state.setProperty("databaseUrl", database.url());
        if (simulated != null) {
            state.setProperty("simulatedUrl", simulated.url());
        }
        if (catcher != null) {
            state.setProperty("catcherUrl", catcher.url());
        }
        home.runState(state);
    }

    /**
     * Until a stop is asked for. What maint cannot do without is started again when it has ended by itself; an application
     * that does not become ready then ends everything, as at the first start.
     */
    private void watch(Micro first, Broker hints, Database database) throws InterruptedException {
        Micro micro = first;
        boolean missed = false;
        boolean mailMissed = false;
        long revived = System.nanoTime() - REVIVED_EVERY_NANOS;
        long databaseRevived = revived;
        while (!stopped.await(500, TimeUnit.MILLISECONDS)) {
            if (simulated != null && !simulated.isAlive() && !stopping && !missed) {
                missed = true;
                System.err.println("maint: the simulated platform has ended by itself; see its log.");
            }
            if (catcher != null && !catcher.isAlive() && !stopping && !mailMissed) {
                mailMissed = true;
                System.err.println("maint: the mail catcher has ended by itself; see its log.");
            }
            if (System.nanoTime() - revived >= REVIVED_EVERY_NANOS && !stopping && hints.revive()) {
                revived = System.nanoTime();
                System.err.println(
                        "maint: the broker has ended by itself and is started again; alerts go out all the same.");
            }
            if (System.nanoTime() - databaseRevived >= REVIVED_EVERY_NANOS
                    && !stopping
                    && micro.isAlive()
                    && database.revive()) {
                databaseRevived = System.nanoTime();
                System.err.println("maint: the database has ended by itself and is started again; see its log.");
            }
            if (!micro.isAlive() && !stopping) {
                // A full heap ends it, so that it neither crawls nor half works (see Micro).
                System.err.println(
                        "maint: the application has ended by itself and is started again; see logs/maint.log.1.");
                database.revive();
                database.awaitAnswer();
                hints.revive();
                micro = Objects.requireNonNull(again).get();
                await(micro::isReady, "The application");
            }
        }
    }

    private <T extends AutoCloseable> T remember(T child) {
        synchronized (started) {
            started.push(child);
        }
        return child;
    }

    private static Broker join(CompletableFuture<Broker> brokers) {
        try {
            return brokers.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void await(java.util.function.BooleanSupplier ready, String what) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_SECONDS);
        while (!ready.getAsBoolean()) {
            if (stopping) {
                throw new Failure("Stopped while starting.");
            }
            if (System.nanoTime() > deadline) {
                throw new Failure(
                        what + " is not ready after " + READY_WITHIN_SECONDS + " s; see the logs in the home.");
            }
            TimeUnit.MILLISECONDS.sleep(150);
        }
    }

    /** Last started, first stopped: nobody loses a database or a broker that they still use. */
    private void stop(Home home) {
        stopping = true;
        synchronized (started) {
            if (!started.isEmpty()) {
                progress.step("Stopping");
            }
            while (!started.isEmpty()) {
                try {
                    started.pop().close();
                } catch (Exception e) {
                    System.err.println("maint: a part could not be stopped: " + e.getMessage());
                }
            }
            home.forgetRunState();
        }
        stopped.countDown();
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (java.io.IOException e) {
            System.err.println("maint: the lock of the home could not be released: " + e.getMessage());
        }
    }
}
