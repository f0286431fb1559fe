package org.maint.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Audited;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Finding something in the audit trail. */
class AuditTrailTest {
    @TempDir
    static Path home;

    private static World world;
    private static Actor admin;
    private static Actor person;

    @BeforeAll
    static void install() {
        world = World.at("2026-11-23T09:00", home);
        admin = world.person("root", Role.ADMIN);
        person = world.person("doer", Role.VIEWER);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static void write(Actor by, String action, String subject) {
        Audited event = () -> new Audited.AuditLine(by == null ? null : by.id().value(), action, subject, "");
        world.act(services -> services.audit().on(event));
    }

    private static List<String> found(AuditQuery query) {
        return world.in(services -> services.audit().list(admin, query, 0, 100)).items().stream()
                .map(line -> line.action() + " " + line.subject())
                .toList();
    }

    @Test
    void it_is_found_by_person_action_subject_and_time_alone_and_together() {
        world.clock().set("2026-12-01T09:00");
        write(person, "valve.opened", "valve:1");
        write(admin, "valve.opened", "valve:2");
        world.clock().advance(Duration.ofHours(1));
        Instant later = world.clock().instant();
        write(person, "valve.closed", "valve:1");
        write(null, "valveless.opened", "pump:100%_1");
        assertThat(found(new AuditQuery(null, "valve.", null, null, null)))
                .containsExactly("valve.closed valve:1", "valve.opened valve:2", "valve.opened valve:1");
        assertThat(found(new AuditQuery(person.id().value(), "valve.opened", null, null, null)))
                .containsExactly("valve.opened valve:1");
        assertThat(found(new AuditQuery(null, null, "valve:1", null, null)))
                .containsExactly("valve.closed valve:1", "valve.opened valve:1");
        assertThat(found(new AuditQuery(null, "valve", null, later, null)))
                .containsExactly("valveless.opened pump:100%_1", "valve.closed valve:1");
        assertThat(found(new AuditQuery(null, "valve", null, null, later))).hasSize(2);
        // What people type is not a pattern.
        assertThat(found(new AuditQuery(null, null, "%_", null, null))).containsExactly("valveless.opened pump:100%_1");
        assertThat(found(new AuditQuery(null, "v%", null, null, null))).isEmpty();
        List<String> actions = world.in(services -> services.audit().actions(admin));
        assertThat(actions).contains("valve.closed", "valve.opened", "valveless.opened");
    }

    @Test
    void an_export_has_every_line_once_newest_first_however_many() {
        for (int i = 0; i < 1_205; i++) {
            int number = i;
            if (i % 100 == 0) {
                world.act(services -> {
                    for (int j = number; j < Math.min(number + 100, 1_205); j++) {
                        String subject = "many:" + j;
                        services.audit().on(() -> new Audited.AuditLine(null, "many.lines", subject, ""));
                    }
                });
            }
        }
        List<Long> ids = new ArrayList<>();
        world.act(services -> services.audit()
                .export(
                        admin,
                        new AuditQuery(null, "many.lines", null, null, null),
                        lines -> lines.forEach(line -> ids.add(line.id()))));
        assertThat(ids).hasSize(1_205).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void only_administrators_look() {
        Actor lead = world.lead();
        assertThatThrownBy(() -> world.in(services -> services.audit().list(lead, AuditQuery.ALL, 0, 1)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> world.in(services -> services.audit().actions(lead)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> world.act(services -> services.audit().export(lead, AuditQuery.ALL, lines -> {})))
                .isInstanceOf(Refusal.class);
    }
}
