package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** Shows how words would look before they are saved: with what was last told of the topic, or with something made up. */
@ApplicationScoped
@Transactional
public class Previews {
    private final NotificationRepository repository;
    private final Rendering rendering;
    private final Clock clock;

    @Inject
    public Previews(NotificationRepository repository, Rendering rendering, Clock clock) {
        this.repository = repository;
        this.rendering = rendering;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Previews() {
        this(null, null, null);
    }

    /** @param real whether it is made from something that was told */
    public record Preview(Rendered words, boolean real) {}

    /** Refused, like saving, when the words name a placeholder that there is none of. */
    public Preview preview(Actor actor, Topic topic, Medium medium, Locale language, String subject, String body) {
        actor.require(Role.ADMIN, Role.LEAD);
        Templates.refuseUnknown(new Wording(subject, ""), "/subject");
        Templates.refuseUnknown(new Wording("", body), "/body");
        Notification known = repository.newest(topic).orElse(null);
        Notification like = known == null ? madeUp(topic, medium) : known;
        return new Preview(rendering.preview(actor, like, medium, new Wording(subject, body), language), known != null);
    }

    private Notification madeUp(Topic topic, Medium medium) {
        boolean alert = topic == Topic.PAGE || topic == Topic.ALERT;
        Notice notice = new Notice(
                topic.kinds().get(0),
                alert ? Severity.CRITICAL : Severity.INFO,
                Text.of(Message.of(alert ? "notification.example.alert" : "notification.example")),
                Text.of(Message.of(alert ? "notification.example.alert.body" : "notification.example.body")),
                alert ? "/alert?n=12" : "/notifications",
                null,
                null,
                alert ? List.of(12L) : List.of());
        return new Notification(
                notice, new Destination(medium, Channels.PORTAL, null, null, null, null), clock.instant());
    }
}
