package org.maint.alerts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.maint.notification.ChannelConfig;

/** A mail server that answers as a test wants it to; its own way of each command is in the map of {@link Way}. */
final class SmtpScript implements AutoCloseable {
    /** What it does at a command; null for what servers usually do. */
    interface Way {
        /** @return the answer with its line end, empty for none yet, null to hang up; the command is "" for the greeting */
        String at(String command, Socket socket) throws IOException, InterruptedException;
    }

    final List<String> heard = new CopyOnWriteArrayList<>();
    /** Held by ways that hang, until the test is over. */
    final CountDownLatch over = new CountDownLatch(1);

    private final ServerSocket server;
    private final Way way;
    private boolean refused;

    SmtpScript(Way way) throws IOException {
        this.way = way;
        this.server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::accept, "smtp-script");
        thread.setDaemon(true);
        thread.start();
    }

    ChannelConfig.Smtp config() {
        return new ChannelConfig.Smtp(
                "127.0.0.1", server.getLocalPort(), ChannelConfig.Tls.NONE, null, null, "maint@plomberie.example");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket), "smtp-script-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            if (!answer("", "220 script\r\n", socket)) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                String verb = line.split("[ :]", 2)[0];
                if (verb.equals("DATA")) {
                    if (!answer("DATA", "354 go on\r\n", socket)) {
                        return;
                    }
                    if (refused) {
                        continue;
                    }
                    for (String text = in.readLine(); !".".equals(text); text = in.readLine()) {
                        if (text == null) {
                            return;
                        }
                    }
                    if (!answer(".", "250 2.0.0 Ok: queued as 4XbC\r\n", socket)) {
                        return;
                    }
                } else if (!answer(verb, verb.equals("QUIT") ? "221 bye\r\n" : "250 ok\r\n", socket)) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The other side has hung up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answer(String command, String usual, Socket socket) throws IOException, InterruptedException {
        String own = way.at(command, socket);
        if (own == null) {
            return false;
        }
        refused = !own.equals("usual");
        String said = refused ? own : usual;
        OutputStream out = socket.getOutputStream();
        out.write(said.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        server.close();
    }
}
