package org.maint.probing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * One attempt: until when it may take, where it may go, and everything that is open because of it. Nothing outlives it:
 * neither connections nor cookies nor what a name led to.
 */
final class Attempt implements Closeable {
    private final Allowance allowance;
    private final Deadline deadline;
    private final Redaction redaction;
    private final Sheet sheet;
    private final Surroundings surroundings;

    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Map<String, InetAddress[]> pinned = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** What all attempts share. */
    record Surroundings(
            Clock clock,
            Resolver resolver,
            CountQuery counts,
            ExecutorService workers,
            ScheduledExecutorService watch,
            Trust trust) {}

    Attempt(Allowance allowance, Deadline deadline, Redaction redaction, Sheet sheet, Surroundings surroundings) {
        this.allowance = allowance;
        this.deadline = deadline;
        this.redaction = redaction;
        this.sheet = sheet;
        this.surroundings = surroundings;
    }

    Sheet sheet() {
        return sheet;
    }

    Deadline deadline() {
        return deadline;
    }

    Redaction redaction() {
        return redaction;
    }

    Allowance allowance() {
        return allowance;
    }

    AllowedTargets targets() {
        return allowance.targets();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Asks for a name once; the same answer holds for the whole attempt. */
    InetAddress[] resolved(String name) throws UnknownHostException {
        InetAddress[] known = pinned.get(name);
        if (known == null) {
            known = surroundings.resolver().resolve(name);
            pinned.put(name, known);
        }
        return known.clone();
    }

    List<InetAddress> vetted(String host, int port) throws ProbeFault {
        return targets().vet(host, port, this::resolved).addresses();
    }

    /** Only what was asked for before, and vetted then. */
    InetAddress[] pinned(String host) throws UnknownHostException {
        InetAddress[] known = pinned.get(AllowedTargets.canonical(host));
        if (known == null) {
            throw new UnknownHostException(host);
        }
        return known.clone();
    }

    /** A socket that is closed at the deadline, whatever it is doing then; no proxy of the JVM's takes it elsewhere. */
    Socket socket() {
        Socket socket = new Socket(Proxy.NO_PROXY);
        keep(socket);
        return socket;
    }

    void keep(Closeable resource) {
        open.add(resource);
        if (closed) {
            close(resource);
        }
    }

    void orTimeout() throws ProbeFault {
        if (deadline.isOver()) {
            throw new ProbeFault(
                    ProbeFault.TIMEOUT, seconds(allowance.deadline().toNanos()));
        }
    }

    static String seconds(long nanos) {
        return Sheet.plain(nanos / 1e9) + " s";
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(Attempt::close);
    }

    private static void close(Closeable resource) {
        try {
            resource.close();
        } catch (IOException e) {
            // It is closed as far as it can be.
        }
    }
}
