package org.maint.rota;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.rota.OnCall.Responder;
import org.maint.rota.Turns.Stretch;
import org.maint.rota.Turns.Turn;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Computes who is on call. The rota's order is painted first, then its overrides, the oldest first, so that the newest
 * counts; whoever is away is then replaced by who stands in. Pure: it knows no clock and no database, and answers for the
 * past from the rotas as they are now.
 */
public final class Roster {
    /** The longest time that is computed at once. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** How far it is looked for when somebody's time ends: twice the longest turn. */
    private static final Duration HORIZON = Duration.ofDays(2L * RotaWish.LONGEST_TURN_DAYS);

    private static final Comparator<Shift> ORDER =
            Comparator.comparing(Shift::from).thenComparing(Shift::title).thenComparing(Shift::rota);

    private final ZoneId zone;
    private final Map<UUID, Rota> rotas;
    private final Map<UUID, Turns> turns;
    private final Map<UUID, List<RotaOverride>> overrides;
    private final Staff staff;
    private final Map<PersonId, NavigableSet<Instant>> cuts = new HashMap<>();

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
        this.zone = zone;
        this.rotas = rotas.stream().collect(Collectors.toMap(Rota::id, rota -> rota));
        this.turns = rotas.stream().collect(Collectors.toMap(Rota::id, rota -> new Turns(rota, zone, holiday)));
        this.overrides = overrides.stream()
                .sorted(Comparator.comparing(RotaOverride::sequence))
                .collect(Collectors.groupingBy(RotaOverride::rota));
        this.staff = staff;
    }

    /** A time that is somebody's, before anybody asks whether they are there. */
    private record Piece(Instant from, Instant to, PersonId meant, @Nullable RotaOverride override) {
        Piece cut(Instant begin, Instant end) {
            return new Piece(begin, end, meant, override);
        }
    }

    /** All shifts that share a moment with this time, whole, by their beginning; refused for more than 366 days. */
    public List<Shift> shifts(Instant from, Instant to) {
        requireRange(from, to);
        return rotas.values().stream()
                .flatMap(rota -> of(rota, from, to).stream())
                .sorted(ORDER)
                .toList();
    }

    /** The shifts of one level that share a moment with this time. */
    public List<Shift> shifts(String level, Instant from, Instant to) {
        requireRange(from, to);
        return at(level)
                .flatMap(rota -> of(rota, from, to).stream())
                .sorted(ORDER)
                .toList();
    }

    private Stream<Rota> at(String level) {
        return rotas.values().stream().filter(rota -> rota.level().equals(level));
    }

    private static void requireRange(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Refusal.invalid("/to", Message.of("invalid.range.order", from.toString(), to.toString()));
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Refusal.invalid("/to", Message.of("invalid.rota.range", LONGEST.toDays()));
        }
    }

    private List<Shift> of(Rota rota, Instant from, Instant to) {
        TreeMap<Instant, Piece> pieces = new TreeMap<>();
        Turns own = turns(rota);
        for (Turn turn : own.between(from, to)) {
            for (Stretch part : own.counting(turn.from(), turn.to(), false)) {
                pieces.put(part.from(), new Piece(part.from(), part.to(), turn.member(), null));
            }
        }
        // All of them, so that no shift ends where the question does.
        for (RotaOverride override : overrides.getOrDefault(rota.id(), List.of())) {
            if (override.from().isBefore(override.end())) {
                own.counting(override.from(), override.end(), override.beyondHours())
                        .forEach(part -> paint(pieces, new Piece(part.from(), part.to(), override.person(), override)));
            }
        }
        return pieces.values().stream()
                .flatMap(piece -> present(rota, piece).stream())
                .filter(shift -> shift.touches(from, to))
                .toList();
    }

    private Turns turns(Rota rota) {
        return Objects.requireNonNull(turns.get(rota.id()));
    }

    private static void paint(TreeMap<Instant, Piece> pieces, Piece over) {
        Map.Entry<Instant, Piece> before = pieces.lowerEntry(over.from());
        if (before != null && before.getValue().to().isAfter(over.from())) {
            Piece cut = before.getValue();
            pieces.put(cut.from(), cut.cut(cut.from(), over.from()));
            if (cut.to().isAfter(over.to())) {
                pieces.put(over.to(), cut.cut(over.to(), cut.to()));
            }
        }
        NavigableMap<Instant, Piece> under = pieces.subMap(over.from(), true, over.to(), false);
        Piece last = under.isEmpty() ? null : under.lastEntry().getValue();
        under.clear();
        if (last != null && last.to().isAfter(over.to())) {
            pieces.put(over.to(), last.cut(over.to(), last.to()));
        }
        pieces.put(over.from(), over);
    }

    /** Cut where it changes who is there; absences begin and end with the day. */
    private List<Shift> present(Rota rota, Piece piece) {
        List<Shift> shifts = new ArrayList<>();
        Instant begin = piece.from();
        for (Instant cut : cuts(piece.meant()).subSet(piece.from(), false, piece.to(), false)) {
            shifts.add(shift(rota, piece.cut(begin, cut)));
            begin = cut;
        }
        shifts.add(shift(rota, piece.cut(begin, piece.to())));
        return joined(shifts);
    }

    private NavigableSet<Instant> cuts(PersonId meant) {
        return cuts.computeIfAbsent(meant, unknown -> staff.turning(meant).stream()
                .map(day -> day.atStartOfDay(zone).toInstant())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private Shift shift(Rota rota, Piece piece) {
        Staff.Present present = staff.present(piece.meant(), LocalDate.ofInstant(piece.from(), zone));
        return new Shift(
                rota.id(),
                rota.level(),
                rota.title(),
                piece.from(),
                piece.to(),
                piece.meant(),
                present.person(),
                piece.override(),
                present.gap());
    }

    /** What was cut for nothing is one again. */
    private static List<Shift> joined(List<Shift> cut) {
        List<Shift> shifts = new ArrayList<>();
        for (Shift shift : cut) {
            Shift last = shifts.isEmpty() ? null : shifts.get(shifts.size() - 1);
            if (last != null && Objects.equals(last.person(), shift.person()) && last.gap() == shift.gap()) {
                shifts.set(shifts.size() - 1, withEnd(last, shift.to()));
            } else {
                shifts.add(shift);
            }
        }
        return shifts;
    }

    private static Shift withEnd(Shift shift, Instant to) {
        return new Shift(
                shift.rota(),
                shift.level(),
                shift.title(),
                shift.from(),
                to,
                shift.meant(),
                shift.person(),
                shift.override(),
                shift.gap());
    }

    /** The rotas from which it is computed, archived ones too where they count. */
    public List<Rota> rotas() {
        return List.copyOf(rotas.values());
    }

    /** Whether any rota of the level is in use at a moment. */
    public boolean inUse(String level, Instant at) {
        return at(level).anyMatch(rota -> inUse(rota, at));
    }

    private boolean inUse(Rota rota, Instant at) {
        Instant archived = rota.archivedAt();
        return !turns(rota).begin().isAfter(at) && (archived == null || archived.isAfter(at));
    }

    /** Whether a rota's hours share a moment with this time. */
    boolean counts(Rota rota, Instant from, Instant to) {
        return !turns(rota).counting(from, to, false).isEmpty();
    }

    public OnCall onCall(String level, Instant at) {
        List<Responder> responders = new ArrayList<>();
        List<Shift> missing = new ArrayList<>();
        at(level)
                .sorted(Comparator.comparing(Rota::title).thenComparing(Rota::id))
                .forEach(rota -> {
                    List<Shift> coming = of(rota, at, at.plus(HORIZON)).stream()
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
        return rotas.values().stream()
                .map(Rota::level)
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
        at(level).forEach(rota -> {
            moments.add(turns(rota).begin());
            Instant archived = rota.archivedAt();
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

    private static List<PersonId> people(List<Shift> shifts, Instant at) {
        return shifts.stream()
                .filter(shift -> !shift.from().isAfter(at) && shift.to().isAfter(at))
                .map(Shift::person)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
