package org.maint.checklist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.people.Absences;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.Routine;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Decides whose a run is when it opens, and to whom it may go from there. */
@ApplicationScoped
public class Assignees {
    private final People people;
    private final Absences absences;

    @Inject
    public Assignees(People people, Absences absences) {
        this.people = people;
        this.absences = absences;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Assignees() {
        this(null, null);
    }

    /**
     * Whose a run of the routine is that opens on this day: of the person whom the plan names, or of their delegate when
     * they are away. Empty, so that it waits for everybody who holds the role, when the plan names nobody, when nobody
     * active has that login or the role, and when the person is away and nobody stands in. It never stops an opening.
     */
    public Optional<PersonId> of(Routine routine, LocalDate day) {
        String login = routine.assignee();
        if (login == null) {
            return Optional.empty();
        }
        return people.activeByLogin(login)
                .filter(Person::activeHuman)
                .flatMap(person -> absences.atWorkFor(person.id(), day))
                .flatMap(people::active)
                .filter(person -> person.roles().contains(routine.responsible()))
                .map(Person::id);
    }

    /** A lead gives it to anybody, who has it gives it on, and a technician takes what nobody has. */
    void requireMay(Actor actor, Run run, @Nullable PersonId to) {
        boolean hasIt = actor.id().equals(run.assignee());
        boolean takes = run.assignee() == null && actor.id().equals(to) && actor.is(Role.TECHNICIAN);
        if (!actor.is(Role.LEAD) && !hasIt && !takes) {
            throw Refusal.forbidden(Message.of("forbidden.run.reassign"));
        }
    }

    /** Refused unless they are active staff who hold the role that the run needs. */
    void requireFit(PersonId to, Run run) {
        Person person = people.active(to)
                .filter(Person::activeHuman)
                .orElseThrow(() -> Refusal.invalid("/person", Message.of("invalid.person.inactive")));
        if (!person.roles().contains(run.responsible())) {
            throw Refusal.invalid(
                    "/person",
                    Message.of("invalid.assignee.role", person.name(), Message.of("role." + run.responsible())));
        }
    }
}
