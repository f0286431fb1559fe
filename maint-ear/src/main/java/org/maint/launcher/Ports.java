package org.maint.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine. */
final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 20;

    private Ports() {}

    /**
     * One that nobody listens on, on loopback; from below those that systems hand out to outgoing connections, one of which
     * might otherwise have it before who asked here does.
     */
    static int free() {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = LOWEST + ThreadLocalRandom.current().nextInt(HIGHEST - LOWEST);
            if (isFree(port)) {
                return port;
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    static void requireFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
        } catch (IOException e) {
            throw new Failure(
                    "Port " + port + " on " + address + " is in use or not allowed (" + e.getMessage()
                            + "). Choose another with --port or MAINT_PORT.",
                    e);
        }
    }
}
