package org.maint.logbook;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.maint.shared.Page;

/** Keeps the log. There is no way to change or remove an entry, here or in the database. */
public interface LogRepository {
    /** The end of the chain, locked until the transaction ends. */
    Chain.Head lockHead();

    /** Adds an entry and advances the end of the chain to it. */
    void append(LogEntry entry);

    Optional<LogEntry> find(long sequence);

    /** The newest entry of a run. */
    Optional<LogEntry> ofRun(UUID run);

    /** All entries of any of these runs, in the order of the chain. */
    List<LogEntry> ofRuns(Collection<UUID> runs);

    /** The entries that correct this one, oldest first. */
    List<LogEntry> correctionsOf(long sequence);

    /** The entries that correct any of these, oldest first. */
    List<LogEntry> correctionsOf(Collection<Long> sequences);

    long count(LogQuery query);

    /** In the order of the chain, at most so many. */
    List<LogEntry> inOrder(LogQuery query, int most);

    /** Newest first. */
    Page<LogEntry> list(LogQuery query, int page, int size);

    /** In the order of the chain: those that come after {@code sequence}, at most so many. */
    List<LogEntry> after(long sequence, int most);

    void add(Checkpoint checkpoint);

    /** By sequence, then time. */
    List<Checkpoint> checkpoints();

    Optional<Checkpoint> newestCheckpoint();
}
