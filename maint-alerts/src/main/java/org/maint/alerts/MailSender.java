package org.maint.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.maint.notification.ChannelConfig;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;
import org.maint.notification.Outgoing;

/**
 * Mail by SMTP. What the server's answer begins with decides: 5xx is refused for ever, 4xx (such as greylisting) and a
 * connection that ends are reasons to try again; the message keeps its {@code Message-ID}, so that a second one can be
 * told from two. Each message has a connection of its own.
 */
@ApplicationScoped
public class MailSender implements Sender {
    /** In milliseconds, for each step; {@link TimeLimit} holds the whole. */
    private static final String PATIENCE = "9000";

    private static final int PERMANENT = 500;

    private final TimeLimit timeLimit;
    private final SSLSocketFactory tls;

    @Inject
    public MailSender(TimeLimit timeLimit) {
        this(timeLimit, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    MailSender(TimeLimit timeLimit, SSLSocketFactory tls) {
        this.timeLimit = timeLimit;
        this.tls = tls;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected MailSender() {
        this.timeLimit = null;
        this.tls = null;
    }

    @Override
    public Set<Medium> media() {
        return Set.of(Medium.EMAIL);
    }

    @Override
    public Delivery send(Outgoing outgoing) {
        if (!(outgoing.config() instanceof ChannelConfig.Smtp smtp)) {
            return new Delivery.Refused("no mail server is set");
        }
        InternetAddress to;
        InternetAddress from;
        try {
            to = MailAddresses.bare(outgoing.address());
            from = MailAddresses.sender(smtp.from());
        } catch (AddressException e) {
            return new Delivery.Refused(Secrecy.about().of(String.valueOf(e.getMessage())));
        }
        Sockets sockets = new Sockets(tls);
        Secrecy secrecy = Secrecy.about(smtp.password()).and(outgoing.words().secrets());
        return timeLimit.hold(
                new TimeLimit.Exchange() {
                    @Override
                    public Delivery run() throws MessagingException, IOException {
                        return converse(outgoing, smtp, from, to, sockets, secrecy);
                    }

                    @Override
                    public void breakOff() {
                        sockets.closeAll();
                    }
                },
                secrecy);
    }

    private static Delivery converse(
            Outgoing outgoing,
            ChannelConfig.Smtp smtp,
            InternetAddress from,
            InternetAddress to,
            Sockets sockets,
            Secrecy secrecy)
            throws MessagingException, IOException {
        // Refuses addresses that no mail server has.
        new Names().resolve(smtp.host());
        Session session = Session.getInstance(properties(smtp, from, sockets));
        MailMessage message = MailMessage.of(session, outgoing, from, to);
        try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
            try {
                transport.connect(smtp.host(), smtp.port(), smtp.user(), smtp.password());
                transport.sendMessage(message, message.getAllRecipients());
                return new Delivery.Delivered(secrecy.of(transport.getLastServerResponse()));
            } catch (MessagingException e) {
                return failed(e, transport, secrecy);
            }
        } finally {
            sockets.closeAll();
        }
    }

    private static Delivery failed(MessagingException failure, SMTPTransport transport, Secrecy secrecy) {
        Answer answer = answer(failure);
        if (answer == null && !isBroken(failure)) {
            int code = transport.getLastReturnCode();
            boolean connecting = failure instanceof AuthenticationFailedException || code >= PERMANENT;
            answer = connecting ? new Answer(code, String.valueOf(failure.getMessage())) : null;
        }
        if (answer == null) {
            return new Delivery.Retry(secrecy.of(innermost(failure)));
        }
        String said = secrecy.of(answer.words());
        return answer.code() >= PERMANENT ? new Delivery.Refused(said) : new Delivery.Retry(said);
    }

    private record Answer(int code, String words) {}

    /** What the server said of the recipient, the sender or the message; it stands in the chain, outermost the least exact. */
    private static @Nullable Answer answer(MessagingException failure) {
        Answer found = null;
        for (Exception e = failure; e instanceof MessagingException link; e = link.getNextException()) {
            int code = -1;
            if (e instanceof SMTPAddressFailedException of) {
                code = of.getReturnCode();
            } else if (e instanceof SMTPSenderFailedException of) {
                code = of.getReturnCode();
            } else if (e instanceof SMTPSendFailedException of) {
                code = of.getReturnCode();
            }
            if (code >= 400) {
                found = new Answer(code, String.valueOf(e.getMessage()));
            }
        }
        return found;
    }

    private static boolean isBroken(MessagingException failure) {
        return innermost(failure) instanceof IOException;
    }

    private static Exception innermost(MessagingException failure) {
        Exception e = failure;
        while (e instanceof MessagingException link && link.getNextException() != null) {
            e = link.getNextException();
        }
        return e;
    }

    private static Properties properties(ChannelConfig.Smtp smtp, InternetAddress from, Sockets sockets) {
        Properties properties = new Properties();
        properties.put("mail.smtp.socketFactory", sockets.plain());
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
        properties.put("mail.smtp.connectiontimeout", PATIENCE);
        properties.put("mail.smtp.timeout", PATIENCE);
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.localhost", MailAddresses.host(from));
        properties.put("mail.smtp.from", from.getAddress());
        properties.put("mail.smtp.auth", Boolean.toString(smtp.user() != null));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        // The server may say 8BITMIME, and does not have to.
        properties.put("mail.smtp.allow8bitmime", "false");
        boolean startTls = smtp.tls() == ChannelConfig.Tls.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(smtp.tls() == ChannelConfig.Tls.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        return properties;
    }
}
