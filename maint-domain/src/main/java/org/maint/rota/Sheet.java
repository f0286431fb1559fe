package org.maint.rota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.rota.Turns.Stretch;
import org.maint.rota.Turns.Turn;

/**
 * The shifts of one rota. Its order is painted first, then its overrides, the oldest first, so that the newest counts;
 * whoever is away is then replaced by who stands in.
 */
final class Sheet {
    private final Rota rota;
    private final Turns turns;
    private final List<RotaOverride> overrides;
    private final Staff staff;
    private final ZoneId zone;
    private final Map<PersonId, NavigableSet<Instant>> cuts = new HashMap<>();

    /** @param overrides the oldest first */
    Sheet(Rota rota, Turns turns, List<RotaOverride> overrides, Staff staff, ZoneId zone) {
        this.rota = rota;
        this.turns = turns;
        this.overrides = overrides;
        this.staff = staff;
        this.zone = zone;
    }

    /** A time that is somebody's, before anybody asks whether they are there. */
    private record Piece(Instant from, Instant to, PersonId meant, @Nullable RotaOverride override) {
        Piece cut(Instant begin, Instant end) {
            return new Piece(begin, end, meant, override);
        }
    }

    Rota rota() {
        return rota;
    }

    /** From which moment the rota is used. */
    Instant begin() {
        return turns.begin();
    }

    boolean inUse(Instant at) {
        Instant archived = rota.archivedAt();
        return !begin().isAfter(at) && (archived == null || archived.isAfter(at));
    }

    /** Whether its hours share a moment with this time. */
    boolean counts(Instant from, Instant to) {
        return !turns.counting(from, to, false).isEmpty();
    }

    /** All of the shifts that share a moment with this time, whole. */
    List<Shift> between(Instant from, Instant to) {
        TreeMap<Instant, Piece> pieces = new TreeMap<>();
        for (Turn turn : turns.between(from, to)) {
            for (Stretch part : turns.counting(turn.from(), turn.to(), false)) {
                pieces.put(part.from(), new Piece(part.from(), part.to(), turn.member(), null));
            }
        }
        // All of them, so that no shift ends where the question does.
        for (RotaOverride override : overrides) {
            if (override.from().isBefore(override.end())) {
                turns.counting(override.from(), override.end(), override.beyondHours())
                        .forEach(part -> paint(pieces, new Piece(part.from(), part.to(), override.person(), override)));
            }
        }
        return pieces.values().stream()
                .flatMap(piece -> present(piece).stream())
                .filter(shift -> shift.touches(from, to))
                .toList();
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
    private List<Shift> present(Piece piece) {
        List<Shift> shifts = new ArrayList<>();
        Instant begin = piece.from();
        for (Instant cut : cuts(piece.meant()).subSet(piece.from(), false, piece.to(), false)) {
            shifts.add(shift(piece.cut(begin, cut)));
            begin = cut;
        }
        shifts.add(shift(piece.cut(begin, piece.to())));
        return joined(shifts);
    }

    private NavigableSet<Instant> cuts(PersonId meant) {
        return cuts.computeIfAbsent(meant, unknown -> staff.turning(meant).stream()
                .map(day -> day.atStartOfDay(zone).toInstant())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private Shift shift(Piece piece) {
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
}
