package org.maint.testing;

import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.maint.installation.Migration;
import org.maint.installation.Standalone;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A database with the schema and nothing else, and what Hibernate has made of it. Both take a second and a half to make, so
 * that one is emptied and used again once the test is over that had it: JUnit has removed its directory then.
 */
final class Prepared {
    private static final String SEED = "maint_seed";
    private static final String HISTORY = "flyway_schema_history";
    private static final List<Prepared> ALL = new ArrayList<>();

    private final MariaDbDataSource source;
    private final EntityManagerFactory factory;
    private Path home;

    private Prepared(MariaDbDataSource source, Path home) {
        this.source = source;
        this.home = home;
        this.factory = Standalone.factory(source, Map.of("hibernate.generate_statistics", "true"));
    }

    static synchronized Prepared forTest(Path home) throws SQLException {
        for (Prepared each : ALL) {
            if (!Files.exists(each.home)) {
                each.home = home;
                each.empty();
                return each;
            }
        }
        MariaDbDataSource source = new MariaDbDataSource(MariaDb.get().fresh());
        Migration.migrate(source);
        if (ALL.isEmpty()) {
            keepSeed(source);
        }
        Prepared made = new Prepared(source, home);
        ALL.add(made);
        return made;
    }

    EntityManagerFactory factory() {
        return factory;
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        return column(
                statement,
                "select table_name from information_schema.tables where table_schema = database()"
                        + " and table_type = 'BASE TABLE' and table_name <> '" + HISTORY + "'");
    }

    /** What the schema itself puts into its tables. */
    private static void keepSeed(MariaDbDataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + SEED);
            for (String table : tables(statement)) {
                if (!column(statement, "select 1 from " + table + " limit 1").isEmpty()) {
                    statement.execute("create table " + SEED + "." + table + " as select * from " + table);
                }
            }
        }
    }

    private void empty() throws SQLException {
        factory.getCache().evictAll();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set foreign_key_checks = 0");
            List<String> seeds = column(
                    statement, "select table_name from information_schema.tables where table_schema = '" + SEED + "'");
            List<String> counted = column(
                    statement,
                    "select table_name from information_schema.columns where table_schema = database()"
                            + " and extra like '%auto_increment%'");
            List<String> guarded = column(
                    statement,
                    "select event_object_table from information_schema.triggers where trigger_schema = database()"
                            + " and event_manipulation = 'DELETE'");
            for (String table : tables(statement)) {
                if (guarded.contains(table)) {
                    // Nothing may be deleted here one by one.
                    statement.execute("truncate table " + table);
                } else if (statement.executeUpdate("delete from " + table) > 0 && counted.contains(table)) {
                    statement.execute("alter table " + table + " auto_increment = 1");
                }
                if (seeds.contains(table)) {
                    statement.execute("insert into " + table + " select * from " + SEED + "." + table);
                }
            }
            statement.execute("set foreign_key_checks = 1");
        }
    }
}
