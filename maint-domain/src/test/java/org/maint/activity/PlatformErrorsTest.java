package org.maint.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.audit.AuditQuery;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** What the platform reports, and what people say about it. */
class PlatformErrorsTest {
    private static World world;
    private static Actor machine;

    @BeforeAll
    static void install(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        machine = world.person("machine", Role.INGEST);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static void report(String level, String message) {
        Instant now = world.clock().instant();
        world.act(services ->
                services.errors().accept(machine, List.of(new ErrorReport(now, level, message, null, "jobs", 1))));
    }

    private static ErrorGroup group(String words) {
        Instant now = world.clock().instant();
        return world.in(services ->
                services.errors().between(world.viewer(), now.minus(Duration.ofDays(1)), now.plusSeconds(1)).stream()
                        .map(PlatformErrors.Line::group)
                        .filter(group -> group.message().contains(words))
                        .findFirst()
                        .orElseThrow());
    }

    private static long audited(long id) {
        return world.in(services ->
                services
                        .audit()
                        .list(world.everyRole(), new AuditQuery(null, null, null, null, null), 0, 500)
                        .items()
                        .stream()
                        .filter(entry -> entry.action().equals("error.categorised")
                                && entry.subject().equals("error:" + id))
                        .count());
    }

    @Test
    void what_a_person_has_said_stays_whatever_comes_and_is_on_record_once() {
        report("error", "Printer 7 is out of paper");
        long id = group("Printer").id();
        assertThat(group("Printer").category()).isEqualTo(Severity.WARNING);
        world.act(services -> services.errors().categorise(world.technician(), id, Severity.INFO));
        world.act(services -> services.errors().categorise(world.lead(), id, Severity.INFO));
        report("fatal", "Printer 8 is out of paper");
        ErrorGroup after = group("Printer");
        assertThat(after.id()).isEqualTo(id);
        assertThat(after.category()).isEqualTo(Severity.INFO);
        assertThat(after.decided()).isTrue();
        assertThat(after.number()).isEqualTo(2);
        assertThat(audited(id)).isEqualTo(1);
    }

    @Test
    void without_a_person_the_worst_of_its_kind_counts() {
        report("error", "Disk 1 failed");
        assertThat(group("Disk").decided()).isFalse();
        report("fatal", "Disk 2 failed");
        assertThat(group("Disk").category()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void only_technicians_and_leads_say_so_and_only_of_what_is_there() {
        report("error", "Queue 3 is stuck");
        long id = group("Queue").id();
        for (Actor other : List.of(world.viewer(), machine)) {
            assertThatThrownBy(() -> world.act(services -> services.errors().categorise(other, id, Severity.INFO)))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        }
        assertThatThrownBy(
                        () -> world.act(services -> services.errors().categorise(world.lead(), 999_999, Severity.INFO)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        assertThatThrownBy(() -> world.act(services -> services.errors().categorise(world.lead(), id, null)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.faults().get(0).pointer()).isEqualTo("/category"));
        assertThat(group("Queue").category()).isEqualTo(Severity.WARNING);
    }
}
