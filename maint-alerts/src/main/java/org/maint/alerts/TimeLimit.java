package org.maint.alerts;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.maint.notification.Delivery;

/**
 * Holds an exchange with somebody else to a time, whatever they do: what looks up a name, connects, shakes hands or waits
 * for the next byte does so on a thread of its own, and is broken off from here when the time is over. Timeouts of
 * sockets alone do not do that: each byte that drips in begins them anew.
 */
@ApplicationScoped
class TimeLimit {
    /** With the grace it stays within the ten seconds that a send may take. */
    static final Duration USUAL = Duration.ofMillis(9_500);

    /** How long an exchange that was broken off has to say what it knows. */
    private static final Duration GRACE = Duration.ofMillis(400);

    /** Threads; many more than are sent at once, so that those that hang in a look-up of a name hold up nobody. */
    private static final int MOST = 128;

    /** One exchange. */
    interface Exchange {
        Delivery run() throws Exception;

        /** Closes what it waits for. Called on another thread, at any moment. */
        void breakOff();
    }

    private final Duration limit;
    private final ExecutorService threads;

    TimeLimit() {
        this(USUAL);
    }

    TimeLimit(Duration limit) {
        this.limit = limit;
        this.threads = new ThreadPoolExecutor(0, MOST, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "maint-send");
            thread.setDaemon(true);
            // Jakarta Mail finds its parts by it; the thread that happens to be first may have another.
            thread.setContextClassLoader(TimeLimit.class.getClassLoader());
            return thread;
        });
    }

    /** What came of it; every exception becomes a reason to try again, told without these secrets. */
    Delivery hold(Exchange exchange, Secrecy secrecy) {
        Future<Delivery> running;
        try {
            running = threads.submit(exchange::run);
        } catch (RejectedExecutionException e) {
            return new Delivery.Retry("too many are being sent at once");
        }
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.breakOff();
            return lastWord(running);
        } catch (ExecutionException e) {
            return new Delivery.Retry(secrecy.of(e.getCause()));
        } catch (InterruptedException e) {
            exchange.breakOff();
            Thread.currentThread().interrupt();
            return new Delivery.Retry("interrupted");
        }
    }

    /** It may have got its answer in spite of all. */
    private Delivery lastWord(Future<Delivery> running) {
        try {
            Delivery late = running.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return late instanceof Delivery.Retry ? timedOut() : late;
        } catch (TimeoutException e) {
            running.cancel(true);
            return timedOut();
        } catch (ExecutionException e) {
            return timedOut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return timedOut();
        }
    }

    private Delivery timedOut() {
        return new Delivery.Retry("no answer within " + (limit.toMillis() + 500) / 1_000 + " s");
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
