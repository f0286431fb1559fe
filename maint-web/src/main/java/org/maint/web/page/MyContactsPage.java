package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Contact;
import org.maint.notification.Contacts;
import org.maint.notification.Medium;
import org.maint.notification.Notifications;
import org.maint.shared.Refusal;

/** Where I am reached: my addresses and numbers, and the codes by which I show that they are mine. */
@Named
@RequestScoped
public class MyContactsPage {
    private final Contacts contacts;
    private final Notifications notifications;
    private final ProfilePage profile;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable List<Contact> mine;
    private Medium medium = Medium.SMS;
    private @Nullable String address;
    private @Nullable String which;
    private @Nullable String code;

    @Inject
    public MyContactsPage(Contacts contacts, Notifications notifications, ProfilePage profile, Shell shell, Fmt fmt) {
        this.contacts = contacts;
        this.notifications = notifications;
        this.profile = profile;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected MyContactsPage() {
        this(null, null, null, null, null);
    }

    public List<Contact> getContacts() {
        if (mine == null) {
            mine = contacts.mine(shell.actor());
        }
        return mine;
    }

    public List<Contact> getUnverified() {
        return getContacts().stream().filter(each -> !each.usable()).toList();
    }

    public @Nullable String add() {
        return deed("contact.code-sent", () -> contacts.add(shell.actor(), medium, address));
    }

    public @Nullable String sendCode(UUID id) {
        return deed("contact.code-sent", () -> contacts.sendCode(shell.actor(), id));
    }

    public @Nullable String verify() {
        return deed("contact.verified-done", () -> contacts.verify(shell.actor(), chosen(), code));
    }

    private UUID chosen() {
        return getUnverified().stream()
                .map(Contact::id)
                .filter(id -> id.toString().equals(which))
                .findFirst()
                // What is no contact of mine is refused like one that is gone.
                .orElseGet(UUID::randomUUID);
    }

    public @Nullable String remove(UUID id) {
        return deed("contact.removed", () -> contacts.remove(shell.actor(), id));
    }

    public @Nullable String test(UUID id) {
        return deed("notifications.test-sent", () -> notifications.test(shell.actor(), id));
    }

    private @Nullable String deed(String done, Runnable deed) {
        try {
            deed.run();
            Told.done(fmt.words(done));
            return "/profile.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            mine = null;
            profile.load();
            return null;
        }
    }

    public List<Medium> getMedia() {
        return List.of(Medium.SMS, Medium.VOICE, Medium.EMAIL);
    }

    public Medium getMedium() {
        return medium;
    }

    public void setMedium(Medium medium) {
        this.medium = medium;
    }

    public @Nullable String getAddress() {
        return address;
    }

    public void setAddress(@Nullable String address) {
        this.address = address;
    }

    public @Nullable String getWhich() {
        return which;
    }

    public void setWhich(@Nullable String which) {
        this.which = which;
    }

    public @Nullable String getCode() {
        return code;
    }

    public void setCode(@Nullable String code) {
        this.code = code;
    }
}
