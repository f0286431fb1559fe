package org.maint.calendar;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunMark;
import org.maint.people.Absence;
import org.maint.people.Absences;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.plan.Routine;
import org.maint.task.Task;

/**
 * Whether something concerns somebody: as on Today, what is given to them or to those for whom they stand in today, and
 * what is nobody's in particular while they hold its role.
 */
final class Mine {
    private final boolean everything;
    private final Actor actor;
    private final @Nullable String login;
    private final Set<PersonId> people = new HashSet<>();

    private Mine(boolean everything, Actor actor, @Nullable String login, Set<PersonId> others) {
        this.everything = everything;
        this.actor = actor;
        this.login = login;
        people.add(actor.id());
        people.addAll(others);
    }

    static Mine everything(Actor actor) {
        return new Mine(true, actor, null, Set.of());
    }

    static Mine of(Actor actor, People people, Absences absences, LocalDate today) {
        String login = people.active(actor.id()).map(Person::login).orElse(null);
        return new Mine(false, actor, login, absences.actingFor(actor.id(), today));
    }

    boolean is(RunMark run) {
        return everything || (run.assignee() == null ? actor.is(run.responsible()) : people.contains(run.assignee()));
    }

    boolean is(Routine routine) {
        return everything
                || (routine.assignee() == null
                        ? actor.is(routine.responsible())
                        : routine.assignee().equals(login));
    }

    boolean is(Task task) {
        return everything || task.owner() != null && people.contains(task.owner());
    }

    boolean is(Absence absence) {
        return everything || absence.person().equals(actor.id());
    }
}
