package org.maint.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

/** Publishes by CDI: observers of the event's own type are called, in the caller's transaction. */
@ApplicationScoped
class CdiEvents implements Events {
    private final Event<Object> events;

    @Inject
    CdiEvents(@Any Event<Object> events) {
        this.events = events;
    }

    @Override
    public void publish(Object event) {
        events.fire(event);
    }
}
