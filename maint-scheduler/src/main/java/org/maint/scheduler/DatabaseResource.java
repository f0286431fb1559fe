package org.maint.scheduler;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import java.sql.Connection;

/**
 * The database, defined by the application itself so that nothing has to be installed on the server. Where it is and how
 * to sign in to it comes from MicroProfile Config: {@code maint.db.url}, {@code maint.db.user}, {@code maint.db.password}.
 *
 * <p>READ COMMITTED: who waited for a lock must see what its holder left (opening of runs, claiming of rows).
 */
@DataSourceDefinition(
        name = "java:global/jdbc/maint",
        className = "org.mariadb.jdbc.MariaDbDataSource",
        url = "${MPCONFIG=maint.db.url}",
        user = "${MPCONFIG=maint.db.user}",
        password = "${MPCONFIG=maint.db.password}",
        isolationLevel = Connection.TRANSACTION_READ_COMMITTED,
        minPoolSize = 2,
        maxPoolSize = 24,
        properties = {
            // A connection that the database closed must not reach a person.
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=table",
            "fish.payara.validation-table-name=DUAL",
            // When one is gone all are: each that hangs would be waited for in turn.
            "fish.payara.fail-all-connections=true",
            // Payara's wrapping of result sets looks for a method by reflection for each date that is read.
            "fish.payara.wrap-jdbc-objects=false"
        })
@Singleton
public class DatabaseResource {}
