package org.maint.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.audit.AuditQuery;
import org.maint.shared.Refusal;
import org.maint.testing.World;

/** Who is away, and who stands in for them. Each test has people of its own. */
class AbsencesTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @TempDir
    static Path home;

    private static World world;
    private static int people;

    @BeforeAll
    static void install() {
        world = World.at("2026-11-23T09:00", home);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Actor somebody() {
        people++;
        return world.person("person" + people, Role.TECHNICIAN);
    }

    private static Absence away(Actor by, Actor person, int from, int to, Actor delegate) {
        return world.in(services -> services.absences().record(by, person.id(), days(from, to, delegate)));
    }

    private static Away days(int from, int to, Actor delegate) {
        return Away.of(MONDAY.plusDays(from), MONDAY.plusDays(to), "holiday", delegate == null ? null : delegate.id());
    }

    private static List<PersonId> actingFor(Actor person, int day) {
        return List.copyOf(world.in(services -> services.absences().actingFor(person.id(), MONDAY.plusDays(day))));
    }

    private static Refusal refused(ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    @Test
    void a_delegate_stands_in_on_each_day_of_the_absence_and_on_no_other() {
        Actor person = somebody();
        Actor delegate = somebody();
        away(person, person, 2, 4, delegate);
        assertThat(actingFor(delegate, 1)).isEmpty();
        assertThat(actingFor(delegate, 2)).containsExactly(person.id());
        assertThat(actingFor(delegate, 4)).containsExactly(person.id());
        assertThat(actingFor(delegate, 5)).isEmpty();
        assertThat(actingFor(person, 3)).isEmpty();
        List<Absence> thatDay = world.in(services -> services.absences().absentOn(MONDAY.plusDays(3)));
        assertThat(thatDay).extracting(Absence::person).contains(person.id());
    }

    @Test
    void two_absences_of_one_person_share_no_day() {
        Actor person = somebody();
        away(person, person, 10, 12, null);
        for (int[] days : List.of(new int[] {12, 14}, new int[] {8, 10}, new int[] {11, 11}, new int[] {9, 20})) {
            assertThat(refused(() -> away(person, person, days[0], days[1], null))
                            .reason()
                            .key())
                    .isEqualTo("conflict.absence.overlaps");
        }
        away(person, person, 13, 14, null);
    }

    @Test
    void a_delegate_is_another_active_person_who_is_there() {
        Actor person = somebody();
        Actor traveller = somebody();
        Actor leaver = somebody();
        Actor admin = world.person("root", Role.ADMIN);
        away(traveller, traveller, 5, 6, null);
        assertThat(refused(() -> away(person, person, 6, 9, traveller)).reason().key())
                .isEqualTo("conflict.delegate.away");
        assertThat(refused(() -> away(person, person, 6, 9, person)).reason().key())
                .isEqualTo("invalid.delegate.self");
        world.act(services -> services.profiles().deactivate(admin, leaver.id(), 0));
        assertThat(refused(() -> away(person, person, 6, 9, leaver)).reason().key())
                .isEqualTo("invalid.delegate.inactive");
        PersonId nobody = PersonId.create();
        assertThat(refused(() -> world.in(services ->
                                services.absences().record(person, person.id(), Away.of(MONDAY, MONDAY, null, nobody))))
                        .reason()
                        .key())
                .isEqualTo("invalid.delegate.inactive");
    }

    @Test
    void delegates_make_no_circle() {
        Actor one = somebody();
        Actor two = somebody();
        away(one, one, 3, 8, two);
        assertThat(refused(() -> away(two, two, 8, 9, one)).reason().key()).isEqualTo("conflict.delegate.away");
        // Falling ill is no request: the absence stands, and nobody is stood in for by who is away.
        away(two, two, 8, 9, null);
        assertThat(actingFor(two, 7)).containsExactly(one.id());
        assertThat(actingFor(two, 8)).isEmpty();
        boolean somebodyDoesTheWork = world.in(services ->
                services.absences().atWorkFor(one.id(), MONDAY.plusDays(8)).isPresent());
        assertThat(somebodyDoesTheWork).isFalse();
    }

    @Test
    void two_who_name_each_other_at_the_same_moment_do_not_both_succeed() throws Exception {
        Actor one = somebody();
        Actor two = somebody();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Callable<String>> deeds =
                List.of(() -> outcome(() -> away(one, one, 1, 2, two)), () -> outcome(() -> away(two, two, 1, 2, one)));
        List<String> answers = new java.util.ArrayList<>();
        for (Future<String> each : threads.invokeAll(deeds)) {
            answers.add(each.get());
        }
        threads.shutdown();
        assertThat(answers).containsExactlyInAnyOrder("done", "conflict.delegate.away");
    }

    private static String outcome(Runnable deed) {
        try {
            deed.run();
            return "done";
        } catch (Refusal refusal) {
            return refusal.reason().key();
        }
    }

    @Test
    void people_record_their_own_and_a_lead_anybodys() {
        Actor person = somebody();
        Actor colleague = somebody();
        assertThat(refused(() -> away(colleague, person, 1, 1, null)).kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
        Absence recorded = away(world.lead(), person, 1, 1, null);
        assertThat(recorded.recordedBy()).isEqualTo(world.lead().id());
        assertThat(refused(() -> world.act(
                                services -> services.absences().cancel(colleague, recorded.id(), recorded.version())))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    @Test
    void days_that_make_no_sense_are_refused_with_their_place() {
        Actor person = somebody();
        assertThat(refused(() -> away(person, person, 3, 2, null))
                        .faults()
                        .get(0)
                        .pointer())
                .isEqualTo("/to");
        assertThat(refused(() -> away(person, person, 0, 366, null))
                        .faults()
                        .get(0)
                        .pointer())
                .isEqualTo("/to");
        assertThat(refused(() -> Away.of(null, MONDAY, null, null))
                        .faults()
                        .get(0)
                        .pointer())
                .isEqualTo("/from");
        assertThat(refused(() -> away(person, person, 5_000, 5_001, null))
                        .reason()
                        .key())
                .isEqualTo("invalid.absence.range");
        assertThat(refused(() -> away(person, person, -5_000, -4_999, null))
                        .reason()
                        .key())
                .isEqualTo("invalid.absence.range");
        assertThat(refused(() -> Away.of(MONDAY, MONDAY, "x".repeat(501), null))
                        .faults()
                        .get(0)
                        .pointer())
                .isEqualTo("/note");
        assertThat(away(person, person, 0, 365, null).to()).isEqualTo(MONDAY.plusDays(365));
    }

    @Test
    void it_can_be_changed_once_per_look_and_cancelled_it_is_in_no_list_but_in_the_audit_trail() {
        Actor person = somebody();
        Actor delegate = somebody();
        Absence absence = away(person, person, 20, 22, delegate);
        world.act(services -> services.absences().change(person, absence.id(), 0, days(21, 23, delegate)));
        assertThat(refused(() -> world.act(
                                services -> services.absences().change(person, absence.id(), 0, days(1, 2, null))))
                        .kind())
                .isEqualTo(Refusal.Kind.STALE);
        assertThat(actingFor(delegate, 20)).isEmpty();
        assertThat(actingFor(delegate, 23)).containsExactly(person.id());
        world.act(services -> services.absences().cancel(person, absence.id(), 1));
        assertThat(actingFor(delegate, 23)).isEmpty();
        List<Absence> left = world.in(services -> services.absences().of(person.id(), MONDAY, MONDAY.plusDays(99)));
        assertThat(left).isEmpty();
        assertThat(refused(() -> world.act(services -> services.absences().cancel(person, absence.id(), 2)))
                        .kind())
                .isEqualTo(Refusal.Kind.STALE);
        Actor admin = world.person("root", Role.ADMIN);
        List<String> trail = world.in(services -> services.audit().list(admin, AuditQuery.ALL, 0, 100)).items().stream()
                .filter(line -> line.subject().equals("person:" + person.id()))
                .map(line -> line.action())
                .toList();
        assertThat(trail).contains("absence.cancelled", "absence.changed", "absence.recorded");
    }
}
