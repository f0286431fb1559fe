package org.maint.rota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.Absence;
import org.maint.people.Absences;
import org.maint.people.Actor;
import org.maint.people.Away;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.rota.RotaEvent.OverrideMade;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Decides who takes turns at the levels of the plan, and says who is on call. Leads edit rotas, all staff see them;
 * leads and a rota's members give its times to somebody. Somebody who is not there is replaced by who stands in for them.
 */
@ApplicationScoped
@Transactional
public class Rotas {
    /** What a forecast looks ahead. */
    public static final Duration AHEAD = Duration.ofDays(56);

    /** Of what is shown, shifts may be longer; this is what must be known around it. */
    private static final Duration AROUND = Duration.ofDays(2L * RotaWish.LONGEST_TURN_DAYS + 1);

    private static final int FURTHEST_DAYS = 3 * 366;
    private static final int MOST_OVERRIDES = 100;

    private final RotaRepository repository;
    private final People people;
    private final Absences absences;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Rotas(RotaRepository repository, People people, Absences absences, Plans plans, Events events, Clock clock) {
        this.repository = repository;
        this.people = people;
        this.absences = absences;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Rotas() {
        this(null, null, null, null, null, null);
    }

    /** Refused when the plan has no such level, or when a member is not one of the active people. */
    public Rota create(Actor actor, RotaWish wish) {
        actor.require(Role.LEAD);
        check(wish);
        Rota rota = new Rota(wish, clock.instant(), actor.id());
        repository.add(rota);
        return told(rota, rota.created());
    }

    /** @param expectedVersion the version that the person saw; null to write whatever it is now */
    public Rota change(Actor actor, UUID id, RotaWish wish, @Nullable Integer expectedVersion) {
        Rota rota = forChange(actor, id, expectedVersion);
        check(wish);
        return told(rota, rota.change(wish, clock.instant(), actor.id()));
    }

    /** From now on nobody is on call by it; it is never deleted. */
    public Rota archive(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        Rota rota = forChange(actor, id, expectedVersion);
        return told(rota, rota.archive(clock.instant(), actor.id()));
    }

    private Rota forChange(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        actor.require(Role.LEAD);
        Rota rota = repository.findForChange(id).orElseThrow(() -> unknown(id.toString()));
        rota.requireVersion(expectedVersion);
        return rota;
    }

    private Rota told(Rota rota, RotaEvent event) {
        // The version that the answer shows is the one that the next change must name.
        repository.flush();
        events.publish(event);
        return rota;
    }

    private void check(RotaWish wish) {
        List<String> levels = levels().stream().map(EscalationLevel::level).toList();
        if (!levels.contains(wish.level())) {
            throw Refusal.invalid("/level", Message.of("invalid.rota.level", wish.level(), levels));
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), plan().zone());
        if (Math.abs(ChronoUnit.DAYS.between(today, wish.startsOn())) > FURTHEST_DAYS) {
            throw Refusal.invalid("/startsOn", Message.of("invalid.rota.start", FURTHEST_DAYS / 366));
        }
        Set<PersonId> active = active();
        for (int i = 0; i < wish.members().size(); i++) {
            if (!active.contains(wish.members().get(i))) {
                throw Refusal.invalid("/members/" + i, Message.of("invalid.person.inactive"));
            }
        }
    }

    /** The plan's levels, in its order. */
    public List<EscalationLevel> levels() {
        return plan().document().escalation();
    }

    /**
     * Gives a time of a rota to somebody active who is not away then; newer ones count before older ones. Refused when
     * the time is past, or outside the rota's hours although it is not meant beyond them.
     */
    public RotaOverride override(Actor actor, UUID id, OverrideWish wish) {
        Rota rota = repository.findForChange(id).orElseThrow(() -> unknown(id.toString()));
        requireMayOverride(actor, rota);
        return override(actor, rota, wish);
    }

    private RotaOverride override(Actor actor, Rota rota, OverrideWish wish) {
        OverrideMade event = rota.override(wish, clock.instant(), actor.id());
        RotaOverride override = event.override();
        requirePresent(override);
        if (!wish.beyondHours()
                && !roster(override.from(), override.to()).counts(rota, override.from(), override.to())) {
            throw Refusal.invalid("/from", Message.of("invalid.override.hours", rota.title()));
        }
        repository.add(override);
        repository.flush();
        events.publish(event);
        return override;
    }

    private void requirePresent(RotaOverride override) {
        Person person = people.active(override.person())
                .filter(Person::activeHuman)
                .orElseThrow(() -> Refusal.invalid("/person", Message.of("invalid.person.inactive")));
        LocalDate first = LocalDate.ofInstant(override.from(), plan().zone());
        LocalDate last = LocalDate.ofInstant(override.to().minusNanos(1), plan().zone());
        absences.of(override.person(), first, last).stream().findFirst().ifPresent(away -> {
            throw Refusal.conflict(Message.of("conflict.override.away", person.name(), away.from(), away.to()));
        });
    }

    /**
     * Two shifts of a rota change hands: each of the two people has the other's. Refused when nobody is on call at one
     * of the moments, or when it is the same person.
     *
     * @param first a moment of the one shift
     * @param second a moment of the other
     */
    public List<RotaOverride> swap(Actor actor, UUID id, Instant first, Instant second, @Nullable String reason) {
        Rota rota = repository.findForChange(id).orElseThrow(() -> unknown(id.toString()));
        requireMayOverride(actor, rota);
        Shift one = shiftOf(rota, first, "/first");
        Shift other = shiftOf(rota, second, "/second");
        if (one.meant().equals(other.meant())) {
            throw Refusal.conflict(Message.of("conflict.swap.same"));
        }
        return List.of(
                override(actor, rota, taken(one, other.meant(), reason)),
                override(actor, rota, taken(other, one.meant(), reason)));
    }

