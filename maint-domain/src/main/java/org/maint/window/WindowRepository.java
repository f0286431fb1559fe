package org.maint.window;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Page;

/** Keeps announced maintenance. */
public interface WindowRepository {
    void add(MaintenanceWindow window);

    Optional<MaintenanceWindow> find(UUID id);

    /** Locked until the transaction ends. */
    Optional<MaintenanceWindow> findForChange(UUID id);

    /** Those that share a moment with this time, cancelled ones too, by their beginning; null for no bound. */
    Page<MaintenanceWindow> list(@Nullable Instant from, @Nullable Instant to, int page, int size);

    /** As {@link #list}, all of them. */
    List<MaintenanceWindow> between(Instant from, Instant to);

    /** Those not cancelled that are open at some moment from {@code from} to {@code to}, both included. */
    List<MaintenanceWindow> openBetween(Instant from, Instant to);

    /** Pushes what was changed to the store, so that versions are up to date. */
    void flush();
}
