package org.maint.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An OpenMQ broker on loopback. What it carries are hints; the rows that they point at are in the database. */
final class Broker implements AutoCloseable {
    private final int port;
    private final Child process;

    private Broker(int port, Child process) {
        this.port = port;
        this.process = process;
    }

    static Broker start(Home home) {
        Path mq = Distribution.openMq();
        int port = Ports.free();
        Path variable = home.file("openmq");
        try {
            Files.createDirectories(variable);
        } catch (IOException e) {
            throw new Failure("The broker's directory " + variable + " cannot be made: " + e.getMessage(), e);
        }
        Child process = Child.start(
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
        return new Broker(port, process);
    }

    int port() {
        return port;
    }

    boolean isReady() {
        if (!process.isAlive()) {
            throw process.failure("does not start");
        }
        return process.log().contains("ready.");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.stop();
    }
}
