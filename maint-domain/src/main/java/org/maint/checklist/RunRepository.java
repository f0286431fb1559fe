package org.maint.checklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Page;

/** Keeps runs, what proves them, and what maint knows of its own presence. */
public interface RunRepository {
    void add(Run run);

    /** With its items, in one query. */
    Optional<Run> find(RunId id);

    /** As {@link #find}, and until the transaction ends nobody else changes the run or its items. */
    Optional<Run> findForChange(RunId id);

    Optional<Run> findByOccurrence(String routineKey, LocalDate nominalDate);

    /** The runs of a routine that are still open or in progress, oldest first, locked. */
    List<Run> unfinished(String routineKey);

    /** The runs that a person has and that are still open or in progress, locked. */
    List<Run> unfinishedOf(PersonId assignee);

    Optional<LocalDate> newestNominalDate(String routineKey);

    /** Newest opening first. */
    Page<Run> list(RunQuery query, int page, int size);

    /** Newest opening first, without items. */
    List<RunSummary> summaries(RunQuery query, int most);

    /** Those still open or in progress, by due time. */
    List<RunSummary> unfinished();

    /** Those that open from {@code from} (included) to {@code to}, and those that opened before and are due after it. */
    List<RunMark> marks(Instant from, Instant to);

    /** The sum of what runs say that were signed from one moment (included) to another (excluded). */
    long minutes(Instant from, Instant to);

    /** Pushes what was changed to the store, so that versions are up to date. */
    void flush();

    /** Locks the watch over a routine, starting it if there is none. */
    RoutineWatch watch(String routineKey, String timing, Instant since);

    void add(Evidence evidence, byte[] content);

    Optional<Evidence> evidence(UUID id);

    byte[] content(UUID evidenceId);

    /** By the time of recording. */
    List<Evidence> evidenceOf(Collection<RunId> runs);

    void add(Deviation deviation);

    Optional<Deviation> openDeviation(RunId run, String itemKey);

    List<Deviation> deviations(RunId run);

    /** When any node was last seen running; empty at the very first start. */
    Optional<Instant> lastSignOfLife();

    void signOfLife(String node, Instant at);

    void add(Downtime downtime);

    /** The downtime in which this instant lies, if there is one. */
    Optional<Downtime> downtimeAt(Instant at);

    void present(RunId run, PersonId person, @Nullable String itemKey, Instant at);

    List<Presence> presentSince(RunId run, Instant since);
}
