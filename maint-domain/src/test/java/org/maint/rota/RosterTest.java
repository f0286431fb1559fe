package org.maint.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maint.people.Away;
import org.maint.people.PersonId;
import org.maint.shared.Refusal;

/** Who is on call, computed without a database. Ana, Ben and Cleo take turns in Montréal. */
class RosterTest {
    private static final ZoneId MONTREAL = ZoneId.of("America/Toronto");
    private static final LocalDate CHRISTMAS = LocalDate.of(2026, 12, 25);
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, PersonId> people = new LinkedHashMap<>();
    private final Set<PersonId> active = new HashSet<>();
    private final Map<PersonId, List<Away>> away = new HashMap<>();
    private final List<Rota> rotas = new ArrayList<>();
    private final List<RotaOverride> overrides = new ArrayList<>();

    private PersonId person(String name) {
        return people.computeIfAbsent(name, unknown -> {
            PersonId id = PersonId.create();
            active.add(id);
            return id;
        });
    }

    private @Nullable String name(@Nullable PersonId id) {
        return people.entrySet().stream()
                .filter(each -> each.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private List<PersonId> members(String names) {
        return Stream.of(names.split(" ")).map(this::person).toList();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(MONTREAL).toInstant();
    }

    private static String local(Instant instant) {
        return DateTimeFormatter.ofPattern("MM-dd HH:mm").format(instant.atZone(MONTREAL));
    }

    private Rota daily(String names, String handOver, String start) {
        return rota(RotaWish.of(
                "L1",
                "Daily",
                members(names),
                Rotation.DAILY,
                null,
                LocalTime.parse(handOver),
                null,
                day(start),
                null));
    }

    private Rota weekly(String names, DayOfWeek weekday, String start, @Nullable Hours hours) {
        return rota(RotaWish.of(
                "L1", "Weekly", members(names), Rotation.WEEKLY, null, LocalTime.of(8, 0), weekday, day(start), hours));
    }

    private Rota rota(RotaWish wish) {
        Rota rota = new Rota(wish, LONG_AGO, person("Lead"));
        rotas.add(rota);
        return rota;
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private static Hours hours(EnumSet<DayOfWeek> days, String from, String to, boolean notOnHolidays) {
        return new Hours(days, LocalTime.parse(from), LocalTime.parse(to), notOnHolidays);
    }

    private static EnumSet<DayOfWeek> weekdays() {
        return EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    }

    private RotaOverride take(Rota rota, String name, String from, String to, boolean beyondHours) {
        OverrideWish wish = OverrideWish.of(at(from), at(to), person(name), null, beyondHours);
        RotaOverride made =
                rota.override(wish, at(from).minusSeconds(60), person("Lead")).override();
        overrides.add(made);
        return made;
    }

    private void away(String name, String from, String to, @Nullable String delegate) {
        away.computeIfAbsent(person(name), none -> new ArrayList<>())
                .add(new Away(day(from), day(to), null, delegate == null ? null : person(delegate)));
    }

    private Roster roster() {
        return new Roster(MONTREAL, CHRISTMAS::equals, rotas, overrides, new Staff(active, away));
    }

    /** The shifts as "from – to who", with the gap where there is nobody. */
    private List<String> shifts(String from, String to) {
        return roster().shifts(at(from), at(to)).stream()
                .map(shift -> local(shift.from()) + " – " + local(shift.to()) + " "
                        + (shift.gap() == null ? name(shift.person()) : name(shift.meant()) + "? " + shift.gap()))
                .toList();
    }

    private List<String> uncovered(String from, String to) {
        return roster().uncovered(at(from), at(to)).stream()
                .map(gap -> local(gap.from()) + " – " + local(gap.to()) + " "
                        + gap.missing().stream().map(Shift::gap).toList())
                .toList();
    }

    private List<String> onCall(String level, String at) {
        return roster().onCall(level, at(at)).people().stream().map(this::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T12:00,", // before it starts
        "2026-11-23T07:59,",
        "2026-11-23T08:00,Ana",
        "2026-11-30T07:59,Ana",
        "2026-11-30T08:00,Ben",
        "2026-12-07T08:00,Cleo",
        "2026-12-14T08:00,Ana",
        "2027-11-22T08:00,Ben", // 52 weeks later
    })
    void a_weekly_rota_goes_round(String at, @Nullable String expected) {
        weekly("Ana Ben Cleo", DayOfWeek.MONDAY, "2026-11-23", null);
        assertThat(onCall("L1", at)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void a_weekly_rota_that_starts_within_a_week_begins_with_a_short_turn() {
        weekly("Ana Ben", DayOfWeek.MONDAY, "2026-11-25", null);
        assertThat(shifts("2026-11-20T00:00", "2026-12-08T00:00"))
                .containsExactly(
                        "11-25 08:00 – 11-30 08:00 Ana",
                        "11-30 08:00 – 12-07 08:00 Ben",
                        "12-07 08:00 – 12-14 08:00 Ana");
    }

    @Test
    void every_so_many_days_it_is_handed_over() {
        rota(RotaWish.of(
                "L1", "Threes", members("Ana Ben"), Rotation.DAYS, 3, LocalTime.NOON, null, day("2026-11-23"), null));
        assertThat(shifts("2026-11-23T12:00", "2026-11-29T12:00"))
                .containsExactly("11-23 12:00 – 11-26 12:00 Ana", "11-26 12:00 – 11-29 12:00 Ben");
    }

    @Test
    void a_hand_over_at_midnight_belongs_to_the_day_that_begins() {
        daily("Ana Ben", "00:00", "2026-11-23");
        assertThat(onCall("L1", "2026-11-23T23:59")).containsExactly("Ana");
        assertThat(onCall("L1", "2026-11-24T00:00")).containsExactly("Ben");
    }

    @ParameterizedTest
    @CsvSource({
        // The clocks go from 02:00 to 03:00: half past two is three o'clock.
        "2027-03-12,2027-03-14T07:00:00Z",
        // They go from 02:00 back to 01:00, and a day has 25 hours: half past two is once.
        "2026-10-30,2026-11-01T07:30:00Z",
    })
    void a_hand_over_keeps_its_local_time_when_the_clocks_change(String start, Instant third) {
        daily("Ana Ben Cleo", "02:30", start);
        List<Shift> shifts = roster().shifts(third.minusSeconds(86_400), third.plusSeconds(86_400));
        assertThat(shifts)
                .filteredOn(shift -> name(shift.person()).equals("Cleo"))
                .singleElement()
                .satisfies(shift -> {
                    assertThat(shift.from()).isEqualTo(third);
                    assertThat(LocalTime.ofInstant(shift.to(), MONTREAL)).isEqualTo("02:30");
                });
    }

    @Test
    void a_hand_over_that_happens_twice_happens_the_first_time() {
        daily("Ana Ben", "01:30", "2026-10-31");
        assertThat(roster().onCall("L1", Instant.parse("2026-11-01T05:30:00Z")).people())
                .extracting(this::name)
                .containsExactly("Ben");
        assertThat(roster().onCall("L1", Instant.parse("2026-11-01T06:30:00Z")).people())
                .extracting(this::name)
                .containsExactly("Ben");
    }

    @Test
    void there_is_no_hole_and_no_overlap_over_a_year_with_both_changes_of_the_clocks() {
        daily("Ana Ben Cleo", "02:30", "2026-06-01");
        List<Shift> shifts = roster().shifts(at("2026-06-01T02:30"), at("2027-06-01T02:30"));
        assertThat(shifts).hasSize(365);
        for (int i = 1; i < shifts.size(); i++) {
            assertThat(shifts.get(i).from()).isEqualTo(shifts.get(i - 1).to());
        }
        assertThat(roster().uncovered(at("2026-06-01T02:30"), at("2027-06-01T02:30")))
                .isEmpty();
    }

    @Test
    void hours_leave_out_nights_week_ends_and_holidays() {
        weekly("Ana Ben", DayOfWeek.MONDAY, "2026-12-21", hours(weekdays(), "08:00", "17:00", true));
        assertThat(shifts("2026-12-24T00:00", "2026-12-29T00:00"))
                .containsExactly("12-24 08:00 – 12-24 17:00 Ana", "12-28 08:00 – 12-28 17:00 Ben");
        assertThat(uncovered("2026-12-24T08:00", "2026-12-28T08:00")).containsExactly("12-24 17:00 – 12-28 08:00 []");
    }

    @Test
    void hours_on_holidays_too_unless_it_is_said() {
        weekly("Ana", DayOfWeek.MONDAY, "2026-12-21", hours(weekdays(), "08:00", "17:00", false));
        assertThat(onCall("L1", "2026-12-25T09:00")).containsExactly("Ana");
    }

    @Test
    void a_night_belongs_to_the_day_on_which_it_begins() {
        daily("Ana", "12:00", "2026-11-20");
        rotas.clear();
        weekly("Ana", DayOfWeek.MONDAY, "2026-11-16", hours(EnumSet.of(DayOfWeek.FRIDAY), "17:00", "08:00", false));
        assertThat(shifts("2026-11-20T00:00", "2026-11-26T00:00")).containsExactly("11-20 17:00 – 11-21 08:00 Ana");
        assertThat(onCall("L1", "2026-11-21T07:59")).containsExactly("Ana");
    }

    @Test
    void a_hand_over_in_the_middle_of_the_hours_cuts_them() {
        rota(RotaWish.of(
                "L1",
                "Noon",
                members("Ana Ben"),
                Rotation.DAILY,
                null,
                LocalTime.NOON,
                null,
                day("2026-11-23"),
                hours(weekdays(), "08:00", "17:00", false)));
        assertThat(shifts("2026-11-24T00:00", "2026-11-25T00:00"))
                .containsExactly("11-24 08:00 – 11-24 12:00 Ana", "11-24 12:00 – 11-24 17:00 Ben");
    }

    @Test
    void who_is_away_is_replaced_by_who_stands_in_for_them_from_midnight_to_midnight() {
        weekly("Ana Ben", DayOfWeek.MONDAY, "2026-11-23", null);
        away("Ana", "2026-11-25", "2026-11-26", "Cleo");
        assertThat(shifts("2026-11-23T08:00", "2026-11-30T08:00"))
                .containsExactly(
                        "11-23 08:00 – 11-25 00:00 Ana",
                        "11-25 00:00 – 11-27 00:00 Cleo",
                        "11-27 00:00 – 11-30 08:00 Ana");
        OnCall now = roster().onCall("L1", at("2026-11-25T09:00"));
        assertThat(now.responders()).singleElement().satisfies(responder -> {
            assertThat(responder.shift().delegated()).isTrue();
            assertThat(name(responder.shift().meant())).isEqualTo("Ana");
            assertThat(responder.until()).isEqualTo(at("2026-11-27T00:00"));
            assertThat(name(responder.next().person())).isEqualTo("Ana");
        });
        assertThat(uncovered("2026-11-23T08:00", "2026-11-30T08:00")).isEmpty();
    }

    @Test
    void who_is_away_without_anybody_standing_in_leaves_it_uncovered_and_it_says_why() {
        weekly("Ana", DayOfWeek.MONDAY, "2026-11-23", null);
        away("Ana", "2026-11-25", "2026-11-25", null);
        assertThat(uncovered("2026-11-23T08:00", "2026-11-30T08:00"))
                .containsExactly("11-25 00:00 – 11-26 00:00 [AWAY]");
        OnCall now = roster().onCall("L1", at("2026-11-25T12:00"));
        assertThat(now.uncovered()).isTrue();
        assertThat(now.missing()).singleElement().satisfies(shift -> assertThat(name(shift.meant()))
                .isEqualTo("Ana"));
    }

    @Test
    void who_stands_in_may_be_away_or_gone_too() {
        weekly("Ana", DayOfWeek.MONDAY, "2026-11-23", null);
        away("Ana", "2026-11-24", "2026-11-26", "Ben");
        away("Ben", "2026-11-25", "2026-11-25", "Cleo");
        assertThat(uncovered("2026-11-23T08:00", "2026-11-30T08:00"))
                .containsExactly("11-25 00:00 – 11-26 00:00 [DELEGATE_AWAY]");
        active.remove(person("Ben"));
        assertThat(uncovered("2026-11-23T08:00", "2026-11-30T08:00"))
                .containsExactly("11-24 00:00 – 11-27 00:00 [DELEGATE_INACTIVE]");
        active.remove(person("Ana"));
        assertThat(uncovered("2026-11-23T08:00", "2026-11-30T08:00"))
                .containsExactly("11-23 08:00 – 11-30 08:00 [INACTIVE]");
    }

    @Test
    void an_override_takes_a_part_of_a_shift_and_of_the_next_one() {
        Rota rota = weekly("Ana Ben", DayOfWeek.MONDAY, "2026-11-23", null);
        take(rota, "Cleo", "2026-11-29T12:00", "2026-12-01T08:00", false);
        assertThat(shifts("2026-11-23T08:00", "2026-12-07T08:00"))
                .containsExactly(
                        "11-23 08:00 – 11-29 12:00 Ana",
                        "11-29 12:00 – 12-01 08:00 Cleo",
                        "12-01 08:00 – 12-07 08:00 Ben");
        // A shift does not end where the question does.
        assertThat(shifts("2026-11-30T08:00", "2026-11-30T09:00")).containsExactly("11-29 12:00 – 12-01 08:00 Cleo");
    }

    @Test
    void of_overrides_the_newest_counts_and_a_withdrawn_one_only_until_then() {
        Rota rota = weekly("Ana", DayOfWeek.MONDAY, "2026-11-23", null);
        RotaOverride older = take(rota, "Ben", "2026-11-25T08:00", "2026-11-27T08:00", false);
        RotaOverride newer = take(rota, "Cleo", "2026-11-26T08:00", "2026-11-28T08:00", false);
        List<String> both = List.of(
                "11-23 08:00 – 11-25 08:00 Ana",
                "11-25 08:00 – 11-26 08:00 Ben",
                "11-26 08:00 – 11-28 08:00 Cleo",
                "11-28 08:00 – 11-30 08:00 Ana");
        assertThat(shifts("2026-11-23T08:00", "2026-11-30T08:00")).isEqualTo(both);
        newer.withdraw(rota, at("2026-11-26T12:00"), person("Lead"));
        assertThat(shifts("2026-11-25T08:00", "2026-11-28T08:00"))
                .containsExactly(
                        "11-25 08:00 – 11-26 08:00 Ben",
                        "11-26 08:00 – 11-26 12:00 Cleo",
                        "11-26 12:00 – 11-27 08:00 Ben",
                        "11-27 08:00 – 11-30 08:00 Ana");
        older.withdraw(rota, at("2026-11-24T00:00"), person("Lead"));
        assertThat(shifts("2026-11-25T08:00", "2026-11-26T08:00")).containsExactly("11-23 08:00 – 11-26 08:00 Ana");
    }

    @Test
    void an_override_keeps_to_the_hours_unless_it_is_meant_beyond_them() {
        Rota rota = weekly("Ana", DayOfWeek.MONDAY, "2026-11-23", hours(weekdays(), "08:00", "17:00", false));
        take(rota, "Ben", "2026-11-26T12:00", "2026-11-28T12:00", false);
        assertThat(shifts("2026-11-26T00:00", "2026-11-29T00:00"))
                .containsExactly(
                        "11-26 08:00 – 11-26 12:00 Ana",
                        "11-26 12:00 – 11-26 17:00 Ben",
                        "11-27 08:00 – 11-27 17:00 Ben");
        take(rota, "Cleo", "2026-11-28T10:00", "2026-11-28T18:00", true);
        assertThat(onCall("L1", "2026-11-28T11:00")).containsExactly("Cleo");
    }

    @Test
    void who_took_a_time_and_is_away_then_is_replaced_as_anybody() {
        Rota rota = weekly("Ana", DayOfWeek.MONDAY, "2026-11-23", null);
        take(rota, "Ben", "2026-11-25T08:00", "2026-11-26T08:00", false);
        away("Ben", "2026-11-25", "2026-11-26", "Cleo");
        assertThat(onCall("L1", "2026-11-25T09:00")).containsExactly("Cleo");
        active.remove(person("Ben"));
        assertThat(uncovered("2026-11-25T00:00", "2026-11-26T12:00"))
                .containsExactly("11-25 08:00 – 11-26 08:00 [INACTIVE]");
    }

    @Test
    void two_rotas_of_a_level_overlap_and_leave_a_gap() {
        weekly("Ana", DayOfWeek.MONDAY, "2026-11-23", hours(weekdays(), "08:00", "17:00", false));
        rota(RotaWish.of(
                "L1",
                "Evenings",
                members("Ben"),
                Rotation.DAILY,
                null,
                LocalTime.of(8, 0),
                null,
                day("2026-11-23"),
                hours(EnumSet.allOf(DayOfWeek.class), "16:00", "22:00", false)));
        assertThat(onCall("L1", "2026-11-23T16:30")).containsExactlyInAnyOrder("Ana", "Ben");
        assertThat(uncovered("2026-11-27T08:00", "2026-11-29T00:00"))
                .containsExactly("11-27 22:00 – 11-28 16:00 []", "11-28 22:00 – 11-29 00:00 []");
        HandOver next = roster().nextHandOver("L1", at("2026-11-23T12:00")).orElseThrow();
        assertThat(next.at()).isEqualTo(at("2026-11-23T16:00"));
        assertThat(next.after()).containsExactlyInAnyOrder(person("Ana"), person("Ben"));
        HandOver end = roster().nextHandOver("L1", at("2026-11-23T18:00")).orElseThrow();
        assertThat(end.at()).isEqualTo(at("2026-11-23T22:00"));
        assertThat(end.after()).isEmpty();
    }

    @Test
    void one_rota_covers_what_the_other_misses() {
        weekly("Ana", DayOfWeek.MONDAY, "2026-11-23", null);
        daily("Ben", "08:00", "2026-11-23");
        away("Ana", "2026-11-25", "2026-11-25", null);
        assertThat(uncovered("2026-11-23T08:00", "2026-11-30T08:00")).isEmpty();
        OnCall now = roster().onCall("L1", at("2026-11-25T12:00"));
        assertThat(now.people()).containsExactly(person("Ben"));
        assertThat(now.missing()).hasSize(1);
    }

    @Test
    void a_level_without_a_rota_is_not_uncovered() {
        Rota rota = weekly("Ana", DayOfWeek.MONDAY, "2026-11-23", null);
        assertThat(roster().onCall("L2", at("2026-11-25T12:00"))).satisfies(now -> {
            assertThat(now.rota()).isFalse();
            assertThat(now.uncovered()).isFalse();
        });
        // Neither is one whose rota has not begun, or is archived.
        assertThat(uncovered("2026-11-01T00:00", "2026-11-24T00:00")).isEmpty();
        rota.archive(at("2026-11-26T08:00"), person("Lead"));
        assertThat(shifts("2026-11-23T08:00", "2026-12-30T08:00")).containsExactly("11-23 08:00 – 11-26 08:00 Ana");
        assertThat(uncovered("2026-11-23T08:00", "2026-12-30T08:00")).isEmpty();
        assertThat(roster().onCall("L1", at("2026-11-26T08:00")).rota()).isFalse();
    }

    @Test
    void who_is_alone_on_a_rota_has_no_end_in_sight() {
        weekly("Ana", DayOfWeek.MONDAY, "2026-11-23", null);
        OnCall now = roster().onCall("L1", at("2026-11-25T12:00"));
        assertThat(now.responders()).singleElement().satisfies(one -> {
            assertThat(one.until()).isNull();
            assertThat(one.next()).isNull();
        });
        assertThat(roster().nextHandOver("L1", at("2026-11-25T12:00"))).isEmpty();
    }

    @Test
    void at_most_a_year_is_computed() {
        assertThatThrownBy(() -> roster().shifts(at("2026-01-01T00:00"), at("2027-01-02T00:01")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("366 days");
        assertThatThrownBy(() -> roster().uncovered(at("2026-01-02T00:00"), at("2026-01-01T00:00")))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'',8,needed",
        "'Ana Ana',8,twice",
        "Ana,0,from 1 to 56",
        "Ana,57,from 1 to 56",
    })
    void a_rota_that_makes_no_sense_is_refused(String names, int days, String words) {
        List<PersonId> members = names.isEmpty() ? List.of() : members(names);
        String expected = names.isEmpty() ? "from 1 to 50 members" : words;
        assertThatThrownBy(() -> RotaWish.of(
                        "L1", "R", members, Rotation.DAYS, days, LocalTime.NOON, null, day("2026-11-23"), null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(expected);
    }

    @Test
    void a_year_of_three_rotas_with_overrides_and_absences_is_computed_in_no_time() {
        Rota first = daily("Ana Ben Cleo", "08:00", "2026-01-01");
        weekly("Ana Ben", DayOfWeek.MONDAY, "2026-01-01", hours(weekdays(), "08:00", "17:00", true));
        weekly("Cleo Ben", DayOfWeek.FRIDAY, "2026-01-01", hours(weekdays(), "17:00", "08:00", false));
        for (int week = 0; week < 50; week++) {
            LocalDate saturday = day("2026-01-03").plusWeeks(week);
            take(first, "Cleo", saturday + "T10:00", saturday + "T20:00", false);
            away("Ana", saturday.plusDays(3).toString(), saturday.plusDays(3).toString(), week % 2 == 0 ? "Ben" : null);
        }
        Instant from = at("2026-01-01T08:00");
        Instant to = at("2026-12-31T08:00");
        var threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            // The thread's own time: whoever else keeps the machine busy is not measured.
            long begin = threads.getCurrentThreadCpuTime();
            assertThat(roster().uncovered(from, to)).isNotEmpty();
            best = Math.min(best, threads.getCurrentThreadCpuTime() - begin);
        }
        assertThat(best / 1_000_000).isLessThan(100);
    }
}
