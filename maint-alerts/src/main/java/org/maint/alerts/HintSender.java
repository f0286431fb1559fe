package org.maint.alerts;

import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts a hint on the queue: there is something to send. On a thread of its own and outside any transaction: what goes
 * wrong here must not undo or delay what was decided, and the sweep finds what the queue does not bring. A hint is
 * persistent, because only then does OpenMQ say when it does not take it (as when it is full), and worthless after a
 * minute.
 *
 * <p>The connection factory is looked up rather than injected because the two packagings differ: a Payara Server has a
 * default one; a Payara Micro has none, and the launcher makes it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HintSender {
    static final String QUEUE = "maintNotifications";

    private static final long WORTHLESS_AFTER_MILLIS = 60_000;

    @Inject
    @ConfigProperty(name = "maint.jms.connection-factory", defaultValue = "java:comp/DefaultJMSConnectionFactory")
    String factoryName;

    @Asynchronous
    public void send(Hints hints) {
        do {
            hints.begins();
            try {
                send();
                hints.taken();
            } catch (RuntimeException | NamingException e) {
                hints.gone(String.valueOf(e.getMessage()), e);
            }
        } while (hints.ends());
    }

    // The name is the operator's own setting, not input.
    @SuppressWarnings("BanJNDI")
    private void send() throws NamingException {
        ConnectionFactory factory = InitialContext.doLookup(factoryName);
        try (JMSContext jms = factory.createContext()) {
            jms.createProducer()
                    .setDeliveryMode(DeliveryMode.PERSISTENT)
                    .setTimeToLive(WORTHLESS_AFTER_MILLIS)
                    .send(jms.createQueue(QUEUE), "");
        }
    }
}
