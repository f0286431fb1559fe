package org.maint.plan;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps every published version of the plan. */
public interface PlanRepository {
    void add(PlanVersion version);

    Optional<PlanVersion> find(int number);

    /** The number of the version in force; 0 when there is none yet. */
    int latestNumber();

    /** Newest first. */
    List<PlanVersion> all();

    /** Makes whoever else locks this version wait until the transaction ends. */
    void lock(int number);

    void add(PlanDraft draft);

    Optional<PlanDraft> draft(UUID id);

    Optional<PlanDraft> draftForChange(UUID id);

    /** Not published and not discarded, what waits for a decision first, then by the last change. */
    List<PlanDraft> openDrafts();

    void flush();
}
