package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Channel;
import org.maint.notification.Channels;
import org.maint.notification.Contact;
import org.maint.notification.Contacts;
import org.maint.notification.HeldReason;
import org.maint.notification.MailServer;
import org.maint.notification.Medium;
import org.maint.notification.Notification;
import org.maint.notification.NotificationState;

/** What became of notifications, in words that a person understands. */
@Named
@RequestScoped
public class Deliveries {
    private static final Pattern HTTP = Pattern.compile("HTTP (\\d{3}).*", Pattern.DOTALL);

    private final Contacts contacts;
    private final Channels channels;
    private final Owners owners;
    private final Shell shell;
    private final Fmt fmt;
    private final Map<UUID, Contact> known = new HashMap<>();
    private @Nullable Map<String, String> titles;

    @Inject
    public Deliveries(Contacts contacts, Channels channels, Owners owners, Shell shell, Fmt fmt) {
        this.contacts = contacts;
        this.channels = channels;
        this.owners = owners;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Deliveries() {
        this(null, null, null, null, null);
    }

    /** Reads at once whose contacts these went to. */
    void know(Collection<Notification> notifications) {
        List<UUID> ids = notifications.stream()
                .map(Notification::contact)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        contacts.named(shell.actor(), ids).forEach(contact -> known.put(contact.id(), contact));
    }

    /** The icon and the colour of a state. */
    public String icon(NotificationState state) {
        return switch (state) {
            case PENDING -> "PENDING";
            case SENDING -> "IN_PROGRESS";
            case DELIVERED -> "PASS";
            case HELD -> "SKIPPED";
            case REFUSED -> "FAIL";
            case DEAD -> "MISSED";
        };
    }

    /** Whether nothing happens with it any more by itself. */
    public boolean over(Notification notification) {
        return notification.state() != NotificationState.PENDING && notification.state() != NotificationState.SENDING;
    }

    public boolean givenUp(Notification notification) {
        return notification.state() == NotificationState.DEAD || notification.state() == NotificationState.REFUSED;
    }

    /** A person, whose contact it is, or the place that many read. */
    public String to(Notification notification) {
        if (notification.recipient() != null) {
            return String.valueOf(owners.name(notification.recipient()));
        }
        Contact contact = known.get(notification.contact());
        if (contact != null) {
            return contact.level() == null ? contact.label() : contact.level() + " · " + contact.label();
        }
        String address = notification.address();
        return address == null ? channel(notification.lane()) : shown(notification, address);
    }

    /** Where it goes exactly, as far as the reader may know; null for an inbox or a place. */
    public @Nullable String address(Notification notification) {
        String address = notification.address();
        return address == null ? null : shown(notification, address);
    }

    private String shown(Notification notification, String address) {
        Contact contact = known.get(notification.contact());
        if (contact != null) {
            return contact.addressFor(shell.actor());
        }
        return shell.can("LEAD ADMIN") ? address : Contact.masked(address);
    }

    /** By which medium, and the channel's own name where it has one. */
    public String by(Notification notification) {
        String medium = fmt.words("medium." + notification.medium());
        boolean only =
                notification.medium() == Medium.PORTAL || notification.lane().equals(MailServer.KEY);
        String channel = only ? medium : channel(notification.lane());
        return channel.equalsIgnoreCase(medium) ? medium : medium + " · " + channel;
    }

    private String channel(String lane) {
        if (titles == null) {
            Map<String, String> all = new HashMap<>();
            for (Channel channel : channels.list(shell.actor())) {
                all.put(channel.key(), channel.title());
            }
            all.putIfAbsent(Channels.TRACKER, fmt.words("settings.part.webhook"));
            titles = all;
        }
        return titles.getOrDefault(lane, lane);
    }

    /** Why it is not sent, in words; empty when it is. */
    public String held(Notification notification) {
        HeldReason reason = notification.heldReason();
        return reason == null || notification.state() != NotificationState.HELD
                ? ""
                : held(reason, notification.receipt(), notification.nextAttemptAt());
    }

    String held(HeldReason reason, @Nullable String about, @Nullable Instant until) {
        boolean quiet = reason == HeldReason.QUIET_HOURS;
        return fmt.words(
                "deliveries.held." + reason, quiet ? String.valueOf(fmt.exact(until)) : about == null ? "–" : about);
    }

    /** From writing to its end; a dash while it has none. */
    public String took(Notification notification) {
        Instant ended = notification.endedAt();
        return ended == null
                ? "–"
                : milliseconds(Duration.between(notification.createdAt(), ended).toMillis());
    }

    /** "85 ms", "1.2 s", "3 min". */
    public String milliseconds(double millis) {
        if (millis < 1_000) {
            return Math.max(0, Math.round(millis)) + "\u00a0ms";
        }
        return millis < 60_000
                ? fmt.number(java.math.BigDecimal.valueOf(Math.round(millis / 100), 1)) + "\u00a0s"
                : fmt.duration(Duration.ofMillis(Math.round(millis)));
    }

    /** What an answer of the other side means; empty where nothing is known about it. */
    public String meaning(@Nullable String receipt) {
        if (receipt == null) {
            return "";
        }
        Matcher http = HTTP.matcher(receipt);
        if (http.matches()) {
            int status = Integer.parseInt(http.group(1));
            return switch (status) {
                case 200, 201, 202, 204 -> "";
                case 401, 403 -> fmt.words("deliveries.means.denied");
                case 404, 410 -> fmt.words("deliveries.means.unknown");
                case 429 -> fmt.words("deliveries.means.too-many");
                default -> fmt.words(
                        status >= 500
                                ? "deliveries.means.broken"
                                : status >= 300 && status < 400
                                        ? "deliveries.means.elsewhere"
                                        : status >= 400 ? "deliveries.means.refused" : "deliveries.means.odd");
            };
        }
        if (receipt.contains("UnknownHost")) {
            return fmt.words("deliveries.means.no-host");
        }
        if (receipt.contains("Connect") || receipt.contains("refused")) {
            return fmt.words("deliveries.means.no-answer");
        }
        if (receipt.contains("SSL") || receipt.contains("TLS") || receipt.contains("certificate")) {
            return fmt.words("deliveries.means.tls");
        }
        return receipt.matches("no answer within.*") ? fmt.words("deliveries.means.slow") : "";
    }
}
