package org.maint.shared;

/**
 * Tells later features what has happened. They listen inside the deciding transaction, so that what follows from a
 * decision is kept or lost together with it.
 */
@FunctionalInterface
public interface Events {
    void publish(Object event);
}
