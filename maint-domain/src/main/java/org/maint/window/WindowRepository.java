package org.maint.window;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunId;
import org.maint.shared.Page;

/** Keeps announced maintenance. */
public interface WindowRepository {
    void add(MaintenanceWindow window);

    void add(RecurringWindow recurring);

    Optional<MaintenanceWindow> find(UUID id);

    /** Locked until the transaction ends. */
    Optional<MaintenanceWindow> findForChange(UUID id);

    /** Those that share a moment with this time, cancelled ones too, by their beginning; null for no bound. */
    Page<MaintenanceWindow> list(@Nullable Instant from, @Nullable Instant to, int page, int size);

    /** As {@link #list}, all of them. */
    List<MaintenanceWindow> between(Instant from, Instant to);

    /** Those not cancelled that are open at some moment from {@code from} to {@code to}, both included. */
    List<MaintenanceWindow> openBetween(Instant from, Instant to);

    /** Those of a run that are not over, locked. */
    List<MaintenanceWindow> openOfForChange(RunId run, Instant at);

    Optional<RecurringWindow> recurring(UUID id);

    /** Locked until the transaction ends. */
    Optional<RecurringWindow> recurringForChange(UUID id);

    /** The newest first. */
    Page<RecurringWindow> recurring(int page, int size);

    /** Those that nobody has ended and of which windows are lacking before this day. */
    List<UUID> recurringPlannedUntil(LocalDate day);

    /** Those that nobody has ended and whose windows were made for another zone than this. */
    List<UUID> recurringElsewhere(String zone);

    /** Windows of it that have not begun and that nobody has cancelled, locked. */
    List<MaintenanceWindow> plannedOf(UUID recurring, Instant at);

    /** Pushes what was changed to the store, so that versions are up to date. */
    void flush();
}
