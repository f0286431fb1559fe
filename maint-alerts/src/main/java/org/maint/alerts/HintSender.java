package org.maint.alerts;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.util.UUID;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts a notification's id on the queue. On a thread of its own and outside any transaction: what goes wrong here must
 * not undo or delay what was decided, and the sweep finds what the queue does not bring.
 *
 * <p>The connection factory is looked up rather than injected because the two packagings differ: a Payara Server has a
 * default one; a Payara Micro has none, and the launcher makes it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HintSender {
    static final String QUEUE = "maintNotifications";

    private static final System.Logger LOG = System.getLogger(HintSender.class.getName());

    @Inject
    @ConfigProperty(name = "maint.jms.connection-factory", defaultValue = "java:comp/DefaultJMSConnectionFactory")
    String factoryName;

    // The name is the operator's own setting, not input.
    @SuppressWarnings("BanJNDI")
    @Asynchronous
    public void send(UUID notification) {
        try {
            ConnectionFactory factory = InitialContext.doLookup(factoryName);
            try (JMSContext jms = factory.createContext()) {
                jms.createProducer().send(jms.createQueue(QUEUE), notification.toString());
            }
        } catch (JMSRuntimeException | NamingException e) {
            LOG.log(WARNING, "The broker took no hint for notification " + notification + "; the sweep delivers it", e);
        }
    }
}
