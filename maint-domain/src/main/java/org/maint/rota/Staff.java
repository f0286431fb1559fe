package org.maint.rota;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.maint.people.Away;
import org.maint.people.PersonId;

/**
 * Who is there: the active people, and the days on which they are away.
 *
 * @param away in the plan's zone, cancelled absences left out
 */
public record Staff(Set<PersonId> active, Map<PersonId, List<Away>> away) {

    /** Who does somebody's duty on a day, or why nobody does; one of the two is null. */
    record Present(@Nullable PersonId person, @Nullable Gap gap) {}

    Present present(PersonId meant, LocalDate day) {
        if (!active.contains(meant)) {
            return new Present(null, Gap.INACTIVE);
        }
        Optional<Away> absence = on(meant, day);
        if (absence.isEmpty()) {
            return new Present(meant, null);
        }
        PersonId delegate = absence.get().delegate();
        if (delegate == null) {
            return new Present(null, Gap.AWAY);
        }
        if (!active.contains(delegate)) {
            return new Present(null, Gap.DELEGATE_INACTIVE);
        }
        return on(delegate, day).isPresent() ? new Present(null, Gap.DELEGATE_AWAY) : new Present(delegate, null);
    }

    private Optional<Away> on(PersonId person, LocalDate day) {
        return away.getOrDefault(person, List.of()).stream()
                .filter(each -> !day.isBefore(each.from()) && !day.isAfter(each.to()))
                .findFirst();
    }

    /** The first days of a time at which it may change who does somebody's duty, in order. */
    Set<LocalDate> turning(PersonId meant) {
        Set<LocalDate> days = new TreeSet<>();
        for (Away own : away.getOrDefault(meant, List.of())) {
            days.add(own.from());
            days.add(own.to().plusDays(1));
            PersonId delegate = own.delegate();
            if (delegate != null) {
                for (Away theirs : away.getOrDefault(delegate, List.of())) {
                    days.add(theirs.from());
                    days.add(theirs.to().plusDays(1));
                }
            }
        }
        return days;
    }
}
