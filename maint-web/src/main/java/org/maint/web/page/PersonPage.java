package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Absence;
import org.maint.people.Absences;
import org.maint.people.ExternalIdentity;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Profiles;
import org.maint.people.Role;
import org.maint.people.Session;
import org.maint.people.Sessions;
import org.maint.people.SingleSignOn;
import org.maint.privacy.Privacy;
import org.maint.secondfactor.SecondFactors;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** One person; for administrators, what can be changed about them. */
@Named
@RequestScoped
public class PersonPage {
    private static final int DAYS_BACK = 30;
    private static final int DAYS_AHEAD = 3 * 366;

    private final Profiles profiles;
    private final People people;
    private final Absences absences;
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final SingleSignOn singleSignOn;
    private final Privacy privacy;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;

    @Inject
    @Param
    private @Nullable String id;

    private @Nullable Person person;
    private @Nullable List<Absence> away;
    private @Nullable Map<PersonId, String> names;
    private @Nullable List<Session> standing;
    private @Nullable List<ExternalIdentity> identities;
    private @Nullable String name;
    private @Nullable String email;
    private @Nullable String typedName;
    private List<Role> roles = List.of();
    private int version;

    @Inject
    public PersonPage(
            Profiles profiles,
            People people,
            Absences absences,
            Sessions sessions,
            SecondFactors secondFactors,
            SingleSignOn singleSignOn,
            Privacy privacy,
            Shell shell,
            Fmt fmt,
            Clock clock) {
        this.profiles = profiles;
        this.people = people;
        this.absences = absences;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.singleSignOn = singleSignOn;
        this.privacy = privacy;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PersonPage() {
        this(null, null, null, null, null, null, null, null, null, null);
    }

    /** The form begins with what there is. */
    public void load() {
        name = person().name();
        email = person().email();
        roles = person().roles().stream().sorted().toList();
        version = person().version();
    }

    private Person person() {
        if (person == null) {
            try {
                person = profiles.get(shell.actor(), new PersonId(UUID.fromString(String.valueOf(id))));
            } catch (IllegalArgumentException e) {
                throw Refusal.notFound(Message.of("not-found.person"));
            }
        }
        return person;
    }

    public Person getPerson() {
        return person();
    }

    /** What a clock shows where they live; null when that is the plan's zone. */
    public @Nullable String getTimeThere() {
        ZoneId zone = person().zone();
        return zone == null || zone.equals(fmt.zone()) ? null : fmt.time(LocalTime.ofInstant(clock.instant(), zone));
    }

    public List<Absence> getAway() {
        if (away == null) {
            away = absences.of(
                    person().id(), fmt.today().minusDays(DAYS_BACK), fmt.today().plusDays(DAYS_AHEAD));
        }
        return away;
    }

    public boolean now(Absence absence) {
        return absence.covers(fmt.today());
    }

    public String name(@Nullable PersonId other) {
        if (names == null) {
            names = people.names(getAway().stream()
                    .map(Absence::delegate)
                    .filter(each -> each != null)
                    .toList());
        }
        return other == null ? "" : names.getOrDefault(other, "?");
    }

    /** Whether this person is the one who looks. */
    public boolean isMyself() {
        return person().id().equals(shell.actor().id());
    }

    public boolean isAbsenceChangeable() {
        return person().activeHuman() && (isMyself() || shell.can("LEAD"));
    }

    public boolean isAdministered() {
        return shell.can("ADMIN") && person().kind() == Person.Kind.HUMAN;
    }

    /** For administrators. */
    public List<Session> getSessions() {
        if (standing == null) {
            standing = sessions.standing(shell.actor(), person().id());
        }
        return standing;
    }

    public @Nullable String save() {
        try {
            Set<Role> chosen = roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles);
            profiles.change(shell.actor(), person().id(), version, name, email, chosen);
            return done("person.saved");
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public boolean isSecondFactor() {
        return secondFactors.isOn(person().id());
    }

    public @Nullable String takeSecondFactor() {
        try {
            secondFactors.takeAway(shell.actor(), person().id());
            return done("person.second-factor-taken");
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    /** Under which names providers know them; for administrators. */
    public List<ExternalIdentity> getIdentities() {
        if (identities == null) {
            identities = singleSignOn.identities(shell.actor(), person().id());
        }
        return identities;
    }

    public @Nullable String unlink(UUID identity) {
        try {
            singleSignOn.unlink(shell.actor(), identity);
            return done("identity.unlinked");
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    /** Asked for twice: the name has to be typed. */
    public @Nullable String erase() {
        if (!person().name().equals(typedName == null ? "" : typedName.strip())) {
            Told.error(fmt.words("person.erase-name-differs", person().name()));
            return null;
        }
        try {
            String pseudonym = privacy.erase(shell.actor(), person().id());
            Told.done(fmt.words("person.erased", pseudonym));
            return "/person.xhtml?faces-redirect=true&id=" + person().id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public String getTypeName() {
        return fmt.words("privacy.type-name", person().name());
    }

    public @Nullable String getTypedName() {
        return typedName;
    }

    public void setTypedName(@Nullable String typedName) {
        this.typedName = typedName;
    }

    public @Nullable String deactivate() {
        try {
            profiles.deactivate(shell.actor(), person().id(), version);
            return done("person.deactivated");
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String reactivate() {
        try {
            profiles.reactivate(shell.actor(), person().id(), version);
            return done("person.reactivated");
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
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

    private String done(String words) {
        Told.done(fmt.words(words));
        return "/person.xhtml?faces-redirect=true&id=" + person().id();
    }

    public List<Role> getAllRoles() {
        return Roles.ofPeople();
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

    public List<Role> getRoles() {
        return roles;
    }

    public void setRoles(List<Role> roles) {
        this.roles = roles;
    }

    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }
}
