package org.maint.alerts;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.maint.notification.Brokers;

/**
 * Puts a hint on the queue: there is something to send. On a thread of its own and outside any transaction: what goes
 * wrong here must not undo or delay what was decided, and the sweep finds what the queue does not bring. A hint is not
 * kept by the broker and is worthless after a minute.
 *
 * <p>The connection factory is looked up rather than injected because the two packagings differ: a Payara Server has a
 * default one; a Payara Micro has none, and the launcher makes it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HintSender {
    static final String QUEUE = "maintNotifications";

    private static final System.Logger LOG = System.getLogger(HintSender.class.getName());
    private static final long WORTHLESS_AFTER_MILLIS = 60_000;

    /** Of this node: said once when it goes, and once when it is back. */
    private static final AtomicBoolean AWAY = new AtomicBoolean();

    @Inject
    @ConfigProperty(name = "maint.jms.connection-factory", defaultValue = "java:comp/DefaultJMSConnectionFactory")
    String factoryName;

    @Inject
    Brokers brokers;

    @Asynchronous
    public void send(Hints hints) {
        hints.taken();
        send();
    }

    // The name is the operator's own setting, not input.
    @SuppressWarnings("BanJNDI")
    @Asynchronous
    public void send() {
        try {
            ConnectionFactory factory = InitialContext.doLookup(factoryName);
            try (JMSContext jms = factory.createContext()) {
                jms.createProducer()
                        .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                        .setTimeToLive(WORTHLESS_AFTER_MILLIS)
                        .send(jms.createQueue(QUEUE), "");
            }
            if (AWAY.compareAndSet(true, false)) {
                LOG.log(INFO, "The broker takes hints again");
            }
            brokers.there();
        } catch (JMSRuntimeException | NamingException e) {
            if (AWAY.compareAndSet(false, true)) {
                LOG.log(WARNING, "The broker takes no hint; until it does, the sweep delivers", e);
            }
            brokers.away(String.valueOf(e.getMessage()));
        }
    }
}
