package org.maint.alerts;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.maint.notification.Attempted;
import org.maint.notification.Channels;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;
import org.maint.notification.Notifications;
import org.maint.notification.Notifications.Claimed;
import org.maint.notification.Outgoing;
import org.maint.notification.Via;
import org.maint.shared.Correlation;
import org.maint.shared.Log;

/**
 * Delivers what waits: claim (a transaction), send (none, over the network), record (a transaction). Each lane is drained
 * on a thread of its own, so that one that is slow holds up no other, and a batch of it is sent by several threads at
 * once. A batch is sent well within the lease of its claim: no batch is larger than what is under way at the same time.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Log LOG = Log.of(Dispatcher.class);

    /** To the inbox nothing travels: what is recorded as delivered is there. */
    private static final int INBOX_BATCH = 500;

    /** How many are under way to one place at once. */
    private static final Map<Medium, Integer> AT_ONCE =
            new EnumMap<>(Map.of(Medium.EMAIL, 4, Medium.SMS, 2, Medium.VOICE, 2, Medium.WEBHOOK, 12));

    private static final int CHATS_AT_ONCE = 1;

    /** What one of them sends one after the other, while each is quick. */
    private static final int IN_A_ROW = 12;

    /** After so long, what is left of a row goes back: its lease would run out. */
    private static final Duration ROW_LASTS = Duration.ofSeconds(3);

    private static final int WIDEST = 12;

    /** Nothing, under way, or under way with more to come. */
    private static final int IDLE = 0;

    private static final int BUSY = 1;
    private static final int BUSY_AND_MORE = 2;

    private final Notifications notifications;
    private final Clock clock;
    private final Map<Medium, Sender> senders = new EnumMap<>(Medium.class);
    private final Map<String, AtomicInteger> lanes = new ConcurrentHashMap<>();

    @Resource
    private ManagedExecutorService executor;

    @Inject
    @SuppressWarnings("NullAway.Init") // the executor is the container's
    public Dispatcher(Notifications notifications, Instance<Sender> found, Clock clock) {
        this.notifications = notifications;
        this.clock = clock;
        found.forEach(sender -> sender.media().forEach(medium -> senders.put(medium, sender)));
    }

    /** For CDI's proxy. */
    @SuppressWarnings({"NullAway", "NullAway.Init"})
    protected Dispatcher() {
        this.notifications = null;
        this.clock = null;
    }

    /** Sets going what waits in any lane; one that is being drained looks again when it is through. */
    void wake(Via via) {
        for (String lane : notifications.lanes()) {
            AtomicInteger state = lanes.computeIfAbsent(lane, none -> new AtomicInteger());
            if (state.getAndUpdate(before -> before == IDLE ? BUSY : BUSY_AND_MORE) == IDLE) {
                start(lane, state, via);
            }
        }
    }

    private void start(String lane, AtomicInteger state, Via via) {
        try {
            executor.execute(() -> work(lane, state, via));
        } catch (RejectedExecutionException e) {
            state.set(IDLE);
            LOG.log(WARNING, "There is no thread for the lane " + lane + "; the sweep tries again", e);
        }
    }

    private void work(String lane, AtomicInteger state, Via via) {
        try {
            do {
                state.set(BUSY);
                drain(lane, via);
            } while (!state.compareAndSet(BUSY, IDLE));
        } catch (RuntimeException e) {
            state.set(IDLE);
            LOG.log(ERROR, "Draining the lane " + lane + " failed; the sweep tries again", e);
        }
    }

    private void drain(String lane, Via via) {
        if (lane.equals(Channels.PORTAL)) {
            while (notifications.deliverInboxes(INBOX_BATCH, via) == INBOX_BATCH) {}
            return;
        }
        int batch = WIDEST;
        while (true) {
            Claimed claimed = notifications.claim(lane, batch, via);
            if (claimed.number() == 0) {
                return;
            }
            Instant begin = clock.instant();
            int width = width(claimed.outgoing());
            Set<UUID> begun = ConcurrentHashMap.newKeySet();
            List<Attempted> attempted = send(claimed.outgoing(), width, via, begun);
            List<Outgoing> untried = claimed.outgoing().stream()
                    .filter(each -> !begun.contains(each.id()))
                    .toList();
            notifications.record(attempted, untried);
            if (claimed.number() < batch && untried.isEmpty()) {
                return;
            }
            // While each is quick, more are claimed at once; a slow one brings it back to what is under way together.
            boolean quick = Duration.between(begin, clock.instant()).compareTo(ROW_LASTS) < 0;
            batch = quick ? Math.min(batch * 2, WIDEST * IN_A_ROW) : width;
        }
    }

    private static int width(List<Outgoing> outgoing) {
        return outgoing.isEmpty() ? 1 : AT_ONCE.getOrDefault(outgoing.get(0).medium(), CHATS_AT_ONCE);
    }

    /**
     * Sends them by so many threads, this one among them.
     *
     * @param begun gets what was begun, whatever came of it
     */
    private List<Attempted> send(List<Outgoing> outgoing, int width, Via via, Set<UUID> begun) {
        AtomicInteger next = new AtomicInteger();
        Instant begin = clock.instant();
        Callable<List<Attempted>> row = () -> {
            List<Attempted> done = new ArrayList<>();
            for (int i = next.getAndIncrement(); i < outgoing.size(); i = next.getAndIncrement()) {
                // What is not begun by now is given back, long before its lease is over: another round sends it.
                if (i < width || Duration.between(begin, clock.instant()).compareTo(ROW_LASTS) < 0) {
                    begun.add(outgoing.get(i).id());
                    done.add(attempt(outgoing.get(i), via));
                }
            }
            return done;
        };
        List<Future<List<Attempted>>> others = new ArrayList<>();
        for (int i = 1; i < Math.min(width, outgoing.size()); i++) {
            try {
                others.add(executor.submit(row));
            } catch (RejectedExecutionException e) {
                LOG.log(WARNING, "Fewer threads than wanted; what waits goes out more slowly", e);
            }
        }
        List<Attempted> all = new ArrayList<>(call(row));
        others.forEach(other -> all.addAll(join(other)));
        return all;
    }

    private static List<Attempted> call(Callable<List<Attempted>> row) {
        try {
            return row.call();
        } catch (Exception e) {
            throw new IllegalStateException("An attempt never throws", e);
        }
    }

    private static List<Attempted> join(Future<List<Attempted>> other) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            LOG.log(ERROR, "A row of attempts failed; what it had under way is sent again", e);
            return List.of();
        }
    }

    private Attempted attempt(Outgoing outgoing, Via via) {
        String correlation = outgoing.correlation();
        // What leaves, and what the log says of it, belongs to what it came from.
        try (Correlation.Scope scope = Correlation.begin(correlation == null ? Correlation.fresh() : correlation)) {
            Instant begin = clock.instant();
            Delivery delivery = deliver(outgoing);
            long took = Duration.between(begin, clock.instant()).toMillis();
            return new Attempted(
                    outgoing.id(), outgoing.attempt(), begin, (int) Math.min(took, Integer.MAX_VALUE), via, delivery);
        }
    }

    private Delivery deliver(Outgoing outgoing) {
        Sender sender = senders.get(outgoing.medium());
        if (sender == null) {
            return new Delivery.Refused("nothing sends " + outgoing.medium());
        }
        try {
            return sender.send(outgoing);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "Notification " + outgoing.id() + " could not be sent", e);
            return new Delivery.Retry(e.getClass().getSimpleName());
        }
    }
}