    private OverrideWish taken(Shift shift, PersonId by, @Nullable String reason) {
        Instant now = clock.instant();
        boolean beyond = shift.override() != null && shift.override().beyondHours();
        return OverrideWish.of(shift.from().isBefore(now) ? null : shift.from(), shift.to(), by, reason, beyond);
    }

    private Shift shiftOf(Rota rota, Instant at, String pointer) {
        return roster(at, at.plusNanos(1)).shifts(rota.level(), at, at.plusNanos(1)).stream()
                .filter(shift -> shift.rota().equals(rota.id()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(pointer, Message.of("invalid.override.hours", rota.title())));
    }

    /** What has passed of it stays; refused when it is over or withdrawn already. */
    public RotaOverride withdraw(Actor actor, UUID id, UUID overrideId) {
        Rota rota = repository.findForChange(id).orElseThrow(() -> unknown(id.toString()));
        RotaOverride override = repository
                .override(overrideId)
                .filter(found -> found.rota().equals(id))
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.override", overrideId.toString())));
        if (!actor.id().equals(override.author()) && !actor.id().equals(override.person())) {
            requireMayOverride(actor, rota);
        }
        events.publish(override.withdraw(rota, clock.instant(), actor.id()));
        return override;
    }

    /** Leads, and those who are on the rota. */
    public boolean mayOverride(Actor actor, Rota rota) {
        return actor.is(Role.LEAD) || rota.isMember(actor.id());
    }

    private void requireMayOverride(Actor actor, Rota rota) {
        actor.requireStaff();
        if (!mayOverride(actor, rota)) {
            throw Refusal.forbidden(Message.of("forbidden.rota", rota.title()));
        }
    }

    public Rota get(Actor actor, UUID id) {
        actor.requireStaff();
        return repository.find(id).orElseThrow(() -> unknown(id.toString()));
    }

    /** By level and title, archived ones last. */
    public List<Rota> list(Actor actor) {
        actor.requireStaff();
        return repository.all();
    }

    /** The newest hundred, withdrawn ones too. */
    public List<RotaOverride> overrides(Actor actor, UUID rota) {
        actor.requireStaff();
        return repository.overridesOf(rota, MOST_OVERRIDES);
    }

    /** Who is on call at a level now, and why; for other features. Without a rota the plan's contact counts. */
    public OnCall onCallNow(String level) {
        return onCallAt(level, clock.instant());
    }

    /** As {@link #onCallNow}, at any moment. */
    public OnCall onCallAt(String level, Instant at) {
        return roster(at, at).onCall(level, at);
    }

    /** The next moment at which it changes who is on call at a level; empty when it does not within sixteen weeks. */
    public Optional<HandOver> nextHandOver(String level) {
        Instant now = clock.instant();
        return roster(now, now).nextHandOver(level, now);
    }

    /** What can be asked about a time in one go: of at most a year, and from three years ago to three years ahead. */
    public Roster roster(Actor actor, Instant from, Instant to) {
        actor.requireStaff();
        return roster(from, to);
    }

    /** For other parts of this feature. */
    Roster rosterBetween(Instant from, Instant to) {
        return roster(from, to);
    }

    private Roster roster(Instant from, Instant to) {
        return roster(from, to, repository.usedSince(from.minus(AROUND)));
    }

    private Roster roster(Instant from, Instant to, List<Rota> rotas) {
        Instant first = from.minus(AROUND);
        Instant last = to.plus(AROUND);
        PublishedPlan plan = plan();
        List<Absence> away = rotas.isEmpty()
                ? List.of()
                : absences.between(LocalDate.ofInstant(first, plan.zone()), LocalDate.ofInstant(last, plan.zone()));
        Staff staff = new Staff(
                rotas.isEmpty() ? Set.of() : active(),
                away.stream()
                        .collect(Collectors.groupingBy(
                                Absence::person,
                                Collectors.mapping(
                                        each -> new Away(each.from(), each.to(), each.note(), each.delegate()),
                                        Collectors.toList()))));
        return new Roster(
                plan.zone(),
                day -> plan.workingDays().holiday(day).isPresent(),
                rotas,
                rotas.isEmpty() ? List.of() : repository.overrides(first, last),
                staff);
    }

    /** What a rota would plan if it were saved so, without overrides, from now on; refused as saving would be. */
    public List<Shift> preview(Actor actor, RotaWish wish, int most) {
        actor.require(Role.LEAD);
        check(wish);
        Instant now = clock.instant();
        Rota rota = new Rota(wish, now, actor.id());
        Instant start = wish.startsOn().atStartOfDay(plan().zone()).toInstant();
        Instant from = start.isAfter(now) ? start : now;
        return roster(from, from.plus(AHEAD), List.of(rota)).shifts(from, from.plus(AHEAD)).stream()
                .limit(most)
                .toList();
    }

    private Set<PersonId> active() {
        return people.all().stream().filter(Person::activeHuman).map(Person::id).collect(Collectors.toSet());
    }

    private PublishedPlan plan() {
        return plans.published();
    }

    /** What an address or a call names; refused as not found when it cannot name a rota. */
    public static UUID id(@Nullable String text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            throw unknown(String.valueOf(text));
        }
    }

    private static Refusal unknown(String id) {
        return Refusal.notFound(Message.of("not-found.rota", id));
    }
}
