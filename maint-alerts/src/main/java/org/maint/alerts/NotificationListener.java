package org.maint.alerts;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.maint.notification.Via;

/** Wakes the dispatcher when a hint arrives. What the hint says does not matter: the dispatcher takes whatever waits. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            // The broker's own name of the queue: neither packaging then needs an administered object.
            @ActivationConfigProperty(propertyName = "destination", propertyValue = HintSender.QUEUE)
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationListener implements MessageListener {
    @Inject
    Dispatcher dispatcher;

    @Override
    public void onMessage(Message hint) {
        dispatcher.wake(Via.QUEUE);
    }
}
