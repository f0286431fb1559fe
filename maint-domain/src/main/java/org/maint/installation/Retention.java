package org.maint.installation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;
import org.maint.activity.PlatformErrors;
import org.maint.escalation.Escalations;
import org.maint.feedback.Feedbacks;
import org.maint.notification.Notifications;
import org.maint.people.People;
import org.maint.people.Sessions;
import org.maint.setting.CurrentSettings;
import org.maint.setting.Retained;
import org.maint.setting.Settings;
import org.maint.shared.Audited;
import org.maint.shared.Events;
import org.maint.watch.Probes;

/**
 * Removes what is over age, in batches that are transactions of their own, so that nobody waits for it. The log, runs,
 * plan versions and the audit trail are kept for ever.
 */
@ApplicationScoped
public class Retention {
    static final int BATCH = 500;

    /** Per sweep and kind; what is left goes with the next one. */
    static final int MOST_BATCHES = 200;

    private final Settings settings;
    private final People people;
    private final Sessions sessions;
    private final Notifications notifications;
    private final Escalations escalations;
    private final PlatformErrors errors;
    private final Probes probes;
    private final Feedbacks feedbacks;
    private final Events events;
    private final Clock clock;

    @Inject
    public Retention(
            Settings settings,
            People people,
            Sessions sessions,
            Notifications notifications,
            Escalations escalations,
            PlatformErrors errors,
            Probes probes,
            Feedbacks feedbacks,
            Events events,
            Clock clock) {
        this.settings = settings;
        this.people = people;
        this.sessions = sessions;
        this.notifications = notifications;
        this.escalations = escalations;
        this.errors = errors;
        this.probes = probes;
        this.feedbacks = feedbacks;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Retention() {
        this(null, null, null, null, null, null, null, null, null, null);
    }

    /** What a sweep has removed. */
    public record Swept(int notifications, int sessions) implements Audited {
        @Override
        public AuditLine audit() {
            String detail = "notifications: " + notifications + ", sessions: " + sessions;
            return new AuditLine(null, "retention.swept", "retention", detail);
        }

        boolean nothing() {
            return notifications == 0 && sessions == 0;
        }
    }

    public Swept sweep() {
        CurrentSettings current = settings.current();
        people.forgetSignInFailures();
        inBatches(sessions::expire);
        inBatches(errors::forget);
        inBatches(probes::forget);
        inBatches(feedbacks::forget);
        Instant sessionsBefore = before(current, Retained.SESSIONS);
        Instant notificationsBefore = before(current, Retained.NOTIFICATIONS);
        Swept swept = new Swept(
                inBatches(most -> notifications.removeEnded(notificationsBefore, most)),
                inBatches(most -> sessions.removeEnded(sessionsBefore, most)));
        inBatches(most -> escalations.removeEnded(notificationsBefore, most));
        if (!swept.nothing()) {
            events.publish(swept);
        }
        return swept;
    }

    private Instant before(CurrentSettings current, Retained what) {
        return clock.instant().minus(Duration.ofDays(current.days(what)));
    }

    private static int inBatches(IntUnaryOperator batch) {
        int all = 0;
        for (int i = 0; i < MOST_BATCHES; i++) {
            int done = batch.applyAsInt(BATCH);
            all += done;
            if (done < BATCH) {
                break;
            }
        }
        return all;
    }
}
