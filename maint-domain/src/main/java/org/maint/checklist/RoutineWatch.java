package org.maint.checklist;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * From when on a routine is watched. Its row is also what nodes lock while they open runs, so that one of them decides
 * and the others find it done.
 */
@Entity
@Table(name = "routine_watch")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class RoutineWatch {
    @Id
    @Column(name = "routine_key")
    private String routineKey;

    /** What the occurrences are computed from; when a new plan version changes it, watching starts anew. */
    private String timing;

    @Column(name = "since")
    private Instant since;

    protected RoutineWatch() {}

    RoutineWatch(String routineKey, String timing, Instant since) {
        this.routineKey = routineKey;
        this.timing = timing;
        this.since = since;
    }

    void follow(String newTiming, Instant at) {
        if (!timing.equals(newTiming)) {
            this.timing = newTiming;
            this.since = at;
        }
    }

    Instant since() {
        return since;
    }
}
