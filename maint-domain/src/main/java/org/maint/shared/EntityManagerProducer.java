package org.maint.shared;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Makes the container's transaction-scoped entity manager injectable into constructors.
 *
 * <p>Payara's entity manager completes itself when it is first used, and does so without a lock: of two threads that use
 * a new one at the same moment, one may find it without its factory (a {@code NullPointerException} at the start of the
 * application, now and then). So it is used once here, before anybody else can have it.
 */
@Dependent
class EntityManagerProducer {
    @PersistenceContext(unitName = "maint")
    private EntityManager entityManager;

    @Produces
    EntityManager completed() {
        entityManager.getEntityManagerFactory();
        return entityManager;
    }
}
