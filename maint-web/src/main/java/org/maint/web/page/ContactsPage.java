package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Contact;
import org.maint.notification.ContactRecord;
import org.maint.notification.Contacts;
import org.maint.notification.Notifications;
import org.maint.people.Actor;
import org.maint.shared.Refusal;

/** Where everybody is reached, and how well that has worked lately. */
@Named
@RequestScoped
public class ContactsPage {
    private final Contacts contacts;
    private final Notifications notifications;
    private final Deliveries deliveries;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable List<Line> lines;

    @Inject
    public ContactsPage(Contacts contacts, Notifications notifications, Deliveries deliveries, Shell shell, Fmt fmt) {
        this.contacts = contacts;
        this.notifications = notifications;
        this.deliveries = deliveries;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ContactsPage() {
        this(null, null, null, null, null);
    }

    /**
     * A contact, and how it went with it.
     *
     * @param share of what was sent, how much got through; a dash when nothing was sent
     */
    public record Line(
            UUID id,
            String who,
            String medium,
            String address,
            boolean verified,
            @Nullable Instant deliveredAt,
            @Nullable Instant testedAt,
            String share,
            String latency,
            boolean testable) {}

    public List<Line> getLines() {
        if (lines == null) {
            Actor me = shell.actor();
            Map<UUID, ContactRecord> records = notifications.records(me);
            lines = contacts.all(me).stream()
                    .map(contact -> line(contact, records.get(contact.id()), me))
                    .toList();
        }
        return lines;
    }

    private Line line(Contact contact, @Nullable ContactRecord record, Actor me) {
        String level = contact.level();
        Double average = record == null ? null : record.averageMillis();
        return new Line(
                contact.id(),
                level == null ? contact.label() : level + " · " + contact.label(),
                fmt.words("medium." + contact.medium()),
                contact.addressFor(me),
                contact.usable(),
                record == null ? null : record.lastDeliveredAt(),
                record == null ? null : record.testedAt(),
                share(record),
                average == null ? "–" : deliveries.milliseconds(average),
                contact.usable() && (me.id().equals(contact.person()) || shell.can("LEAD ADMIN")));
    }

    private String share(@Nullable ContactRecord record) {
        if (record == null || record.sent() == 0) {
            return "–";
        }
        String percent =
                NumberFormat.getPercentInstance(fmt.locale()).format((double) record.delivered() / record.sent());
        return record.delivered() + " / " + record.sent() + " · " + percent;
    }

    public @Nullable String test(UUID contact) {
        try {
            UUID written = notifications.test(shell.actor(), contact);
            return "/notification.xhtml?faces-redirect=true&id=" + written;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }
}
