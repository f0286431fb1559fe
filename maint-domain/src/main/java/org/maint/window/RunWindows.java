package org.maint.window;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Run;
import org.maint.checklist.RunEvent.RunMissed;
import org.maint.checklist.RunEvent.RunSigned;
import org.maint.checklist.RunEvent.RunSkipped;
import org.maint.checklist.RunId;
import org.maint.checklist.Runs;
import org.maint.people.Actor;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/** Windows that are born from a run: who works on it opens one, and it ends with the run if not before. */
@ApplicationScoped
@Transactional
public class RunWindows {
    /** A day's work. */
    public static final int LONGEST_MINUTES = 12 * 60;

    private final WindowRepository repository;
    private final MaintenanceWindows windows;
    private final Runs runs;
    private final Events events;
    private final Clock clock;

    @Inject
    public RunWindows(WindowRepository repository, MaintenanceWindows windows, Runs runs, Events events, Clock clock) {
        this.repository = repository;
        this.windows = windows;
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected RunWindows() {
        this(null, null, null, null, null);
    }

    /** From now on, for so many minutes. Refused when the run is closed or has a window that is open. */
    public MaintenanceWindow open(Actor actor, RunId run, int minutes, @Nullable String reason, List<String> scope) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        if (minutes < 1 || minutes > LONGEST_MINUTES) {
            throw Refusal.invalid("/minutes", Message.of("invalid.number.range", 1, LONGEST_MINUTES));
        }
        Run held = runs.holdOpen(actor, run);
        Instant now = clock.instant();
        if (!repository.openOfForChange(run, now).isEmpty()) {
            throw Refusal.conflict(Message.of("conflict.window.of-run", held.title()));
        }
        WindowWish wish = WindowWish.of(title(held.title()), reason, now, now.plus(Duration.ofMinutes(minutes)), scope);
        MaintenanceWindow window = new MaintenanceWindow(wish, now, actor.id(), run);
        repository.add(window);
        repository.flush();
        events.publish(window.planned());
        windows.lookAgain();
        return window;
    }

    /** A window has one title for everybody: both languages, where they differ and there is room. */
    private static String title(Text run) {
        String both = run.fr().equals(run.en()) ? run.fr() : run.fr() + " / " + run.en();
        return both.length() <= WindowWish.LONGEST_TITLE ? both : run.fr();
    }

    /** What is open of a run now. */
    public Optional<MaintenanceWindow> openOf(Actor actor, RunId run) {
        actor.requireStaff();
        Instant now = clock.instant();
        return windows.openNow().stream()
                .filter(window -> run.equals(window.run()) && window.state(now) == WindowState.OPEN)
                .findFirst();
    }

    public void on(@Observes RunSigned signed) {
        end(signed.run(), signed.by());
    }

    public void on(@Observes RunSkipped skipped) {
        end(skipped.run(), skipped.by());
    }

    public void on(@Observes RunMissed missed) {
        end(missed.run(), null);
    }

    private void end(Run run, @Nullable PersonId by) {
        Instant now = clock.instant();
        for (MaintenanceWindow window : repository.openOfForChange(run.id(), now)) {
            // One that was moved on by a lead and has not begun anew is cancelled.
            if (window.state(now) == WindowState.OPEN || window.state(now) == WindowState.PLANNED) {
                events.publish(window.end(now, by));
                windows.lookAgain();
            }
        }
    }
}
