package org.maint.shared;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Makes the container's transaction-scoped entity manager injectable into constructors. */
@Dependent
class EntityManagerProducer {
    @Produces
    @PersistenceContext(unitName = "maint")
    private EntityManager entityManager;
}
