package org.maint.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An OpenMQ broker on loopback. What it carries are hints; the rows that they point at are in the database. */
final class Broker implements AutoCloseable {
    private final Home home;
    private final int port;
    private Child process;
    private boolean closed;

    private Broker(Home home, int port) {
        this.home = home;
        this.port = port;
        this.process = child(home, port);
    }

    static Broker start(Home home) {
        return new Broker(home, Ports.free());
    }

    private static Child child(Home home, int port) {
        Path mq = Distribution.openMq();
        Path variable = home.file("openmq");
        try {
            Files.createDirectories(variable);
        } catch (IOException e) {
            throw new Failure("The broker's directory " + variable + " cannot be made: " + e.getMessage(), e);
        }
        return Child.start(
                "broker",
                home.file("logs/openmq.log"),
                Map.of(),
                List.of(
                        Distribution.java().toString(),
                        "-Xms16m",
                        "-Xmx64m",
                        "-Xss256k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dimq.home=" + mq,
                        "-Dimq.varhome=" + variable,
                        "-Dimq.etchome=" + mq.resolve("etc"),
                        "-Dimq.libhome=" + mq.resolve("lib"),
                        "-cp",
                        mq.resolve("lib/imqbroker.jar").toString(),
                        "com.sun.messaging.jmq.jmsserver.Broker",
                        "-name",
                        "maint",
                        "-port",
                        Integer.toString(port),
                        "-Dimq.hostname=127.0.0.1",
                        // Only the JMS service; administration and clustering have no listener.
                        "-Dimq.service.activelist=jms",
                        "-tty"));
    }

    /** Starts it again, on the same port, when it has ended by itself; answers whether it had. */
    synchronized boolean revive() {
        if (closed || process.isAlive()) {
            return false;
        }
        process = child(home, port);
        return true;
    }

    int port() {
        return port;
    }

    synchronized boolean isReady() {
        if (!process.isAlive()) {
            throw process.failure("does not start");
        }
        return process.log().contains("ready.");
    }

    @Override
    public synchronized void close() {
        closed = true;
        process.stop();
    }
}
