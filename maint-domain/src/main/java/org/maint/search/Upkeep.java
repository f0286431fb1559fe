package org.maint.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Evidence;
import org.maint.checklist.Run;
import org.maint.checklist.RunEvent;
import org.maint.checklist.RunEvent.EvidenceAttached;
import org.maint.checklist.RunEvent.ItemRecorded;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.Runs;
import org.maint.logbook.LogAppended;
import org.maint.logbook.Logbook;
import org.maint.people.Actor;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.task.TaskEvent;
import org.maint.task.Tasks;

/** Keeps what can be found up to date, in the transaction that changes it, and makes what is missing. */
@ApplicationScoped
@Transactional
public class Upkeep {
    /** Reads for maint itself what it is about to make findable. */
    private static final Actor MAINT = new Actor(new PersonId(new UUID(0, 0)), Set.of(Role.VIEWER));

    private final SearchRepository repository;
    private final Plans plans;
    private final Runs runs;
    private final Logbook logbook;
    private final Tasks tasks;

    @Inject
    public Upkeep(SearchRepository repository, Plans plans, Runs runs, Logbook logbook, Tasks tasks) {
        this.repository = repository;
        this.plans = plans;
        this.runs = runs;
        this.logbook = logbook;
        this.tasks = tasks;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Upkeep() {
        this(null, null, null, null, null);
    }

    public void on(@Observes RunEvent event) {
        if (event instanceof ItemRecorded recorded) {
            write(recorded.run(), recorded.item());
        } else if (event instanceof EvidenceAttached attached) {
            write(attached.run(), attached.item());
        } else {
            repository.write(Documents.of(event.run()));
        }
    }

    private void write(Run run, RunItem item) {
        List<Evidence> evidence = runs.evidenceOf(MAINT, List.of(run.id()));
        Documents.of(run, item, evidence)
                .ifPresentOrElse(repository::write, () -> repository.remove(Kind.ITEM, Documents.ref(run, item)));
    }

    public void on(@Observes LogAppended appended) {
        repository.write(Documents.of(appended.entry(), plans.published().zone()));
    }

    public void on(@Observes TaskEvent event) {
        repository.write(Documents.of(
                tasks.whole(MAINT, event.task().number()), plans.published().zone()));
    }

    /**
     * Makes documents that are missing: of what was there before there was a search, and of what a node of an older
     * version has written during an upgrade. To be called at every start, until it answers that all was looked at. Two
     * nodes may do it at once.
     *
     * @param from where the last call has stopped; {@link Fill#START} at first
     * @param most how many things are looked at in this transaction
     * @return where to go on; empty when nothing is missing any more
     */
    public Optional<Fill> fill(Fill from, int most) {
        return switch (from.kind()) {
            case RUN -> {
                List<UUID> missing = repository.runsWithout(UUID.fromString(from.after()), most);
                List<Evidence> evidence =
                        runs.evidenceOf(MAINT, missing.stream().map(RunId::new).toList());
                missing.forEach(id -> fill(runs.get(MAINT, new RunId(id)), evidence));
                yield next(from, missing, most, Fill.ENTRIES);
            }
            case LOG -> {
                List<Long> missing = repository.entriesWithout(Long.parseLong(from.after()), most);
                missing.forEach(sequence -> repository.writeIfAbsent(Documents.of(
                        logbook.get(MAINT, sequence), plans.published().zone())));
                yield next(from, missing, most, Fill.TASKS);
            }
            case TASK -> {
                List<Long> missing = repository.tasksWithout(Long.parseLong(from.after()), most);
                missing.forEach(number -> repository.writeIfAbsent(Documents.of(
                        tasks.whole(MAINT, number), plans.published().zone())));
                yield next(from, missing, most, null);
            }
            case ITEM, PLAN, PERSON -> Optional.empty();
        };
    }

    private void fill(Run run, List<Evidence> evidence) {
        repository.writeIfAbsent(Documents.of(run));
        run.items().forEach(item -> Documents.of(run, item, evidence).ifPresent(repository::writeIfAbsent));
    }

    private static Optional<Fill> next(Fill from, List<?> done, int most, @Nullable Fill afterwards) {
        if (done.size() < most) {
            return Optional.ofNullable(afterwards);
        }
        return Optional.of(new Fill(from.kind(), done.get(done.size() - 1).toString()));
    }
}
