package org.maint.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.maint.checklist.RunId;
import org.maint.shared.Page;

/** Keeps tasks with their history, files and links. */
public interface TaskRepository {
    /** Gives the task its number. */
    void add(Task task);

    void add(TaskLine line);

    void add(TaskFile file, byte[] content);

    void add(TaskLink link);

    Optional<Task> find(long number);

    Optional<Task> findForChange(long number);

    /** Whether the error or alert is there that a task is to follow from; true for what else it may follow from. */
    boolean exists(Origin origin);

    boolean hasOnce(String once);

    /** What is not closed first by due date (none last), then by priority; closed ones last, newest first. */
    Page<Task> list(TaskQuery query, int page, int size);

    /** Tasks of the plan's own review that are not closed. */
    List<Task> unfinishedReviews();

    /** What follows from items of a run, oldest first. */
    List<Task> ofRun(RunId run);

    /** By due date, from {@code from} to {@code to}, both included; closed ones too. */
    List<Task> due(LocalDate from, LocalDate to);

    Tasks.Tally tally(Instant from, Instant to);

    /** Those that were closed from one moment (included) to another (excluded), by number. */
    List<Task> closedBetween(Instant from, Instant to);

    /** Those that were there at a moment and not closed, by number. */
    List<Task> pendingAt(Instant at);

    /** When each was last changed. */
    Map<Long, Instant> lastChanges(Collection<Long> numbers);

    /** Oldest first. */
    List<TaskLine> lines(long number);

    List<TaskFile> files(long number);

    Optional<TaskFile> file(UUID id);

    byte[] content(UUID file);

    List<TaskLink> links(long number);

    void flush();
}
