package org.maint.alerts;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.maint.notification.NotificationQueued;

/**
 * Puts a notification's id on the queue once the transaction that decided it is through. Outside any transaction: what
 * goes wrong here must not undo what was decided, and the sweep finds what the queue does not bring.
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
    public void hint(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationQueued queued) {
        try {
            ConnectionFactory factory = InitialContext.doLookup(factoryName);
            try (JMSContext jms = factory.createContext()) {
                jms.createProducer().send(jms.createQueue(QUEUE), queued.id().toString());
            }
        } catch (JMSRuntimeException | NamingException e) {
            LOG.log(WARNING, "The broker took no hint for notification " + queued.id() + "; the sweep delivers it", e);
        }
    }
}
