package org.maint.watch;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.maint.probing.Allowance;
import org.maint.probing.Finding;
import org.maint.probing.ProbeSpec;
import org.maint.probing.Prober;
import org.maint.probing.Resolver;

/** Takes looks, on the container's threads where there is a container. */
@ApplicationScoped
public class Looks {
    private final Clock clock;
    private final Set<String> dataSources;
    private @Nullable Prober prober;

    /** The container's; null on the command line and in tests, where the prober's own threads will do. */
    @Resource
    private @Nullable ManagedThreadFactory threads;

    /** @param dataSources {@code maint.probe.datasources}: the JNDI names that SQL counts may use, separated by commas */
    @Inject
    public Looks(Clock clock, @ConfigProperty(name = "maint.probe.datasources") Optional<String> dataSources) {
        this.clock = clock;
        this.dataSources = dataSources.stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Looks() {
        this(null, Optional.empty());
    }

    public Finding look(ProbeSpec spec, Allowance allowance) {
        return prober().look(spec, allowance);
    }

    private synchronized Prober prober() {
        Prober made = prober;
        if (made == null) {
            ThreadFactory managed = threads;
            made = managed == null
                    ? new Prober(clock, this::count)
                    : new Prober(clock, this::count, Resolver.system(), null, managed);
            prober = made;
        }
        return made;
    }

    /** A datasource is named by its JNDI name, which the administrator has listed; it is read and never written. */
    @SuppressWarnings("BanJNDI") // only names of the list are looked up
    private long count(String name, String sql, Duration timeout) throws SQLException {
        if (!dataSources.contains(name)) {
            throw new SQLException("maint.probe.datasources does not list " + name);
        }
        DataSource dataSource;
        try {
            dataSource = InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new SQLException("No datasource " + name, e);
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
                statement.setMaxRows(1);
                try (ResultSet rows = statement.executeQuery(sql)) {
                    if (!rows.next()) {
                        throw new SQLException("No row");
                    }
                    return rows.getLong(1);
                }
            } finally {
                connection.setReadOnly(false);
            }
        }
    }

    @PreDestroy
    synchronized void close() {
        if (prober != null) {
            prober.close();
            prober = null;
        }
    }
}
