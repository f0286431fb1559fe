package org.maint.checklist;

import java.time.LocalDate;
import org.maint.people.PersonId;

/** Who can do what; a later feature knows. */
public interface Competence {
    /**
     * Whether a person holds a skill on a day.
     *
     * @param skill by its key in the plan
     */
    boolean holds(PersonId person, String skill, LocalDate day);
}
