package org.maint.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertState;
import org.maint.alerting.Alerts;
import org.maint.notification.AcknowledgeTokens;
import org.maint.notification.Contact;
import org.maint.notification.Contacts;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Takes alerts in hand for whoever holds a link that was sent to them. The link says which alert and which contact; to
 * follow it shows what it would do, and only a button does it. A second time changes nothing, and says who has it.
 */
@ApplicationScoped
@Transactional
public class Acknowledgements {
    private final AcknowledgeTokens tokens;
    private final Contacts contacts;
    private final Alerts alerts;
    private final People people;

    @Inject
    public Acknowledgements(AcknowledgeTokens tokens, Contacts contacts, Alerts alerts, People people) {
        this.tokens = tokens;
        this.contacts = contacts;
        this.alerts = alerts;
        this.people = people;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Acknowledgements() {
        this(null, null, null, null);
    }

    /**
     * What a link is about.
     *
     * @param by who has it in hand already, in words; null when nobody has, or it is over
     * @param open whether it can still be taken in hand
     */
    public record Offer(Alert alert, String contact, @Nullable String by, boolean open) {}

    /** Refused in one way, whatever is wrong with the link. */
    public Offer look(@Nullable String token) {
        AcknowledgeTokens.Claim claim = read(token);
        Holder holder = holder(claim);
        return offer(alert(claim), holder.contact());
    }

    private Offer offer(Alert alert, Contact contact) {
        PersonId by = alert.acknowledgedBy();
        String name = by == null
                ? alerts.acknowledgedByContact(alert).orElse(null)
                : people.names(List.of(by)).get(by);
        return new Offer(alert, contact.label(), name, alert.state() == AlertState.FIRING);
    }

    /** Takes it in hand; if somebody has already, or it is over, nothing changes and the answer says so. */
    public Offer acknowledge(@Nullable String token) {
        AcknowledgeTokens.Claim claim = read(token);
        Holder holder = holder(claim);
        Contact contact = holder.contact();
        Alert alert = alert(claim);
        if (alert.state() != AlertState.FIRING) {
            return offer(alert, contact);
        }
        Optional<Person> person = holder.person();
        boolean works = person.map(each ->
                        each.roles().contains(Role.TECHNICIAN) || each.roles().contains(Role.LEAD))
                .orElse(false);
        Alert taken = works
                ? alerts.acknowledge(person.orElseThrow().actor(), alert.number(), null)
                : alerts.acknowledge(alert.number(), contact.label());
        return new Offer(taken, contact.label(), contact.label(), false);
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

    private Alert alert(AcknowledgeTokens.Claim claim) {
        return alerts.named(List.of(claim.alert())).stream().findFirst().orElseThrow(Acknowledgements::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound(Message.of("not-found.acknowledge"));
    }
}
