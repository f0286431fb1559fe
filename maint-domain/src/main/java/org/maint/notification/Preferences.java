package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Decides what reaches a person by which way: what is mandatory, else what they have chosen, else what is usual. */
@ApplicationScoped
@Transactional
public class Preferences {
    /** By which people choose to be told. */
    public static final List<Medium> MEDIA = List.of(Medium.PORTAL, Medium.EMAIL, Medium.SMS, Medium.VOICE);

    private final EntityManager em;
    private final Plans plans;

    @Inject
    public Preferences(EntityManager em, Plans plans) {
        this.em = em;
        this.plans = plans;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Preferences() {
        this(null, null);
    }

    /** What some people have chosen, read at once. */
    final class Chosen {
        private final Map<Preference.Id, Boolean> wanted = new HashMap<>();
        private final Map<UUID, QuietHours> quiet = new HashMap<>();
        private final ZoneId planZone;

        private Chosen(Collection<PersonId> persons) {
            planZone = plans.published().zone();
            List<UUID> ids = persons.stream().map(PersonId::value).toList();
            if (ids.isEmpty()) {
                return;
            }
            em.createQuery("select p from Preference p where p.id.person in :ids", Preference.class)
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(each -> wanted.put(each.id(), each.wanted()));
            em.createQuery("select q from QuietHours q where q.person in :ids", QuietHours.class)
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(each -> quiet.put(each.person(), each));
        }

        boolean wants(PersonId person, Topic topic, Medium medium) {
            return topic.mandatory(medium)
                    || wanted.getOrDefault(new Preference.Id(person.value(), topic, medium), topic.byDefault(medium));
        }

        /** Until when what can wait does; empty when nothing does. The inbox disturbs nobody. */
        Optional<Instant> quietUntil(Person person, Topic topic, Medium medium, Instant now) {
            QuietHours hours = quiet.get(person.id().value());
            if (hours == null || !topic.waits() || medium == Medium.PORTAL) {
                return Optional.empty();
            }
            ZoneId zone = person.zone();
            return hours.until(now, zone == null ? planZone : zone);
        }
    }

    Chosen of(Collection<PersonId> persons) {
        return new Chosen(persons);
    }

    /** All my answers, by topic and medium. */
    public Map<Topic, Map<Medium, Boolean>> mine(Actor actor) {
        Chosen chosen = of(List.of(actor.id()));
        Map<Topic, Map<Medium, Boolean>> answers = new java.util.EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            if (topic.chosen()) {
                Map<Medium, Boolean> row = new java.util.EnumMap<>(Medium.class);
                for (Medium medium : MEDIA) {
                    row.put(medium, chosen.wants(actor.id(), topic, medium));
                }
                answers.put(topic, row);
            }
        }
        return answers;
    }

    /** Several answers at once; refused as a whole when one of them is. What is not named stays. */
    public void choose(Actor actor, Map<Topic, Map<Medium, Boolean>> answers) {
        Map<Topic, Map<Medium, Boolean>> before = mine(actor);
        answers.forEach((topic, row) -> row.forEach((medium, wanted) -> {
            if (!wanted.equals(before.getOrDefault(topic, Map.of()).get(medium))) {
                choose(actor, topic, medium, wanted);
            }
        }));
    }

    /** Refused for what is mandatory. */
    public void choose(Actor actor, Topic topic, Medium medium, boolean wanted) {
        actor.requireStaff();
        if (!MEDIA.contains(medium)) {
            throw Refusal.invalid("/medium", Message.of("invalid.preference.medium", Message.of("medium." + medium)));
        }
        if (!topic.chosen() || topic.mandatory(medium) && !wanted) {
            throw Refusal.conflict(Message.of("conflict.preference.mandatory"));
        }
        Preference.Id id = new Preference.Id(actor.id().value(), topic, medium);
        Preference known = em.find(Preference.class, id);
        if (known == null) {
            em.persist(new Preference(id, wanted));
        } else {
            known.want(wanted);
        }
    }

    public Optional<QuietHours> quietHours(Actor actor) {
        return Optional.ofNullable(em.find(QuietHours.class, actor.id().value()));
    }

    /** Both null for none; in the person's own zone. */
    public void quietHours(Actor actor, @Nullable LocalTime begins, @Nullable LocalTime ends) {
        actor.requireStaff();
        QuietHours known = em.find(QuietHours.class, actor.id().value());
        if (begins == null && ends == null) {
            if (known != null) {
                em.remove(known);
            }
            return;
        }
        if (begins == null || ends == null || begins.equals(ends)) {
            throw Refusal.invalid(begins == null ? "/begins" : "/ends", Message.of("invalid.quiet-hours"));
        }
        if (known == null) {
            em.persist(new QuietHours(actor.id().value(), begins, ends));
        } else {
            known.change(begins, Objects.requireNonNull(ends));
        }
    }
}
