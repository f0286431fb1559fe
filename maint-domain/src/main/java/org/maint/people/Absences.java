package org.maint.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Decides who is away when, and who stands in for them. People record their own absences, a lead anybody's. A delegate
 * is one of the active staff, another person, and there on all of these days; whoever falls ill although they stand in
 * for somebody may say so, and then stands in for nobody on those days.
 */
@ApplicationScoped
@Transactional
public class Absences {
    /** Neither history nor a plan for a career. */
    private static final int DAYS_BACK = 366;

    private static final int DAYS_AHEAD = 3 * 366;

    private final AbsenceRepository repository;
    private final PersonRepository people;
    private final Events events;
    private final Clock clock;

    @Inject
    public Absences(AbsenceRepository repository, PersonRepository people, Events events, Clock clock) {
        this.repository = repository;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Absences() {
        this(null, null, null, null);
    }

    public Absence record(Actor by, PersonId person, Away away) {
        requireMay(by, person);
        check(person, away, null);
        Absence absence = new Absence(person, away, clock.instant(), by.id());
        repository.add(absence);
        events.publish(absence.recorded());
        return absence;
    }

    /** @param expectedVersion the absence's version that the person saw */
    public Absence change(Actor by, UUID id, int expectedVersion, Away away) {
        Absence absence = forChange(by, id, expectedVersion);
        check(absence.person(), away, id);
        events.publish(absence.change(away, by.id()));
        return absence;
    }

    /** It vanishes from every list and stays in the audit trail. */
    public void cancel(Actor by, UUID id, int expectedVersion) {
        Absence absence = forChange(by, id, expectedVersion);
        events.publish(absence.cancel(clock.instant(), by.id()));
    }

    /** Refused when there is none, or when it is cancelled. */
    public Absence get(Actor actor, UUID id) {
        actor.requireStaff();
        return repository.find(id).orElseThrow(Absences::unknown);
    }

    private Absence forChange(Actor by, UUID id, int expectedVersion) {
        Absence absence = repository.findForChange(id).orElseThrow(Absences::unknown);
        requireMay(by, absence.person());
        absence.requireVersion(expectedVersion);
        return absence;
    }

    private static void requireMay(Actor by, PersonId person) {
        by.requireStaff();
        if (!by.id().equals(person)) {
            by.require(Role.LEAD);
        }
    }

    private void check(PersonId person, Away away, @Nullable UUID itself) {
        // A day in whichever zone: the bounds are far away.
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (away.from().isBefore(today.minusDays(DAYS_BACK)) || away.to().isAfter(today.plusDays(DAYS_AHEAD))) {
            throw Refusal.invalid(
                    "/from",
                    Message.of(
                            "invalid.absence.range",
                            today.minusDays(DAYS_BACK).toString(),
                            today.plusDays(DAYS_AHEAD).toString()));
        }
        lock(person, away.delegate());
        if (people.find(person).filter(Person::activeHuman).isEmpty()) {
            throw Refusal.invalid("/person", Message.of("invalid.person.inactive"));
        }
        List<Absence> own = repository.of(person, away.from(), away.to());
        own.stream().filter(other -> !other.id().equals(itself)).findFirst().ifPresent(other -> {
            throw Refusal.conflict(Message.of(
                    "conflict.absence.overlaps",
                    other.from().toString(),
                    other.to().toString()));
        });
        PersonId delegate = away.delegate();
        if (delegate != null) {
            checkDelegate(person, delegate, away);
        }
    }

    private void checkDelegate(PersonId person, PersonId id, Away away) {
        if (id.equals(person)) {
            throw Refusal.invalid("/delegate", Message.of("invalid.delegate.self"));
        }
        Person delegate = people.find(id)
                .filter(Person::activeHuman)
                .orElseThrow(() -> Refusal.invalid("/delegate", Message.of("invalid.delegate.inactive")));
        repository.of(id, away.from(), away.to()).stream().findFirst().ifPresent(other -> {
            throw Refusal.conflict(Message.of(
                    "conflict.delegate.away",
                    delegate.name(),
                    other.from().toString(),
                    other.to().toString()));
        });
    }

    /** Both at once and in one order, so that two who name each other at the same moment do not both succeed. */
    private void lock(PersonId person, @Nullable PersonId delegate) {
        Stream.concat(Stream.of(person), Stream.ofNullable(delegate))
                .distinct()
                .sorted(Comparator.comparing(PersonId::value))
                .forEach(people::findForChange);
    }

    /** For whom this person stands in on that day; nobody when they are away themselves. */
    public Set<PersonId> actingFor(PersonId person, LocalDate day) {
        List<Absence> concerning = repository.concerning(person, day);
        boolean away = concerning.stream().anyMatch(each -> each.person().equals(person));
        return away ? Set.of() : concerning.stream().map(Absence::person).collect(Collectors.toUnmodifiableSet());
    }

    /** Who is away on that day. */
    public List<Absence> absentOn(LocalDate day) {
        return repository.between(day, day);
    }

    /** Absences that share a day with this time, both ends included, by their first day. */
    public List<Absence> between(LocalDate from, LocalDate to) {
        return repository.between(from, to);
    }

    /** One person's that share a day with this time, by their first day. */
    public List<Absence> of(PersonId person, LocalDate from, LocalDate to) {
        return repository.of(person, from, to);
    }

    /**
     * Who does a person's work on that day: the person, or the delegate when they are away; empty when both are, or
     * when nobody stands in.
     */
    public Optional<PersonId> atWorkFor(PersonId person, LocalDate day) {
        Optional<Absence> own = repository.of(person, day, day).stream().findFirst();
        if (own.isEmpty()) {
            return Optional.of(person);
        }
        return Optional.ofNullable(own.get().delegate())
                .filter(delegate -> repository.of(delegate, day, day).isEmpty());
    }

    private static Refusal unknown() {
        return Refusal.notFound(Message.of("not-found.absence"));
    }
}
