package org.maint.installation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
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

    /**
     * Runs the migrations that this database has not seen. One may take as long as it needs to change a large table: the
     * time after which an address gives up ({@code socketTimeout}) does not count here.
     */
    public static void migrate(DataSource dataSource) {
        Flyway.configure(Migration.class.getClassLoader())
                .dataSource(patient(dataSource))
                .locations("classpath:org/maint/schema")
                .load()
                .migrate();
    }

    /** From which version of the schema to which this program would bring it; empty when it is there, or new. */
    public static Optional<String> pending(DataSource dataSource) {
        MigrationInfoService info = Flyway.configure(Migration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:org/maint/schema")
                .load()
                .info();
        MigrationInfo current = info.current();
        MigrationInfo[] ahead = info.pending();
        return current == null || ahead.length == 0
                ? Optional.empty()
                : Optional.of("V" + current.getVersion() + "-to-V" + ahead[ahead.length - 1].getVersion());
    }

    private static DataSource patient(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                Migration.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(source, arguments);
                        return answer instanceof Connection connection ? patient(connection) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** As it was once it is closed: it may belong to a pool. */
    private static Connection patient(Connection connection) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        return (Connection) Proxy.newProxyInstance(
                Migration.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && !connection.isClosed()) {
                        connection.setNetworkTimeout(Runnable::run, before);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
