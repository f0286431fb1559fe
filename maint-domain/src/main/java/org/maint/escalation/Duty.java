package org.maint.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.maint.people.PersonId;

/** Who answers at a level. */
@ApplicationScoped
public class Duty {
    /** Empty when the level has no rota: then the plan's own contact answers. A rota may have nobody on it now. */
    Optional<List<PersonId>> at(String level, Instant at) {
        return Optional.empty();
    }
}
