package org.maint.silence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Page;

/** Keeps silences. */
public interface SilenceRepository {
    void add(Silence silence);

    Optional<Silence> find(UUID id);

    /** Locked until the transaction ends. */
    Optional<Silence> findForChange(UUID id);

    /**
     * Those in a state at a moment: active ones by their expiry, coming ones by their beginning, others the newest
     * first.
     *
     * @param state null for all
     */
    Page<Silence> list(@Nullable SilenceState state, Instant at, int page, int size);

    /** Those that nobody has ended and that are active at some moment from {@code from} to {@code to}, both included. */
    List<Silence> activeBetween(Instant from, Instant to);

    /** Pushes what was changed to the store, so that versions are up to date. */
    void flush();
}
