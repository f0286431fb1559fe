package org.maint.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Canonical;
import org.maint.shared.Events;

/**
 * Everything that people made, as one ZIP: a file of JSON lines for each table, by the columns' names and with times in
 * UTC, and the files that were attached. It is streamed; each table is of one moment, which need not be that of the next. What
 * proves who somebody is, and secrets, stay: passwords, tokens, keys of channels and probes. So does what machines alone
 * made by the million: samples, looks, errors, sent messages.
 */
@ApplicationScoped
@Transactional
public class Takeout {
    /** Tables with the columns that stay. */
    private static final Map<String, Set<String>> TABLES = tables();

    /** Of attached files: the table of what they are, and the one of their contents with its key. */
    private static final Map<String, List<String>> FILES = Map.of(
            "evidence", List.of("evidence_content", "evidence_id"),
            "task_file", List.of("task_file_content", "task_file_id"),
            "incident_file", List.of("incident_file_content", "incident_file_id"));

    private static final int PORTION = 500;

    private final EntityManager em;
    private final Events events;
    private final Clock clock;

    @Inject
    public Takeout(EntityManager em, Events events, Clock clock) {
        this.em = em;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Takeout() {
        this(null, null, null);
    }

    private static Map<String, Set<String>> tables() {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        for (String whole : List.of(
                "person_role",
                "preference",
                "quiet_hours",
                "absence",
                "plan_version",
                "plan_draft",
                "rota",
                "rota_member",
                "rota_override",
                "on_call_record",
                "recurring_window",
                "maintenance_window",
                "silence",
                "run",
                "run_item",
                "deviation",
                "evidence",
                "log_entry",
                "log_checkpoint",
                "task",
                "task_line",
                "task_link",
                "task_file",
                "alert",
                "alert_reason",
                "alert_line",
                "incident",
                "incident_step",
                "incident_line",
                "incident_update",
                "incident_file",
                "post_mortem",
                "post_mortem_section",
                "post_mortem_comment",
                "post_mortem_action",
                "report",
                "entered_figure",
                "goal",
                "corrective_case",
                "corrective_step",
                "feedback",
                "survey",
                "survey_answer",
                "qualification",
                "recovery_drill",
                "recovery_step",
                "recovery_target",
                "handover_note",
                "status_component",
                "template",
                "platform_change",
                "audit_entry")) {
            tables.put(whole, Set.of());
        }
        tables.put("person", Set.of("password_hash", "password_one_time"));
        tables.put("contact", Set.of("code_hash", "code_until", "code_tries"));
        tables.put("subscriber", Set.of("token_hash"));
        tables.put("calendar_feed", Set.of("hash"));
        tables.put("channel", Set.of("secret"));
        tables.put("probe", Set.of("secrets"));
        return tables;
    }

    /** For administrators; stands in the audit trail. The stream is left open. */
    public void write(Actor actor, OutputStream out) {
        actor.require(Role.ADMIN);
        em.flush();
        em.unwrap(Session.class).doWork(connection -> {
            try {
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
                Map<String, Long> numbers = new LinkedHashMap<>();
                for (Map.Entry<String, Set<String>> table : TABLES.entrySet()) {
                    zip.putNextEntry(new ZipEntry(table.getKey() + ".jsonl"));
                    numbers.put(table.getKey(), lines(connection, table.getKey(), table.getValue(), zip));
                    zip.closeEntry();
                }
                for (Map.Entry<String, List<String>> files : FILES.entrySet()) {
                    files(connection, files.getKey(), files.getValue(), zip);
                }
                zip.putNextEntry(new ZipEntry("contents.json"));
                ObjectNode contents = Canonical.mapper().createObjectNode();
                contents.put("at", clock.instant().toString());
                ObjectNode rows = contents.putObject("rows");
                numbers.forEach(rows::put);
                zip.write(Canonical.json(contents).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
                zip.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        events.publish(new Setups.SetupEvent("takeout", actor, ""));
    }

    private static long lines(Connection connection, String table, Set<String> stay, OutputStream out)
            throws SQLException, IOException {
        long number = 0;
        try (PreparedStatement select = connection.prepareStatement("select * from " + table)) {
            select.setFetchSize(PORTION);
            try (ResultSet rows = select.executeQuery()) {
                ResultSetMetaData columns = rows.getMetaData();
                while (rows.next()) {
                    ObjectNode line = Canonical.mapper().createObjectNode();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        String name = columns.getColumnLabel(i);
                        if (!stay.contains(name)) {
                            put(line, name, value(rows, columns, i));
                        }
                    }
                    out.write(Canonical.json(line).getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                    number++;
                }
            }
        }
        return number;
    }

    /** A time as it stands there, whatever the zone of this machine. */
    private static @Nullable Object value(ResultSet rows, ResultSetMetaData columns, int column) throws SQLException {
        return columns.getColumnType(column) == Types.TIMESTAMP
                ? rows.getObject(column, LocalDateTime.class)
                : rows.getObject(column);
    }

    private static void put(ObjectNode line, String name, @Nullable Object value) {
        if (value == null) {
            line.putNull(name);
        } else if (value instanceof Boolean flag) {
            line.put(name, flag);
        } else if (value instanceof Integer number) {
            line.put(name, number);
        } else if (value instanceof Long number) {
            line.put(name, number);
        } else if (value instanceof Double number) {
            line.put(name, number);
        } else if (value instanceof BigDecimal number) {
            line.put(name, number);
        } else if (value instanceof LocalDateTime at) {
            line.put(name, utc(at));
        } else {
            line.put(name, value.toString());
        }
    }

    private static String utc(LocalDateTime at) {
        return at.toInstant(ZoneOffset.UTC).toString();
    }

    /** Each beside its line: {@code files/TABLE/ID}; its name and type stand in the line. */
    private static void files(Connection connection, String table, List<String> content, ZipOutputStream zip)
            throws SQLException, IOException {
        String key = content.get(1);
        try (PreparedStatement select = connection.prepareStatement(
                "select " + key + ", content from " + content.get(0) + " order by " + key)) {
            // One at a time: each may be large.
            select.setFetchSize(1);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    zip.putNextEntry(new ZipEntry("files/" + table + "/" + rows.getString(1)));
                    try (InputStream file = rows.getBinaryStream(2)) {
                        file.transferTo(zip);
                    }
                    zip.closeEntry();
                }
            }
        }
    }
}
