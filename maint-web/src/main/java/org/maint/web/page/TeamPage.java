package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Notifications;
import org.maint.people.Absence;
import org.maint.people.Absences;
import org.maint.people.Invitation;
import org.maint.people.Invitations;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.shared.Refusal;

/** Everybody: who does what, who is away, who is invited. */
@Named
@RequestScoped
public class TeamPage {
    private static final int DAYS_AHEAD = 30;

    private final People people;
    private final Absences absences;
    private final Invitations invitations;
    private final Notifications notifications;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;
    private @Nullable List<Person> everybody;
    private @Nullable Map<PersonId, String> names;
    private @Nullable List<Absence> away;
    private @Nullable List<Invitation> invited;
    private @Nullable Handover handover;

    @Inject
    public TeamPage(
            People people,
            Absences absences,
            Invitations invitations,
            Notifications notifications,
            Shell shell,
            Fmt fmt,
            Clock clock) {
        this.people = people;
        this.absences = absences;
        this.invitations = invitations;
        this.notifications = notifications;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected TeamPage() {
        this(null, null, null, null, null, null, null);
    }

    private List<Person> everybody() {
        if (everybody == null) {
            shell.actor().requireStaff();
            everybody = people.all();
        }
        return everybody;
    }

    public List<Person> getActive() {
        return everybody().stream().filter(Person::activeHuman).toList();
    }

    /** People, not machines, who were here. */
    public List<Person> getFormer() {
        return everybody().stream()
                .filter(person -> person.kind() == Person.Kind.HUMAN && !person.active())
                .toList();
    }

    public String name(@Nullable PersonId id) {
        if (names == null) {
            names = everybody().stream().collect(Collectors.toMap(Person::id, Person::name));
        }
        return id == null ? "" : names.getOrDefault(id, "?");
    }

    /** Now and in the next thirty days, by their first day. */
    public List<Absence> getAway() {
        if (away == null) {
            away = absences.between(fmt.today(), fmt.today().plusDays(DAYS_AHEAD));
        }
        return away;
    }

    public boolean now(Absence absence) {
        return absence.covers(fmt.today());
    }

    /** Whether who stands in is away on one of these days too: they fell ill, or left. */
    public boolean delegateMissing(Absence absence) {
        PersonId delegate = absence.delegate();
        if (delegate == null) {
            return false;
        }
        boolean there = getActive().stream().anyMatch(person -> person.id().equals(delegate));
        boolean alsoAway = getAway().stream()
                .anyMatch(other -> other.person().equals(delegate)
                        && !other.from().isAfter(absence.to())
                        && !other.to().isBefore(absence.from()));
        return !there || alsoAway;
    }

    /** The person's absence today; null when they are there. */
    public @Nullable Absence awayToday(Person person) {
        return getAway().stream()
                .filter(absence -> absence.person().equals(person.id()) && now(absence))
                .findFirst()
                .orElse(null);
    }

    /** For whom they stand in today, in words; null for nobody. */
    public @Nullable String standsInFor(Person person) {
        if (awayToday(person) != null) {
            return null;
        }
        String all = getAway().stream()
                .filter(absence -> person.id().equals(absence.delegate()) && now(absence))
                .map(absence -> name(absence.person()))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? null : all;
    }

    /** One's own, and anybody's for a lead. */
    public boolean mayChange(Absence absence) {
        return shell.can("LEAD") || absence.person().equals(shell.actor().id());
    }

    public String initials(String name) {
        return Shell.initials(name);
    }

    public LocalDate getToday() {
        return fmt.today();
    }

    /** For administrators; neither followed nor withdrawn, newest first. */
    public List<Invitation> getInvited() {
        if (invited == null) {
            invited = shell.can("ADMIN") ? invitations.waiting(shell.actor()) : List.of();
        }
        return invited;
    }

    public boolean expired(Invitation invitation) {
        return !invitation.valid(clock.instant());
    }

    /** The new link is shown once, in the answer to this very request. */
    public void renew(UUID id) {
        try {
            handover = InvitePage.handover(invitations.renew(shell.actor(), id), notifications.mails(), shell, fmt);
            invited = null;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
    }

    public String withdraw(UUID id) {
        try {
            invitations.withdraw(shell.actor(), id);
            Told.done(fmt.words("team.withdrawn"));
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
        return "/team.xhtml?faces-redirect=true";
    }

    public @Nullable Handover getHandover() {
        return handover;
    }
}
