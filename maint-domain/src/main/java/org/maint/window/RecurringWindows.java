package org.maint.window;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;

/** Decides which announced maintenance comes round, and makes its windows well ahead. Leads plan and end it. */
@ApplicationScoped
@Transactional
public class RecurringWindows {
    /** Windows are there at least this far ahead. */
    public static final int DAYS_AHEAD = 60;

    /** Made further ahead than needed, so that there is something to make every ten days and not every day. */
    private static final int DAYS_MADE = DAYS_AHEAD + 10;

    private final WindowRepository repository;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public RecurringWindows(WindowRepository repository, Plans plans, Events events, Clock clock) {
        this.repository = repository;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RecurringWindows() {
        this(null, null, null, null);
    }

    /** Its windows of the next weeks are made at once. */
    public RecurringWindow plan(Actor actor, RecurringWish wish) {
        actor.require(Role.LEAD);
        Instant now = clock.instant();
        RecurringWindow recurring = new RecurringWindow(wish, today(now), now, actor.id());
        repository.add(recurring);
        makeAhead(recurring, now);
        repository.flush();
        events.publish(recurring.planned());
        return recurring;
    }

    /** Cancels those of its windows that have not begun; one that is open stays until its end. */
    public RecurringWindow end(Actor actor, UUID id) {
        actor.require(Role.LEAD);
        Instant now = clock.instant();
        RecurringWindow recurring = repository.recurringForChange(id).orElseThrow(() -> unknown(id.toString()));
        RecurringEvent.RecurringEnded ended = recurring.end(now, today(now), actor.id());
        for (MaintenanceWindow window : repository.plannedOf(id, now)) {
            if (window.state(now) == WindowState.PLANNED) {
                events.publish(window.end(now, actor.id()));
            }
        }
        repository.flush();
        events.publish(ended);
        return recurring;
    }

    public RecurringWindow get(Actor actor, UUID id) {
        actor.requireStaff();
        return repository.recurring(id).orElseThrow(() -> unknown(id.toString()));
    }

    /** The newest first. */
    public Page<RecurringWindow> list(Actor actor, int page, int size) {
        actor.requireStaff();
        return repository.recurring(page, size);
    }

    /**
     * Makes the windows that are lacking for the next weeks, once, however many nodes ask at once: each series is locked
     * while it is looked at, and (series, nominal date) is a unique key. Answers how many it made.
     */
    public int makeAhead() {
        Instant now = clock.instant();
        int made = 0;
        for (UUID id : repository.recurringPlannedUntil(today(now).plusDays(DAYS_AHEAD))) {
            RecurringWindow recurring = repository.recurringForChange(id).orElse(null);
            made += recurring == null ? 0 : makeAhead(recurring, now);
        }
        return made;
    }

    /**
     * Once the plan has another zone, windows that have not begun go to their local time there. What somebody has changed
     * alone stays, and so does what comes only once: people were told of that moment. Answers how many moved.
     */
    public int follow() {
        Instant now = clock.instant();
        int moved = 0;
        for (UUID id : repository.recurringElsewhere(zone().getId())) {
            RecurringWindow recurring = repository.recurringForChange(id).orElseThrow();
            recurring.isIn(zone());
            for (MaintenanceWindow window : repository.plannedOf(id, now)) {
                Optional<WindowEvent> event = recurring.follow(window, now);
                event.ifPresent(events::publish);
                moved += event.isPresent() ? 1 : 0;
            }
        }
        return moved;
    }

    private int makeAhead(RecurringWindow recurring, Instant now) {
        List<MaintenanceWindow> lacking = recurring.planUntil(today(now).plusDays(DAYS_MADE), zone(), now);
        lacking.forEach(repository::add);
        return lacking.size();
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone());
    }

    private ZoneId zone() {
        return plans.published().zone();
    }

    /** What an address or a call names; refused as not found when it cannot name any. */
    public static UUID id(@Nullable String text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            throw unknown(String.valueOf(text));
        }
    }

    private static Refusal unknown(String id) {
        return Refusal.notFound(Message.of("not-found.window", id));
    }
}
