package org.maint.rota;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maint.people.PersonId;
import org.maint.rota.OnCall.Responder;
import org.maint.rota.OnCallRecord.Watch;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Computes who is on call at the levels, and when nobody is. Pure: it knows no clock and no database, and answers for the
 * past from the rotas as they are now; what was is in {@link OnCallRecords}.
 */
public final class Roster {
    /** The longest time that is computed at once. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** How far it is looked for when somebody's time ends: twice the longest turn. */
    private static final Duration HORIZON = Duration.ofDays(2L * RotaWish.LONGEST_TURN_DAYS);

    private static final Comparator<Shift> ORDER =
            Comparator.comparing(Shift::from).thenComparing(Shift::title).thenComparing(Shift::rota);

    private final List<Sheet> sheets;

    /**
     * @param holiday whether a day is a holiday of the plan
     * @param rotas archived ones too; they count until then
     * @param overrides of these rotas; withdrawn ones count until then
     */
    public Roster(
            ZoneId zone,
            Predicate<LocalDate> holiday,
            Collection<Rota> rotas,
            Collection<RotaOverride> overrides,
            Staff staff) {
        Map<UUID, List<RotaOverride>> taken = overrides.stream()
                .sorted(Comparator.comparing(RotaOverride::sequence))
                .collect(Collectors.groupingBy(RotaOverride::rota));
        this.sheets = rotas.stream()
                .map(rota -> new Sheet(
                        rota, new Turns(rota, zone, holiday), taken.getOrDefault(rota.id(), List.of()), staff, zone))
                .toList();
    }

    /** All shifts that share a moment with this time, whole, by their beginning; refused for more than 366 days. */
    public List<Shift> shifts(Instant from, Instant to) {
        requireRange(from, to);
        return sheets.stream()
                .flatMap(sheet -> sheet.between(from, to).stream())
                .sorted(ORDER)
                .toList();
    }

    /** The shifts of one level that share a moment with this time. */
    public List<Shift> shifts(String level, Instant from, Instant to) {
        requireRange(from, to);
        return at(level)
                .flatMap(sheet -> sheet.between(from, to).stream())
                .sorted(ORDER)
                .toList();
    }

    private Stream<Sheet> at(String level) {
        return sheets.stream().filter(sheet -> sheet.rota().level().equals(level));
    }

