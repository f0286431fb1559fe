package org.maint.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Evidence;
import org.maint.checklist.Run;
import org.maint.checklist.RunEvent;
import org.maint.checklist.RunEvent.EvidenceAttached;
import org.maint.checklist.RunEvent.ItemRecorded;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.Runs;
import org.maint.incident.IncidentEvent;
import org.maint.incident.Incidents;
import org.maint.logbook.LogAppended;
import org.maint.logbook.Logbook;
import org.maint.people.Actor;
import org.maint.plan.Plans;
import org.maint.postmortem.PostMortemEvent;
import org.maint.postmortem.PostMortems;
import org.maint.task.TaskEvent;
import org.maint.task.Tasks;

/** Keeps what can be found up to date, in the transaction that changes it, and makes what is missing. */
@ApplicationScoped
@Transactional
public class Upkeep {
    private final SearchRepository repository;
    private final Plans plans;
    private final Runs runs;
    private final Logbook logbook;
    private final Tasks tasks;
    private final Incidents incidents;
    private final PostMortems postMortems;

    @Inject
    public Upkeep(
            SearchRepository repository,
            Plans plans,
            Runs runs,
            Logbook logbook,
            Tasks tasks,
            Incidents incidents,
            PostMortems postMortems) {
        this.repository = repository;
        this.plans = plans;
        this.runs = runs;
        this.logbook = logbook;
        this.tasks = tasks;
        this.incidents = incidents;
        this.postMortems = postMortems;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Upkeep() {
        this(null, null, null, null, null, null, null);
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
        List<Evidence> evidence = runs.evidenceOf(Actor.MAINT, List.of(run.id()));
        Documents.of(run, item, evidence)
                .ifPresentOrElse(repository::write, () -> repository.remove(Kind.ITEM, Documents.ref(run, item)));
    }

    public void on(@Observes LogAppended appended) {
        repository.write(Documents.of(appended.entry(), plans.published().zone()));
    }

    public void on(@Observes IncidentEvent event) {
        writeIncident(event.incident().number(), repository::write);
    }

    public void on(@Observes PostMortemEvent event) {
        writePostMortem(event.postMortem().incident(), repository::write);
    }

    private void writeIncident(long number, Consumer<SearchDocument> write) {
        write.accept(Documents.of(
                incidents.whole(Actor.MAINT, number), plans.published().zone()));
    }

    private void writePostMortem(long number, Consumer<SearchDocument> write) {
        write.accept(Documents.of(
                postMortems.whole(Actor.MAINT, number), plans.published().zone()));
    }

    public void on(@Observes TaskEvent event) {
        repository.write(Documents.of(
                tasks.whole(Actor.MAINT, event.task().number()),
                plans.published().zone()));
    }

    /**
     * What has no document: what was there before there was a search, and what a node of an older version has written
     * during an upgrade. To be asked at every start, until there is no next.
     *
     * @param from where the last call has stopped; {@link Fill#START} at first
     * @param most how many are answered
     */
    public Missing missing(Fill from, int most) {
        return switch (from.kind()) {
            case RUN -> {
                List<UUID> runs = repository.runsWithout(UUID.fromString(from.after()), most);
                yield missing(from, runs, most, Fill.ENTRIES);
            }
            case LOG -> missing(from, repository.entriesWithout(Long.parseLong(from.after()), most), most, Fill.TASKS);
            case TASK -> missing(
                    from, repository.tasksWithout(Long.parseLong(from.after()), most), most, Fill.INCIDENTS);
            case INCIDENT -> missing(
                    from, repository.incidentsWithout(Long.parseLong(from.after()), most), most, Fill.POST_MORTEMS);
            case POST_MORTEM -> missing(
                    from, repository.postMortemsWithout(Long.parseLong(from.after()), most), most, null);
            case ITEM, PLAN, PERSON -> new Missing(from.kind(), List.of(), Optional.empty());
        };
    }

    /**
     * Makes the documents of one thing, where they are missing. Two nodes may do it at once. One thing a transaction: it
     * then waits for nobody while others wait for it, and whoever works at the thing meanwhile never has to begin again.
     *
     * @param kind of what {@link #missing} has named
     * @param ref as named there
     */
    public void fill(Kind kind, String ref) {
        switch (kind) {
            case RUN -> {
                UUID id = UUID.fromString(ref);
                repository.holdRun(id);
                Run run = runs.get(Actor.MAINT, new RunId(id));
                List<Evidence> evidence = runs.evidenceOf(Actor.MAINT, List.of(run.id()));
                repository.writeIfAbsent(Documents.of(run));
                run.items().forEach(item -> Documents.of(run, item, evidence).ifPresent(repository::writeIfAbsent));
            }
            case LOG ->
            // An entry never changes, so there is nothing to hold.
            repository.writeIfAbsent(Documents.of(
                    logbook.get(Actor.MAINT, Long.parseLong(ref)),
                    plans.published().zone()));
            case TASK -> {
                long number = Long.parseLong(ref);
                repository.holdTask(number);
                repository.writeIfAbsent(Documents.of(
                        tasks.whole(Actor.MAINT, number), plans.published().zone()));
            }
            case INCIDENT -> {
                long number = Long.parseLong(ref);
                repository.holdIncident(number);
                writeIncident(number, repository::writeIfAbsent);
            }
            case POST_MORTEM -> {
                long number = Long.parseLong(ref);
                repository.holdPostMortem(number);
                writePostMortem(number, repository::writeIfAbsent);
            }
            case ITEM, PLAN, PERSON -> throw new IllegalArgumentException(
                    "nothing of the kind " + kind + " is missing");
        }
    }

    private static Missing missing(Fill from, List<?> found, int most, @Nullable Fill afterwards) {
        List<String> refs = found.stream().map(String::valueOf).toList();
        return new Missing(
                from.kind(),
                refs,
                found.size() < most
                        ? Optional.ofNullable(afterwards)
                        : Optional.of(new Fill(from.kind(), refs.get(refs.size() - 1))));
    }

    /**
     * Some of what has no document.
     *
     * @param refs of the kind, in order
     * @param next where to go on once these are made; empty when nothing more is missing
     */
    public record Missing(Kind kind, List<String> refs, Optional<Fill> next) {}
}
