package org.maint.installation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.plan.Plans;
import org.maint.setting.CurrentSettings;
import org.maint.setting.SettingKey;
import org.maint.setting.Settings;

/**
 * Decides what a new installation still lacks before people can rely on it. Nothing is ticked off by hand that can be
 * seen: only the zone and the holidays need somebody's word.
 */
@ApplicationScoped
@Transactional
public class FirstSteps {
    /** What is to be done, in the order in which it makes sense. */
    public enum Step {
        /** Two people at least, of whom one leads and another manages: four eyes. */
        PEOPLE,
        ZONE,
        HOLIDAYS,
        /** E-mail and phone of every level of escalation. */
        CONTACTS,
        /** The address of the platform under maintenance. */
        PLATFORM
    }

    /** What the people of a new installation still lack. */
    public enum Lack {
        SECOND_PERSON,
        LEAD,
        MANAGER,
        /** The only lead is the only manager. */
        FOUR_EYES
    }

    private final People people;
    private final Plans plans;
    private final Settings settings;

    @Inject
    public FirstSteps(People people, Plans plans, Settings settings) {
        this.people = people;
        this.plans = plans;
        this.settings = settings;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FirstSteps() {
        this(null, null, null);
    }

    /**
     * How things stand.
     *
     * @param open what is still to be done, in order; empty when the installation is complete
     * @param lacking of the people
     * @param contacts the levels of escalation without e-mail or phone
     */
    public record State(List<Step> open, Set<Lack> lacking, List<EscalationLevel> contacts, CurrentSettings settings) {
        public boolean done(Step step) {
            return !open.contains(step);
        }
    }

    /** For those who can do something about it. */
    public State state(Actor actor) {
        return state(actor, people.all());
    }

    /** As {@link #state(Actor)}, where everybody has been read already. */
    public State state(Actor actor, List<Person> everybody) {
        actor.require(Role.LEAD, Role.MANAGER, Role.ADMIN);
        Set<Lack> lacking = lacking(everybody);
        List<EscalationLevel> contacts = plans.published().document().escalation().stream()
                .filter(level -> level.email() == null || level.phone() == null)
                .toList();
        CurrentSettings current = settings.current();
        List<Step> open = Arrays.stream(Step.values())
                .filter(step -> switch (step) {
                    case PEOPLE -> !lacking.isEmpty();
                    case ZONE -> current.setting(SettingKey.ZONE_CONFIRMED).isEmpty();
                    case HOLIDAYS -> current.setting(SettingKey.HOLIDAYS_CONFIRMED)
                            .isEmpty();
                    case CONTACTS -> !contacts.isEmpty();
                    case PLATFORM -> current.platformUrl().isEmpty();
                })
                .toList();
        return new State(open, lacking, contacts, current);
    }

    private static Set<Lack> lacking(List<Person> all) {
        Set<PersonId> leads = holders(all, Role.LEAD);
        Set<PersonId> managers = holders(all, Role.MANAGER);
        Set<Lack> lacking = EnumSet.noneOf(Lack.class);
        if (all.stream().filter(Person::activeHuman).count() < 2) {
            lacking.add(Lack.SECOND_PERSON);
        }
        if (leads.isEmpty()) {
            lacking.add(Lack.LEAD);
        }
        if (managers.isEmpty()) {
            lacking.add(Lack.MANAGER);
        }
        if (leads.size() == 1 && leads.equals(managers)) {
            lacking.add(Lack.FOUR_EYES);
        }
        return lacking;
    }

    private static Set<PersonId> holders(List<Person> all, Role role) {
        return all.stream()
                .filter(person -> person.activeHuman() && person.roles().contains(role))
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    /** Somebody has looked at the plan's zone. */
    public void confirmZone(Actor actor) {
        settings.confirmZone(actor, plans.published().zone().getId());
    }

    /** Somebody has looked at the plan's holidays. */
    public void confirmHolidays(Actor actor) {
        settings.confirmHolidays(actor, plans.published().document().holidays().calendar());
    }
}
