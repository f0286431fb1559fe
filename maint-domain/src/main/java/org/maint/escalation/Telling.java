package org.maint.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.AlertEvent;
import org.maint.alerting.AlertState;
import org.maint.alerting.Alerts;
import org.maint.escalation.EscalationLine.Kind;
import org.maint.notification.Held;
import org.maint.notification.Notice;
import org.maint.notification.Outbox;
import org.maint.notification.Round;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.EscalationPolicy;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.plan.Plans;
import org.maint.plan.WorkingDays;

/**
 * Tells of alerts: whoever answers at the levels whose time has come, everybody who works on the platform in their inbox,
 * and the rooms that take alerts. What belongs together is told together.
 */
@ApplicationScoped
public class Telling {
    private final EscalationRepository repository;
    private final Outbox outbox;
    private final Quiet quiet;
    private final Duty duty;
    private final Alerts alerts;
    private final People people;
    private final Plans plans;

    @Inject
    public Telling(
            EscalationRepository repository,
            Outbox outbox,
            Quiet quiet,
            Duty duty,
            Alerts alerts,
            People people,
            Plans plans) {
        this.repository = repository;
        this.outbox = outbox;
        this.quiet = quiet;
        this.duty = duty;
        this.alerts = alerts;
        this.people = people;
        this.plans = plans;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Telling() {
        this(null, null, null, null, null, null, null);
    }

    /** Who is concerned, read once for all that is told at this moment. */
    private final class Moment {
        private final Instant now;
        private final List<Person> staff;
        private final Map<PersonId, Person> byId;
        private final Round round;
        private final Map<String, String> contacts;
        private final Map<String, Optional<List<PersonId>>> onDuty = new HashMap<>();
        private final Map<Long, Set<String>> rules = new HashMap<>();
        private final List<EscalationLine> lines = new ArrayList<>();
        private final Map<EscalationRepository.Told, List<Escalation>> told = new LinkedHashMap<>();

        Set<String> rules(Alert alert) {
            return rules.getOrDefault(alert.number(), Set.of());
        }

        Moment(Instant now) {
            this.now = now;
            staff = people.all().stream().filter(Person::activeHuman).toList();
            byId = staff.stream().collect(Collectors.toMap(Person::id, Function.identity()));
            round = outbox.round(staff);
            contacts = plans.published().document().escalation().stream()
                    .collect(Collectors.toMap(EscalationLevel::level, Telling::words, (one, other) -> one));
        }
    }

    private static String words(EscalationLevel level) {
        return Stream.of(level.email(), level.phone())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(level.level());
    }

    private record Step(Escalation escalation, Alert alert, EscalationPolicy policy) {}

    /** Takes the steps of these escalations. */
    void tell(Collection<Escalation> due, Instant now) {
        Map<Long, Alert> known = alerts
                .named(due.stream().map(Escalation::alert).toList())
                .stream()
                .collect(Collectors.toMap(Alert::number, Function.identity()));
        Moment moment = new Moment(now);
        moment.rules.putAll(alerts.rulesOf(known.keySet()));
        Map<String, EscalationPolicy> policies = new LinkedHashMap<>();
        Map<String, List<Step>> groups = new LinkedHashMap<>();
        for (Escalation escalation : due) {
            Alert alert = known.get(escalation.alert());
            EscalationPolicy policy = policies.computeIfAbsent(escalation.policy(), Kept::policy);
            if (alert == null) {
                escalation.end(now);
            } else {
                groups.computeIfAbsent(escalation.groupKey(), none -> new ArrayList<>())
                        .add(new Step(escalation, alert, policy));
            }
        }
        groups.forEach((key, steps) -> tell(key, steps, moment));
        moment.told.forEach((as, which) -> repository.told(which, as, now));
        repository.addLines(moment.lines);
    }

    private void tell(String group, List<Step> steps, Moment moment) {
        Map<Set<String>, List<Step>> begun = new LinkedHashMap<>();
        List<Step> over = new ArrayList<>();
        boolean sent = false;
        for (Step step : steps) {
            Escalation escalation = step.escalation();
            switch (escalation.state()) {
                case OVER -> over.add(step);
                case ACKNOWLEDGED -> remind(step, moment);
                case RUNNING -> {
                    if (step.alert().state() == AlertState.RESOLVED) {
                        // Its end came in another transaction, before this one could see it.
                        escalation.over(moment.now, moment.now);
                    } else {
                        Optional<Held> held =
                                quiet.hold(step.alert(), moment.rules(step.alert()), escalation, moment.now);
                        if (held.isPresent()) {
                            hold(step, held.get(), moment);
                        } else {
                            begun.computeIfAbsent(levels(step, moment.now), none -> new ArrayList<>())
                                    .add(step);
                        }
                    }
                }
                case ENDED -> {}
            }
        }
        for (Map.Entry<Set<String>, List<Step>> each : begun.entrySet()) {
            page(each.getKey(), each.getValue(), moment);
            sent = true;
        }
        if (!over.isEmpty()) {
            over(over, moment);
            sent = true;
        }
        if (sent && steps.get(0).policy().group() != EscalationPolicy.Group.ALERT) {
            repository
                    .group(group)
                    .ifPresentOrElse(
                            known -> known.sent(moment.now),
                            () -> repository.add(new EscalationGroup(group, moment.now)));
        }
    }

    private Set<String> levels(Step step, Instant now) {
        return course(step.policy())
                .levels(step.escalation().anchorAt(), step.escalation().step(), now);
    }

    Course course(EscalationPolicy policy) {
        return new Course(
                policy,
                plans.published().zone(),
                new WorkingDays(plans.published().document().holidays()));
    }

    /** One message for all of them to each who answers. */
    private void page(Set<String> levels, List<Step> steps, Moment moment) {
        List<Alert> which = steps.stream().map(Step::alert).toList();
        Notice page = Notices.page(which, levels, moment.now);
        Set<PersonId> paged = new LinkedHashSet<>();
        List<String> who = new ArrayList<>();
        List<String> nobody = new ArrayList<>();
        for (String level : levels) {
            String reached = tellLevel(page, level, paged, moment, null);
            (reached.isEmpty() ? nobody : who).add(reached.isEmpty() ? level : level + ": " + reached);
        }
        boolean first = steps.stream().anyMatch(step -> !step.escalation().announced());
        if (first) {
            Notice news = Notices.firing(which, moment.now);
            moment.staff.stream()
                    .filter(person -> concerned(person) && !paged.contains(person.id()))
                    .forEach(person -> moment.round.tell(news, person));
            moment.round.tellRooms(news);
        }
        for (Step step : steps) {
            Escalation escalation = step.escalation();
            boolean again = escalation.step() >= step.policy().steps().size();
            Course course = course(step.policy());
            int before = escalation.step();
            int next = course.next(escalation.anchorAt(), before, moment.now);
            Instant after = course.after(escalation.anchorAt(), next, moment.now);
            escalation.told(next, moment.now, after);
            moment.told
                    .computeIfAbsent(new EscalationRepository.Told(next, after), none -> new ArrayList<>())
                    .add(escalation);
            String names = String.join(" ", levels);
            if (!who.isEmpty()) {
                moment.lines.add(new EscalationLine(
                        escalation.id(),
                        moment.now,
                        again ? Kind.REPEATED : Kind.TOLD,
                        before + 1,
                        names,
                        String.join("; ", who)));
            }
            if (!nobody.isEmpty()) {
                moment.lines.add(new EscalationLine(
                        escalation.id(), moment.now, Kind.NOBODY, before + 1, String.join(" ", nobody), null));
            }
        }
    }

    /** Answers who was reached, in words; empty for nobody. */
    private String tellLevel(Notice notice, String level, Set<PersonId> paged, Moment moment, @Nullable Held held) {
        Optional<List<PersonId>> onDuty = moment.onDuty.computeIfAbsent(level, asked -> duty.at(asked, moment.now));
        List<String> names = new ArrayList<>();
        if (onDuty.isPresent()) {
            for (PersonId id : onDuty.get()) {
                Person person = moment.byId.get(id);
                if (person != null && !paged.add(id)) {
                    names.add(person.name());
                } else if (person != null) {
                    if (moment.round.tell(notice, person, held) > 0) {
                        names.add(person.name());
                    }
                }
            }
            return String.join(", ", names);
        }
        if (moment.round.tellLevel(notice, level, held) > 0) {
            names.add(moment.contacts.getOrDefault(level, level));
        }
        return String.join(", ", names);
    }

    private static boolean concerned(Person person) {
        return person.roles().contains(Role.TECHNICIAN) || person.roles().contains(Role.LEAD);
    }

    /** That nobody is told is on record, with the reason, for everybody who would have been. */
    private void hold(Step step, Held held, Moment moment) {
        Escalation escalation = step.escalation();
        if (escalation.hold(held.reason(), held.words(), held.until())) {
            Set<String> levels = levels(step, moment.now);
            Notice page = Notices.page(List.of(step.alert()), levels, moment.now);
            Set<PersonId> paged = new LinkedHashSet<>();
            levels.forEach(level -> tellLevel(page, level, paged, moment, held));
            moment.lines.add(new EscalationLine(
                    escalation.id(),
                    moment.now,
                    Kind.HELD,
                    escalation.step() + 1,
                    String.join(" ", levels),
                    held.reason() + " " + held.words()));
        }
    }

    /** Who has it in hand is asked whether they still have. */
    private void remind(Step step, Moment moment) {
        Alert alert = step.alert();
        Escalation escalation = step.escalation();
        escalation.acknowledge(moment.now.plus(Escalations.ASKED_AGAIN_AFTER));
        PersonId owner = alert.assignee() == null ? alert.acknowledgedBy() : alert.assignee();
        Person person = owner == null ? null : moment.byId.get(owner);
        Notice reminder = Notices.reminder(alert, moment.now);
        if (person != null) {
            moment.round.tell(reminder, person);
            moment.lines.add(new EscalationLine(escalation.id(), moment.now, Kind.REMINDED, null, null, person.name()));
        } else {
            // Nobody of this installation has it in hand: whoever was asked first is asked again.
            Set<PersonId> asked = new LinkedHashSet<>();
            Set<String> levels = course(step.policy()).told(escalation.step());
            String reached = levels.stream()
                    .map(level -> tellLevel(reminder, level, asked, moment, null))
                    .filter(names -> !names.isEmpty())
                    .collect(Collectors.joining(", "));
            moment.lines.add(new EscalationLine(
                    escalation.id(), moment.now, Kind.REMINDED, null, String.join(" ", levels), reached));
        }
    }

    /** Whoever was told that something is wrong hears that it is over. */
    private void over(List<Step> steps, Moment moment) {
        List<Alert> which = steps.stream().map(Step::alert).toList();
        Notice notice = Notices.over(which, moment.now);
        moment.round.tellAgain(notice, which.stream().map(Alert::number).toList());
        for (Step step : steps) {
            step.escalation().end(moment.now);
            moment.lines.add(new EscalationLine(step.escalation().id(), moment.now, Kind.OVER, null, null, null));
        }
    }

    /** That somebody has it in hand is news for the others who were told. */
    void acknowledged(Escalation escalation, AlertEvent event) {
        Moment moment = new Moment(event.at());
        Notice notice = Notices.acknowledged(event.alert(), name(event.by()));
        if (escalation.toldAt() != null) {
            moment.staff.stream()
                    .filter(person -> concerned(person) && !person.id().equals(event.by()))
                    .forEach(person -> moment.round.tell(notice, person));
            moment.round.tellRooms(notice);
        }
    }

    /** That it comes and goes is said once, and once that it no longer does. */
    void flapping(Alert alert, boolean begins, Instant now) {
        Moment moment = new Moment(now);
        Notice notice = Notices.flapping(alert, begins);
        moment.staff.stream().filter(Telling::concerned).forEach(person -> moment.round.tell(notice, person));
        moment.round.tellRooms(notice);
    }

    String name(@Nullable PersonId person) {
        return person == null ? "" : people.names(List.of(person)).getOrDefault(person, "?");
    }
}
