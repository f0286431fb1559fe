package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.ExternalIdentity;
import org.maint.people.Person;
import org.maint.people.Profiles;
import org.maint.people.Session;
import org.maint.people.Sessions;
import org.maint.people.SingleSignOn;
import org.maint.people.Zones;
import org.maint.shared.Refusal;

/** What is one's own: name, address, language, zone, and the sessions in which one is signed in. */
@Named
@RequestScoped
public class ProfilePage {
    private final Profiles profiles;
    private final Sessions sessions;
    private final SingleSignOn singleSignOn;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable Person person;
    private @Nullable List<Session> standing;
    private @Nullable List<ExternalIdentity> identities;
    private @Nullable String name;
    private @Nullable String email;
    private @Nullable String language;
    private @Nullable String zone;
    private @Nullable String present;
    private int version;

    @Inject
    public ProfilePage(Profiles profiles, Sessions sessions, SingleSignOn singleSignOn, Shell shell, Fmt fmt) {
        this.profiles = profiles;
        this.sessions = sessions;
        this.singleSignOn = singleSignOn;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ProfilePage() {
        this(null, null, null, null, null);
    }

    /** The form begins with what there is. */
    public void load() {
        name = person().name();
        email = person().email();
        language = shell.getLanguage();
        zone = person().zone() == null ? null : person().zone().getId();
        version = person().version();
    }

    private Person person() {
        if (person == null) {
            person = profiles.get(shell.actor(), shell.actor().id());
        }
        return person;
    }

    public Person getPerson() {
        return person();
    }

    public @Nullable String save() {
        try {
            profiles.changeOwn(shell.actor(), version, name, email, language, zone, present);
            return done("person.saved");
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public List<Session> getSessions() {
        if (standing == null) {
            standing = sessions.standing(shell.actor(), shell.actor().id());
        }
        return standing;
    }

    /** Under which names providers know them. */
    public List<ExternalIdentity> getIdentities() {
        if (identities == null) {
            identities = singleSignOn.identities(shell.actor(), shell.actor().id());
        }
        return identities;
    }

    public boolean here(Session session) {
        return session.id().equals(shell.session());
    }

    public @Nullable String end(UUID session) {
        try {
            sessions.end(shell.actor(), session);
            return done("session.ended-done");
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String endOthers() {
        UUID here = shell.session();
        if (here != null) {
            sessions.endOthers(shell.actor(), here);
        }
        return done("session.others-ended");
    }

    private String done(String words) {
        Told.done(fmt.words(words));
        return "/profile.xhtml?faces-redirect=true";
    }

    public List<String> getZones() {
        return Zones.offered();
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getEmail() {
        return email;
    }

    public void setEmail(@Nullable String email) {
        this.email = email;
    }

    public @Nullable String getLanguage() {
        return language;
    }

    public void setLanguage(@Nullable String language) {
        this.language = language;
    }

    public @Nullable String getZone() {
        return zone;
    }

    public void setZone(@Nullable String zone) {
        this.zone = zone;
    }

    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }

    /** Never shown again. */
    public @Nullable String getPresent() {
        return null;
    }

    public void setPresent(@Nullable String present) {
        this.present = present;
    }
}
