package org.maint.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.ContentType;
import org.maint.notification.ChannelConfig;
import org.maint.notification.Delivery;
import org.maint.notification.Medium;
import org.maint.notification.Outgoing;

/** Tells a room in which people talk, in the form that its program takes. */
@ApplicationScoped
public class ChatSender implements Sender {
    private final Posts posts;

    @Inject
    public ChatSender(Posts posts) {
        this.posts = posts;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ChatSender() {
        this.posts = null;
    }

    @Override
    public Set<Medium> media() {
        return Set.of(Medium.SLACK, Medium.MATTERMOST, Medium.TEAMS);
    }

    @Override
    public Delivery send(Outgoing outgoing) {
        if (!(outgoing.config() instanceof ChannelConfig.Hook hook)) {
            return new Delivery.Refused("no room is set");
        }
        ObjectNode json =
                switch (outgoing.medium()) {
                    case SLACK -> ChatWords.slack(outgoing);
                    case MATTERMOST -> ChatWords.mattermost(outgoing);
                    case TEAMS -> ChatWords.teams(outgoing);
                    default -> throw new IllegalArgumentException(outgoing.medium() + " is no chat");
                };
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotency-Key", outgoing.id().toString());
        return posts.post(
                hook.url(),
                ContentType.APPLICATION_JSON,
                json.toString().getBytes(StandardCharsets.UTF_8),
                headers,
                Secrecy.about(hook.url(), hook.secret()).and(outgoing.words().secrets()));
    }
}
