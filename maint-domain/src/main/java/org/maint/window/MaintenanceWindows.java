package org.maint.window;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;

/** Decides when the platform is under announced maintenance. Leads plan, change, end and cancel; all staff see it. */
@ApplicationScoped
@Transactional
public class MaintenanceWindows {
    /** How soon a node notices what another one has planned: every page asks, so not every page asks the database. */
    private static final Duration NOTICED_WITHIN = Duration.ofMillis(900);

    private final WindowRepository repository;
    private final Plans plans;
    private final Events events;
    private final Clock clock;
    private volatile @Nullable Looked looked;

    private record Looked(List<MaintenanceWindow> open, Instant at) {}

    @Inject
    public MaintenanceWindows(WindowRepository repository, Plans plans, Events events, Clock clock) {
        this.repository = repository;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected MaintenanceWindows() {
        this(null, null, null, null);
    }

    /** It may have begun, but must end in the future. */
    public MaintenanceWindow plan(Actor actor, WindowWish wish) {
        actor.require(Role.LEAD);
        MaintenanceWindow window = new MaintenanceWindow(wish, clock.instant(), actor.id());
        repository.add(window);
        return told(window, window.planned());
    }

    /**
     * Changes one that is not over; the beginning of an open one stays.
     *
     * @param expectedVersion the version that the person saw; null to write whatever it is now
     */
    public MaintenanceWindow change(Actor actor, UUID id, WindowWish wish, @Nullable Integer expectedVersion) {
        MaintenanceWindow window = forChange(actor, id, expectedVersion);
        return told(window, window.change(wish, clock.instant(), actor.id()));
    }

    /** To another day: at the same local time, in the plan's zone, and as long as before. */
    public MaintenanceWindow move(Actor actor, UUID id, LocalDate day, @Nullable Integer expectedVersion) {
        MaintenanceWindow window = forChange(actor, id, expectedVersion);
        ZoneId zone = plans.published().zone();
        LocalTime time = LocalTime.ofInstant(window.from(), zone);
        Instant from = day.atTime(time).atZone(zone).toInstant();
        Instant to = from.plus(Duration.between(window.from(), window.to()));
        WindowWish wish = WindowWish.of(window.title(), window.reason(), from, to, window.scope());
        return told(window, window.change(wish, clock.instant(), actor.id()));
    }

    /**
     * Cancels one that has not begun, ends one that is open; refused when it is over. Who works on runs may end one that
     * was born from a run.
     */
    public MaintenanceWindow end(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        MaintenanceWindow window = repository.findForChange(id).orElseThrow(() -> refused(actor, id));
        if (window.run() == null) {
            actor.require(Role.LEAD);
        } else {
            actor.require(Role.LEAD, Role.TECHNICIAN);
        }
        window.requireVersion(expectedVersion);
        return told(window, window.end(clock.instant(), actor.id()));
    }

    /** For other features, which answer for who may: one that is open from now on. */
    public MaintenanceWindow openFor(PersonId by, WindowWish wish) {
        MaintenanceWindow window = new MaintenanceWindow(wish, clock.instant(), by);
        repository.add(window);
        told(window, window.planned());
        return window;
    }

    /** For other features: ends it, if it is not over. */
    public void endFor(UUID id, PersonId by) {
        Instant now = clock.instant();
        repository
                .findForChange(id)
                .filter(window -> window.state(now) == WindowState.OPEN || window.state(now) == WindowState.PLANNED)
                .ifPresent(window -> told(window, window.end(now, by)));
    }

    /** Who may not end any is not told which there are. */
    private static Refusal refused(Actor actor, UUID id) {
        actor.require(Role.LEAD, Role.TECHNICIAN);
        return unknown(id.toString());
    }

    private MaintenanceWindow forChange(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        actor.require(Role.LEAD);
        MaintenanceWindow window = repository.findForChange(id).orElseThrow(() -> unknown(id.toString()));
        window.requireVersion(expectedVersion);
        return window;
    }

    private MaintenanceWindow told(MaintenanceWindow window, WindowEvent event) {
        // The version that the answer shows is the one that the next change must name.
        repository.flush();
        events.publish(event);
        lookAgain();
        return window;
    }

    /** Forgets what was open: it has just changed. */
    void lookAgain() {
        looked = null;
    }

    public MaintenanceWindow get(Actor actor, UUID id) {
        actor.requireStaff();
        return repository.find(id).orElseThrow(() -> unknown(id.toString()));
    }

    /**
     * Those that share a moment with this time, cancelled ones too, by their beginning.
     *
     * @param from null for no bound
     * @param to excluded; null for no bound
     * @param size from 1 to 500
     */
    public Page<MaintenanceWindow> list(Actor actor, @Nullable Instant from, @Nullable Instant to, int page, int size) {
        actor.requireStaff();
        return repository.list(from, to, page, size);
    }

    /** All that share a moment with this time, cancelled ones too, by their beginning; {@code to} is excluded. */
    public List<MaintenanceWindow> between(Actor actor, Instant from, Instant to) {
        actor.requireStaff();
        return repository.between(from, to);
    }

    /** What is open at a moment, the first to end first. */
    public List<MaintenanceWindow> openAt(Instant at) {
        return repository.openBetween(at, at);
    }

    /** What is open now, the first to end first; at most a second old. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<MaintenanceWindow> openNow() {
        return open(clock.instant());
    }

    /**
     * The window in which this thing is worked on at a moment, of several the one that ends last. For this moment it is
     * at most a second old.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<MaintenanceWindow> covering(String fingerprint, Instant at) {
        return open(at).stream().filter(window -> window.covers(fingerprint)).reduce((one, later) -> later);
    }

    private List<MaintenanceWindow> open(Instant at) {
        Looked last = looked;
        if (last == null || at.isBefore(last.at()) || at.isAfter(last.at().plus(NOTICED_WITHIN))) {
            last = new Looked(repository.openBetween(at, at.plus(NOTICED_WITHIN)), at);
            // What somebody asks of another time is not worth keeping.
            if (Duration.between(at, clock.instant()).abs().compareTo(NOTICED_WITHIN) <= 0) {
                looked = last;
            }
        }
        return last.open().stream()
                .filter(window -> window.state(at) == WindowState.OPEN)
                .toList();
    }

    /** What an address or a call names; refused as not found when it cannot name a window. */
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
