package org.maint.catcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** Takes mail for anybody on one port of loopback and shows it on another. */
public final class MailCatcher implements AutoCloseable {
    static final String USAGE = "usage: MailCatcher --http-port N --smtp-port N [--clock INSTANT]";

    /** In bytes. */
    private static final int LONGEST_MAIL = 2 * 1024 * 1024;

    private static final int AT_ONCE = 20;

    private final Mailbox mailbox = new Mailbox();
    private final Clock clock;
    private final SMTPServer smtp;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(4, work -> new Thread(work, "catcher-http"));

    private MailCatcher(int httpPort, int smtpPort, Clock clock) throws IOException {
        this.clock = clock;
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        this.smtp = SMTPServer.port(smtpPort)
                .bindAddress(loopback)
                .hostName("mail-catcher.example")
                .softwareName("maint mail catcher")
                .maxConnections(AT_ONCE)
                .maxMessageSize(LONGEST_MAIL)
                .messageHandlerFactory(context -> new Catching())
                .build();
        this.http = HttpServer.create(new InetSocketAddress(loopback, httpPort), 0);
        http.setExecutor(threads);
        http.createContext("/", new CatcherSite(mailbox));
    }

    /** @param httpPort 0 for any that is free, as for mail */
    public static MailCatcher start(int httpPort, int smtpPort, Clock clock) {
        // Otherwise each answer waits for the acknowledgement of its headers, up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            MailCatcher catcher = new MailCatcher(httpPort, smtpPort, clock);
            try {
                catcher.smtp.start();
            } catch (RuntimeException e) {
                catcher.threads.shutdownNow();
                catcher.http.stop(0);
                throw e;
            }
            catcher.http.start();
            return catcher;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] words) {
        int http = 0;
        int smtp = 0;
        Clock clock = Clock.systemUTC();
        try {
            for (int i = 0; i + 1 < words.length; i += 2) {
                switch (words[i]) {
                    case "--http-port" -> http = Integer.parseInt(words[i + 1]);
                    case "--smtp-port" -> smtp = Integer.parseInt(words[i + 1]);
                    case "--clock" -> clock =
                            Clock.offset(clock, Duration.between(clock.instant(), Instant.parse(words[i + 1])));
                    default -> throw new IllegalArgumentException("there is no option " + words[i]);
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            System.err.println("mail catcher: " + e.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
        try {
            MailCatcher catcher = start(http, smtp, clock);
            System.out.println("mail catcher: " + catcher.url() + ", mail on port " + catcher.smtpPort());
        } catch (RuntimeException e) {
            System.err.println("mail catcher: cannot be started: " + e.getMessage());
            System.exit(1);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    public int smtpPort() {
        return smtp.getPortAllocated();
    }

    /** One mail on its way in. */
    private final class Catching implements MessageHandler {
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws IOException {
            long id = mailbox.nextId();
            mailbox.add(MailReader.read(id, clock.instant(), sender, List.copyOf(recipients), data.readAllBytes()));
            return "caught as " + id;
        }

        @Override
        public void done() {
            // Nothing is held.
        }
    }

    @Override
    public void close() {
        smtp.stop();
        http.stop(0);
        threads.shutdownNow();
    }
}
