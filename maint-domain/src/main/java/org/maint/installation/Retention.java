package org.maint.installation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
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

    /** How many of each a sweep has removed. */
    public record Swept(Map<Retained, Integer> removed) implements Audited {
        public Swept {
            removed = Map.copyOf(removed);
        }

        @Override
        public AuditLine audit() {
            String detail = Arrays.stream(Retained.values())
                    .map(what -> what.name().toLowerCase(Locale.ROOT).replace('_', '-') + ": " + of(what))
                    .collect(Collectors.joining(", "));
            return new AuditLine(null, "retention.swept", "retention", detail);
        }

        public int of(Retained what) {
            return removed.getOrDefault(what, 0);
        }

        /** Looks of probes go every hour; a line for each sweep of them would bury the others. */
        boolean tellsNothing() {
            return Arrays.stream(Retained.values())
                    .filter(what -> what != Retained.PROBE_CHECKS)
                    .allMatch(what -> of(what) == 0);
        }
    }

    public Swept sweep() {
        CurrentSettings current = settings.current();
        people.forgetSignInFailures();
        inBatches(sessions::expire);
        inBatches(feedbacks::forgetPlaces);
        Map<Retained, Integer> removed = new EnumMap<>(Retained.class);
        for (Retained what : Retained.values()) {
            Instant before = before(current, what);
            removed.put(what, inBatches(most -> remove(what, before, most)));
        }
        Instant notificationsBefore = before(current, Retained.NOTIFICATIONS);
        inBatches(most -> escalations.removeEnded(notificationsBefore, most));
        Swept swept = new Swept(removed);
        if (!swept.tellsNothing()) {
            events.publish(swept);
        }
        return swept;
    }

    private int remove(Retained what, Instant before, int most) {
        return switch (what) {
            case NOTIFICATIONS -> notifications.removeEnded(before, most);
            case SESSIONS -> sessions.removeEnded(before, most);
            case ERRORS -> errors.forget(before, most);
            case PROBE_CHECKS -> probes.forget(before, most);
            case REPORTERS -> feedbacks.forget(before, most);
        };
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
