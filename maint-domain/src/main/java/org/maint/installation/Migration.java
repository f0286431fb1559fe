package org.maint.installation;

import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Brings the schema up to date with Flyway before Hibernate validates it. A startup bean would come too late: the
 * persistence unit is made, and the schema validated, before any bean is. Flyway takes a lock in the database, so
 * several nodes may start at once.
 */
public class Migration implements Integrator {
    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        ConnectionProvider connections =
                Objects.requireNonNull(sessionFactory.getServiceRegistry().getService(ConnectionProvider.class));
        if (connections.isUnwrappableAs(DataSource.class)) {
            migrate(connections.unwrap(DataSource.class));
        }
    }

    @Override
    public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
        // The schema stays.
    }

    /** Runs the migrations that this database has not seen. */
    public static void migrate(DataSource dataSource) {
        Flyway.configure(Migration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:org/maint/schema")
                .load()
                .migrate();
    }
}
