package org.maint.notification;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Person;
import org.maint.people.PersonId;

/** Where one notification goes. */
record Destination(
        Medium medium,
        String lane,
        @Nullable PersonId person,
        @Nullable UUID contact,
        @Nullable String address,
        @Nullable Locale language) {

    static Destination inbox(Person person) {
        return new Destination(Medium.PORTAL, Channels.PORTAL, person.id(), null, null, person.locale());
    }

    static Destination tracker() {
        return new Destination(Medium.WEBHOOK, Channels.TRACKER, null, null, null, null);
    }

    static Destination of(Contact contact, String lane, @Nullable Locale language) {
        return new Destination(contact.medium(), lane, contact.person(), contact.id(), contact.address(), language);
    }

    static Destination of(Channel channel) {
        return new Destination(channel.medium(), channel.key(), null, null, null, channel.language());
    }

    static Destination mail(String address, String lane, @Nullable Locale language) {
        return new Destination(Medium.EMAIL, lane, null, null, address, language);
    }

    /** Where one went before. */
    static Destination of(Notification before) {
        return new Destination(
                before.medium(),
                before.lane(),
                before.recipient(),
                before.contact(),
                before.address(),
                before.language());
    }

    /** The same place by another channel. */
    Destination by(String otherLane) {
        return new Destination(medium, otherLane, person, contact, address, language);
    }

    /** The same for the same place. */
    String key() {
        return lane + "|" + contact + "|" + (contact == null ? person : null);
    }
}