    /** Refused when it ends before it begins, or is longer than 366 days. */
    static void requireRange(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Refusal.invalid("/to", Message.of("invalid.range.order", from.toString(), to.toString()));
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Refusal.invalid("/to", Message.of("invalid.rota.range", LONGEST.toDays()));
        }
    }

    /** The rotas from which it is computed, archived ones too where they count. */
    public List<Rota> rotas() {
        return sheets.stream().map(Sheet::rota).toList();
    }

    /** Whether any rota of the level is in use at a moment. */
    public boolean inUse(String level, Instant at) {
        return at(level).anyMatch(sheet -> sheet.inUse(at));
    }

    /** Whether a rota's hours share a moment with this time. */
    boolean counts(Rota rota, Instant from, Instant to) {
        return sheets.stream().anyMatch(sheet -> sheet.rota().id().equals(rota.id()) && sheet.counts(from, to));
    }

    public OnCall onCall(String level, Instant at) {
        List<Responder> responders = new ArrayList<>();
        List<Shift> missing = new ArrayList<>();
        at(level)
                .sorted(Comparator.comparing((Sheet sheet) -> sheet.rota().title())
                        .thenComparing(sheet -> sheet.rota().id()))
                .forEach(sheet -> {
                    List<Shift> coming = sheet.between(at, at.plus(HORIZON)).stream()
                            .sorted(ORDER)
                            .toList();
                    for (Shift now : coming) {
                        if (now.from().isAfter(at) || !now.to().isAfter(at)) {
                            continue;
                        }
                        if (now.person() == null) {
                            missing.add(now);
                        } else {
                            responders.add(responder(now.person(), now, coming, at));
                        }
                    }
                });
        return new OnCall(level, inUse(level, at), List.copyOf(responders), List.copyOf(missing));
    }

    private static Responder responder(PersonId person, Shift now, List<Shift> coming, Instant at) {
        Instant until = now.to();
        for (Shift later : coming) {
            if (later.from().equals(until) && person.equals(later.person())) {
                until = later.to();
            }
        }
        Instant end = until;
        Shift next = coming.stream()
                .filter(later -> !later.from().isBefore(end) && later.person() != null)
                .findFirst()
                .orElse(null);
        return new Responder(person, now, end.isBefore(at.plus(HORIZON)) ? end : null, next);
    }

    /** The times in which a level has rotas and nobody is on call, within this time, by level and beginning. */
    public List<Uncovered> uncovered(Instant from, Instant to) {
        requireRange(from, to);
        return sheets.stream()
                .map(sheet -> sheet.rota().level())
                .distinct()
                .sorted()
                .flatMap(level -> uncovered(level, from, to).stream())
                .toList();
    }

    private List<Uncovered> uncovered(String level, Instant from, Instant to) {
        List<Shift> shifts = shifts(level, from, to);
        List<Uncovered> found = new ArrayList<>();
        List<Shift> on = new ArrayList<>();
        int next = 0;
        List<Instant> moments = List.copyOf(moments(level, shifts, from, to));
        for (int i = 0; i + 1 < moments.size(); i++) {
            Instant begin = moments.get(i);
            on.removeIf(shift -> !shift.to().isAfter(begin));
            while (next < shifts.size() && !shifts.get(next).from().isAfter(begin)) {
                if (shifts.get(next).to().isAfter(begin)) {
                    on.add(shifts.get(next));
                }
                next++;
            }
            if (on.stream().allMatch(shift -> shift.person() == null) && inUse(level, begin)) {
                add(found, new Uncovered(level, begin, moments.get(i + 1), List.copyOf(on)));
            }
        }
        return found;
    }

    private static void add(List<Uncovered> found, Uncovered more) {
        Uncovered last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (last != null && last.to().equals(more.from()) && last.missing().equals(more.missing())) {
            found.set(found.size() - 1, new Uncovered(last.level(), last.from(), more.to(), last.missing()));
        } else {
            found.add(more);
        }
    }

    /** The moments of a time at which anything may change at a level, both ends among them. */
    private Set<Instant> moments(String level, List<Shift> shifts, Instant from, Instant to) {
        TreeSet<Instant> moments = new TreeSet<>();
        shifts.forEach(shift -> {
            moments.add(shift.from());
            moments.add(shift.to());
        });
        at(level).forEach(sheet -> {
            moments.add(sheet.begin());
            Instant archived = sheet.rota().archivedAt();
            if (archived != null) {
                moments.add(archived);
            }
        });
        Set<Instant> within = new TreeSet<>(moments.subSet(from, true, to, true));
        within.add(from);
        within.add(to);
        return within;
    }

    /** The next moment after this one at which it changes who is on call; empty when it does not within sixteen weeks. */
    public Optional<HandOver> nextHandOver(String level, Instant after) {
        Instant horizon = after.plus(HORIZON);
        List<Shift> shifts = shifts(level, after, horizon);
        List<PersonId> before = people(shifts, after);
        for (Instant at : moments(level, shifts, after, horizon)) {
            List<PersonId> people = people(shifts, at);
            if (at.isAfter(after) && at.isBefore(horizon) && !Set.copyOf(people).equals(Set.copyOf(before))) {
                return Optional.of(new HandOver(level, at, before, people));
            }
        }
        return Optional.empty();
    }

    /** Who is on call at each moment of this time at which anything may change, both ends among them. */
    SortedMap<Instant, Watch> watches(String level, Instant from, Instant to) {
        List<Shift> shifts = shifts(level, from, to.plusNanos(1));
        SortedMap<Instant, Watch> watches = new TreeMap<>();
        moments(level, shifts, from, to)
                .forEach(at -> watches.put(at, new Watch(inUse(level, at), people(shifts, at))));
        return watches;
    }

    private static List<PersonId> people(List<Shift> shifts, Instant at) {
        return shifts.stream()
                .filter(shift -> !shift.from().isAfter(at) && shift.to().isAfter(at))
                .map(Shift::person)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
