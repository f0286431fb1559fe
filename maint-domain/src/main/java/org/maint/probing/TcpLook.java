package org.maint.probing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** Looks whether something listens, and how long it takes to answer. */
record TcpLook(ProbeSpec.Tcp spec) implements Look {
    @Override
    public void look(Attempt attempt) throws ProbeFault, IOException {
        long start = System.nanoTime();
        try (Socket socket = connected(attempt, spec.host(), spec.port())) {
            double seconds = (System.nanoTime() - start) / 1e9;
            Sheet sheet = attempt.sheet();
            sheet.value("seconds", seconds);
            sheet.check("connect", true, "✓", socket.getInetAddress().getHostAddress());
            if (spec.maxTime() != null) {
                sheet.range("latency", null, spec.maxTime().toMillis() / 1e3, seconds, "s");
            }
        }
    }

    /** To one of the addresses that were vetted, tried in turn. */
    static Socket connected(Attempt attempt, String host, int port) throws ProbeFault {
        List<InetAddress> addresses = attempt.vetted(host, port);
        IOException last = new IOException(host);
        for (InetAddress address : addresses) {
            attempt.orTimeout();
            Socket socket = attempt.socket();
            try {
                socket.connect(
                        new InetSocketAddress(address, port), attempt.deadline().millisLeft());
                return socket;
            } catch (IOException e) {
                last = e;
            }
        }
        attempt.orTimeout();
        throw new ProbeFault(ProbeFault.CONNECT, host + ":" + port, last);
    }
}
