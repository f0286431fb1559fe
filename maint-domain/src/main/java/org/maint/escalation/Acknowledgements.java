package org.maint.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertState;
import org.maint.alerting.Alerts;
import org.maint.notification.AcknowledgeTokens;
import org.maint.notification.Contact;
import org.maint.notification.Contacts;
import org.maint.notification.Notifications;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Takes alerts in hand for whoever holds a link that was sent to them: all of which the message told that the link was
 * in. To follow it shows what it would do, and only a button does it. A second time changes nothing, and says who has it.
 */
@ApplicationScoped
@Transactional
public class Acknowledgements {
    private final AcknowledgeTokens tokens;
    private final Notifications notifications;
    private final Contacts contacts;
    private final Alerts alerts;
    private final People people;

    @Inject
    public Acknowledgements(
            AcknowledgeTokens tokens, Notifications notifications, Contacts contacts, Alerts alerts, People people) {
        this.tokens = tokens;
        this.notifications = notifications;
        this.contacts = contacts;
        this.alerts = alerts;
        this.people = people;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Acknowledgements() {
        this(null, null, null, null, null);
    }

    /**
     * What a link is about.
     *
     * @param alerts at least one, by number
     * @param by who has one in hand already, in words; null when nobody has, or all are over
     * @param open whether one can still be taken in hand
     */
    public record Offer(List<Alert> alerts, String contact, @Nullable String by, boolean open) {
        public Alert alert() {
            return alerts.get(0);
        }
    }

    /** Refused in one way, whatever is wrong with the link. */
    public Offer look(@Nullable String token) {
        AcknowledgeTokens.Claim claim = read(token);
        Holder holder = holder(claim);
        return offer(alerts(claim), holder.contact());
    }

    private Offer offer(List<Alert> told, Contact contact) {
        String by = told.stream()
                .map(this::holderOf)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        return new Offer(
                told, contact.label(), by, told.stream().anyMatch(alert -> alert.state() == AlertState.FIRING));
    }

    private Optional<String> holderOf(Alert alert) {
        PersonId by = alert.acknowledgedBy();
        return by == null
                ? alerts.acknowledgedByContact(alert)
                : Optional.ofNullable(people.names(List.of(by)).get(by));
    }

    /** Takes them in hand; of those that somebody has already, or that are over, nothing changes and the answer says so. */
    public Offer acknowledge(@Nullable String token) {
        AcknowledgeTokens.Claim claim = read(token);
        Holder holder = holder(claim);
        Contact contact = holder.contact();
        Optional<Person> worker = holder.person()
                .filter(person -> person.roles().contains(Role.TECHNICIAN)
                        || person.roles().contains(Role.LEAD));
        for (Alert alert : alerts(claim)) {
            if (alert.state() == AlertState.FIRING) {
                if (worker.isPresent()) {
                    alerts.acknowledge(worker.get().actor(), alert.number(), null);
                } else {
                    alerts.acknowledge(alert.number(), contact.label());
                }
            }
        }
        return offer(alerts(claim), contact);
    }

    private AcknowledgeTokens.Claim read(@Nullable String token) {
        return tokens.read(token == null ? "" : token).orElseThrow(Acknowledgements::unknown);
    }

    /** @param person empty for a contact of the plan */
    private record Holder(Contact contact, Optional<Person> person) {}

    /** Nothing is shown to who was removed, or is no longer active, since the link was sent. */
    private Holder holder(AcknowledgeTokens.Claim claim) {
        Contact contact = contacts.find(claim.contact()).filter(Contact::usable).orElseThrow(Acknowledgements::unknown);
        PersonId owner = contact.person();
        Optional<Person> person = owner == null ? Optional.empty() : people.active(owner);
        if (owner != null && person.isEmpty()) {
            throw unknown();
        }
        return new Holder(contact, person);
    }

    private List<Alert> alerts(AcknowledgeTokens.Claim claim) {
        List<Alert> told = alerts.named(notifications.alertsOf(claim.notification())).stream()
                .sorted(Comparator.comparing(Alert::number))
                .toList();
        if (told.isEmpty()) {
            throw unknown();
        }
        return told;
    }

    private static Refusal unknown() {
        return Refusal.notFound(Message.of("not-found.acknowledge"));
    }
}
