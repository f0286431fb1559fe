package org.maint.probing;

import java.io.IOException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes looks. The caller gets its finding by the deadline, whatever the other side does: the look runs on another
 * thread, and at the deadline its sockets are closed and the caller goes on without it.
 *
 * <p>Safe for use by several threads; one is enough for an installation. To be closed in the end.
 */
public final class Prober implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Prober.class.getName());
    private static final int MOST_THREADS = 64;

    /** More wait for their turn within their own time; what is left of the threads is for the assets of pages. */
    static final int MOST_AT_ONCE = 48;

    private static final long IDLE_SECONDS = 30;

    private final Attempt.Surroundings surroundings;
    private final ScheduledThreadPoolExecutor watch;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);
    private final CountDownLatch closing = new CountDownLatch(1);

    /** With the machine's own resolver, the JDK's certificates and threads of its own. */
    public Prober(Clock clock, CountQuery counts) {
        this(clock, counts, Resolver.system(), null, daemons());
    }

    /**
     * @param anchors whose certificates are trusted; null for those of the JDK
     * @param threads such as a container's, when what {@code counts} does needs one
     */
    public Prober(
            Clock clock, CountQuery counts, Resolver resolver, @Nullable KeyStore anchors, ThreadFactory threads) {
        this.watch = new ScheduledThreadPoolExecutor(1, threads);
        watch.setRemoveOnCancelPolicy(true);
        ExecutorService workers = new ThreadPoolExecutor(
                0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        this.surroundings = new Attempt.Surroundings(clock, resolver, counts, workers, watch, Trust.in(anchors));
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "probe-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Looks, as often as it is allowed to until all is well. Answers within the deadline and half a second; never throws
     * because of what is looked at.
     */
    public Finding look(ProbeSpec spec, Allowance allowance) {
        Instant at = surroundings.clock().instant();
        long start = System.nanoTime();
        Deadline deadline = Deadline.in(allowance.deadline());
        Redaction redaction = new Redaction(allowance.secrets());
        int attempts = 0;
        Sheet sheet;
        do {
            attempts++;
            sheet = attempt(spec, allowance, deadline, redaction);
        } while (attempts < allowance.attempts()
                && isWorthAnother(sheet)
                && deadline.nanosLeft() > allowance.pause().toNanos()
                && paused(allowance));
        return sheet.finding(Look.asked(spec), redaction, at, (System.nanoTime() - start) / 1e9, attempts);
    }

    /** What was refused stays refused. */
    private static boolean isWorthAnother(Sheet sheet) {
        String problem = sheet.problem();
        boolean settled = ProbeFault.REFUSED_TARGET.equals(problem)
                || ProbeFault.SECRET.equals(problem)
                || ProbeFault.INTERRUPTED.equals(problem);
        return !sheet.isOk() && !settled;
    }

    private boolean paused(Allowance allowance) {
        try {
            return !closing.await(allowance.pause().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Sheet attempt(ProbeSpec spec, Allowance allowance, Deadline deadline, Redaction redaction) {
        Sheet sheet = new Sheet();
        TreeSet<String> missing = new TreeSet<>(spec.secrets());
        missing.removeAll(allowance.secrets().keySet());
        if (!missing.isEmpty()) {
            sheet.fail(new ProbeFault(ProbeFault.SECRET, String.join(", ", missing)));
            return sheet;
        }
        Attempt attempt = new Attempt(allowance, deadline, redaction, sheet, surroundings);
        FutureTask<?> running = new FutureTask<>(() -> run(spec, attempt), null);
        try {
            if (!turns.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw new RejectedExecutionException("No turn");
            }
            begin(running);
            running.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            sheet.fail(new ProbeFault(
                    ProbeFault.TIMEOUT, Attempt.seconds(allowance.deadline().toNanos()), e));
        } catch (RejectedExecutionException e) {
            sheet.fail(new ProbeFault(ProbeFault.BUSY, Integer.toString(MOST_THREADS), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sheet.fail(new ProbeFault(ProbeFault.INTERRUPTED, "–", e));
        } catch (ExecutionException e) {
            // A fault of maint's own. Its message may hold what was sent, so only its kind and its place are told.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.log(Level.WARNING, "A look came to nothing: {0}", place(cause));
            sheet.fail(new ProbeFault(ProbeFault.INTERNAL, cause.getClass().getSimpleName(), e));
        } finally {
            sheet.close();
            attempt.close();
            running.cancel(true);
        }
        return sheet;
    }

    /** The turn is over when the thread is free again, which may be after the caller has gone on. */
    private void begin(FutureTask<?> look) {
        try {
            surroundings.workers().execute(() -> {
                try {
                    look.run();
                } finally {
                    turns.release();
                }
            });
        } catch (RejectedExecutionException e) {
            turns.release();
            throw e;
        }
    }

    private static String place(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return cause.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static void run(ProbeSpec spec, Attempt attempt) {
        Sheet sheet = attempt.sheet();
        try {
            Look.of(spec).look(attempt);
            sheet.complete();
        } catch (ProbeFault e) {
            sheet.fail(e);
        } catch (Redaction.UnknownSecret e) {
            sheet.fail(new ProbeFault(ProbeFault.SECRET, String.valueOf(e.getMessage()), e));
        } catch (IOException | StackOverflowError e) {
            sheet.fail(new ProbeFault(ProbeFault.UNREADABLE, e.getClass().getSimpleName(), e));
        }
    }

    @Override
    public void close() {
        closing.countDown();
        watch.shutdownNow();
        surroundings.workers().shutdownNow();
    }
}
