package org.maint.simulated;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The platform "Plomberie D'Experts", made up, on loopback. */
public final class SimulatedPlatform implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    /** What one answer to a made-up visitor weighs, in bytes. */
    private static final int USUAL_SIZE = 24_000;

    private static final Activity.Done NOTHING = new Activity.Done(0, 0, 0, 0, 0, 0, 0);
    /** Whose account the fault tries, and from where (an address for documentation). */
    private static final String TRIED_ACCOUNT = "m.tremblay";

    private static final String TRIED_FROM = "203.0.113.77";

    private final Clock clock;
    private final Faults faults;
    private final Activity activity;
    private final Accounts accounts = new Accounts();
    private final Measured measured;
    private final ErrorLog errors;
    private final Figures figures;
    private final Backups backups;
    private final @Nullable Pusher pusher;
    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "heart"));
    private final ExecutorService sender = Executors.newSingleThreadExecutor(work -> new Thread(work, "sender"));
    private long requestsTold;
    private long bytesTold;

    private SimulatedPlatform(Options options) throws IOException {
        clock = options.clock();
        faults = new Faults(options.slowSeconds(), options.errorPercent());
        activity = new Activity(options.seed(), clock.instant());
        measured = new Measured(clock);
        errors = new ErrorLog(options.log(), clock);
        figures = new Figures(clock, faults, activity, measured);
        backups = new Backups(options.backups(), clock, faults);
        URI portal = options.maint();
        String token = options.token();
        pusher = portal == null || token == null ? null : new Pusher(portal, token);
        Resources resources = new Resources();
        Pages pages = new Pages(clock, faults, activity, resources);
        Machines machines = new Machines(faults, figures, new Advisories(clock), errors, switches(), this::address);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), options.port()), 0);
        // Slow answers hold a thread each; what comes when all are held waits in the queue.
        workers = new ThreadPoolExecutor(16, 16, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        workers.allowCoreThreadTimeOut(true);
        server.setExecutor(workers);
        server.createContext("/", new Site(faults, accounts, measured, errors, pages, machines, resources));
    }

    /** Refused with an {@link UncheckedIOException} when the port is taken or the backups cannot be written. */
    public static SimulatedPlatform start(Options options) {
        // Otherwise each answer waits for the acknowledgement of its headers, up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            SimulatedPlatform platform = new SimulatedPlatform(options);
            try {
                platform.backups.prepare();
            } catch (IOException | RuntimeException e) {
                platform.close();
                throw e;
            }
            platform.server.start();
            platform.heart.scheduleAtFixedRate(
                    platform::beat, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            return platform;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] words) {
        try {
            SimulatedPlatform platform = start(Options.parse(words));
            System.out.println("simulated platform: " + platform.url());
        } catch (IllegalArgumentException e) {
            System.err.println("simulated platform: " + e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
        } catch (UncheckedIOException e) {
            System.err.println("simulated platform: cannot be started: " + e.getMessage());
            System.exit(1);
        }
    }

    public URI url() {
        return URI.create(address());
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Where the backups are. */
    public Path backups() {
        return backups.directory();
    }

    /** The user and the password that checks sign in with. */
    public static String user() {
        return Accounts.USER;
    }

    public static String password() {
        return Accounts.PASSWORD;
    }

    /** @param name as in {@code POST /faults/NAME}; one that there is not is refused */
    public void fault(String name, boolean on) {
        fault(Fault.of(name).orElseThrow(() -> new IllegalArgumentException("There is no fault " + name)), on);
    }

    private void fault(Fault fault, boolean on) {
        if (!faults.turn(fault, on) || fault != Fault.MISSING_BACKUP) {
            return;
        }
        try {
            if (on) {
                backups.hide();
            } else {
                backups.show();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Machines.Switches switches() {
        return new Machines.Switches() {
            @Override
            public void fault(Fault fault, boolean on) {
                SimulatedPlatform.this.fault(fault, on);
            }

            @Override
            public Backups.Made backup() {
                return SimulatedPlatform.this.backup();
            }
        };
    }

    /** Makes one now, and tells maint. */
    Backups.Made backup() {
        Backups.Made made = backups.make();
        if (!made.ok()) {
            errors.add(ErrorLog.Kind.BACKUP);
        }
        if (pusher != null) {
            pusher.backup(made);
            sendSoon();
        }
        return made;
    }

    /** An interval passes. */
    private void beat() {
        try {
            live();
            sendSoon();
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            System.err.println("simulated platform: " + e);
        }
    }

    /** Visitors come, backups are made, and what there is to tell is put into words. */
    synchronized void live() {
        Instant now = clock.instant();
        boolean down = faults.has(Fault.DOWN);
        Activity.Done done = down ? NOTHING : activity.live(now, INTERVAL);
        for (int i = 0; i < done.requests(); i++) {
            boolean fails = faults.nextFails() || activity.stumbles(now);
            if (fails) {
                errors.add(ErrorLog.Kind.values()[activity.pick(4)]);
            }
            measured.answer(fails ? 500 : 200, activity.latency(now) + faults.delay(), USUAL_SIZE);
        }
        for (int i = 0; i < done.mistyped(); i++) {
            accounts.failed("technicien" + (1 + activity.pick(6)), "198.51.100." + (10 + activity.pick(80)), 1);
        }
        if (faults.has(Fault.FAILED_LOGINS)) {
            accounts.failed(TRIED_ACCOUNT, TRIED_FROM, 3);
        }
        if (!down && backups.isDue()) {
            backup();
        }
        if (pusher != null) {
            tell(pusher, now, down, done);
        }
    }

    private void tell(Pusher to, Instant now, boolean down, Activity.Done done) {
        long requests = measured.total();
        long bytes = measured.bytes();
        to.interval(new Pusher.Interval(
                now,
                down,
                measured.window(),
                requests - requestsTold,
                (double) (bytes - bytesTold) / INTERVAL.toSeconds(),
                done,
                down ? 0 : activity.activeUsers(now),
                activity.autoDispatchShare(now),
                activity.bundleSize(now),
                figures.storageUsed(),
                faults.has(Fault.SECURITY_BREACH),
                accounts.untold()));
        requestsTold = requests;
        bytesTold = bytes;
        to.errors(errors.untold());
    }

    /** On a thread of its own: maint may take its time, the platform's day goes on. */
    private void sendSoon() {
        Pusher to = pusher;
        if (to != null) {
            try {
                sender.execute(to::send);
            } catch (RejectedExecutionException e) {
                // It is being stopped.
                return;
            }
        }
    }

    /** Sends what there is to tell at once, and says how much still waits. */
    int send() {
        Pusher to = pusher;
        if (to == null) {
            return 0;
        }
        try {
            return sender.submit(() -> {
                        to.send();
                        return to.waiting();
                    })
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        heart.shutdownNow();
        sender.shutdownNow();
        server.stop(0);
        workers.shutdownNow();
    }
}
