package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.escalation.Coming;
import org.maint.escalation.Escalation;
import org.maint.escalation.EscalationLine;
import org.maint.escalation.EscalationState;
import org.maint.escalation.Escalations;
import org.maint.notification.HeldReason;
import org.maint.notification.Notification;
import org.maint.notification.Notifications;
import org.omnifaces.cdi.Param;

/** Who was told of an alert, what comes next and when, and what became of each message. */
@Named
@RequestScoped
public class EscalationPart {
    private static final int MOST = 20;

    private final Escalations escalations;
    private final Notifications notifications;
    private final Deliveries deliveries;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param(name = "n")
    private @Nullable String number;

    private Escalations.@Nullable Story story;
    private @Nullable List<Notification> written;

    @Inject
    public EscalationPart(
            Escalations escalations, Notifications notifications, Deliveries deliveries, Shell shell, Fmt fmt) {
        this.escalations = escalations;
        this.notifications = notifications;
        this.deliveries = deliveries;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected EscalationPart() {
        this(null, null, null, null, null);
    }

    private Escalations.Story story() {
        if (story == null) {
            story = escalations.story(shell.actor(), Addressed.alert(number));
        }
        return story;
    }

    private @Nullable Escalation escalation() {
        return story().escalation();
    }

    /** Whether there is anything to follow: not for information, and not before it fires. */
    public boolean isThere() {
        return escalation() != null;
    }

    /** Newest first. */
    public List<EscalationLine> getLines() {
        List<EscalationLine> lines = new ArrayList<>(story().lines());
        Collections.reverse(lines);
        return lines;
    }

    /** What happened, in words. */
    public String what(EscalationLine line) {
        String levels = line.levels() == null ? "" : line.levels().replace(" ", ", ");
        return fmt.words("escalation.line." + line.kind(), levels);
    }

    /** Who, or why; empty where nothing more is known. */
    public String detail(EscalationLine line) {
        String words = line.words();
        if (words == null || words.isBlank()) {
            return "";
        }
        return switch (line.kind()) {
            case HELD -> held(words);
            case WORSE -> fmt.words("severity." + words);
            default -> words;
        };
    }

    private String held(String words) {
        String[] parts = words.split(" ", 2);
        return Arrays.stream(HeldReason.values())
                .filter(each -> each.name().equals(parts[0]))
                .findFirst()
                .map(reason -> deliveries.held(reason, parts.length > 1 ? parts[1] : null, null))
                .orElse(words);
    }

    /** Why nobody is told now, and as long as what; empty when people are. */
    public String getHeldNow() {
        Escalation escalation = escalation();
        HeldReason reason = escalation == null ? null : escalation.heldReason();
        return escalation == null || reason == null
                ? ""
                : deliveries.held(reason, escalation.heldWords(), escalation.nextAt());
    }

    public List<Coming> getComing() {
        return story().coming();
    }

    public String levels(Coming coming) {
        return String.join(", ", coming.levels());
    }

    /** When whoever has it in hand is asked again; null when nobody has. */
    public @Nullable Instant getReminder() {
        Escalation escalation = escalation();
        return escalation != null && escalation.state() == EscalationState.ACKNOWLEDGED ? escalation.nextAt() : null;
    }

    public List<Notification> getWritten() {
        if (written == null) {
            written = notifications.ofAlert(shell.actor(), Addressed.alert(number), MOST);
            deliveries.know(written);
        }
        return written;
    }
}
