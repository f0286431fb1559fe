package org.maint.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps absences; every list is without the cancelled ones. */
public interface AbsenceRepository {
    void add(Absence absence);

    /** Locked until the transaction ends; also when it is cancelled. */
    Optional<Absence> findForChange(UUID id);

    Optional<Absence> find(UUID id);

    /** Those that share a day with this time, by their first day. */
    List<Absence> between(LocalDate from, LocalDate to);

    /** Those of one person that share a day with this time. */
    List<Absence> of(PersonId person, LocalDate from, LocalDate to);

    /** On that day: the person's own, and those in which they stand in. */
    List<Absence> concerning(PersonId person, LocalDate day);
}
