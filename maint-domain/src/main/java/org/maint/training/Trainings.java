package org.maint.training;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.maint.notification.Notice;
import org.maint.notification.Outbox;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.Training;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Duties;
import org.maint.shared.Message;
import org.maint.shared.Text;
import org.maint.shared.Words;
import org.maint.task.Origin;
import org.maint.task.Task;
import org.maint.task.Tasks;

/** Has the plan's trainings come up as tasks, each once a period, and calls to mind what is about to end. */
@ApplicationScoped
@Transactional
public class Trainings {
    /** So many days before the end, and again so many. */
    private static final List<Integer> REMINDED = List.of(30, 7, -1);

    private static final int OVER_TOLD_FOR = 30;

    private final Qualifications qualifications;
    private final Tasks tasks;
    private final Outbox outbox;
    private final Duties duties;
    private final People people;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public Trainings(
            Qualifications qualifications,
            Tasks tasks,
            Outbox outbox,
            Duties duties,
            People people,
            Plans plans,
            Clock clock) {
        this.qualifications = qualifications;
        this.tasks = tasks;
        this.outbox = outbox;
        this.duties = duties;
        this.people = people;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Trainings() {
        this(null, null, null, null, null, null, null);
    }

    /** Does what is due, once a day on whichever node is first. */
    public void look() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, plans.published().zone());
        if (!duties.first("trainings:" + today, now)) {
            return;
        }
        for (Training training : plans.published().document().trainings()) {
            Frequency every = Frequency.of(training.every());
            LocalDate period = every.begin(today);
            tasks.comeUp(
                    shortened(Text.of(Message.of("task.training", training.title(), period))),
                    Text.of(Message.of("task.training.words")),
                    due(every, today),
                    Origin.training(training.key()),
                    "training:" + training.key() + ":" + period);
        }
        remind(today, now);
    }

    private static Text shortened(Text title) {
        return new Text(
                Words.shortened(title.en(), Task.LONGEST_TITLE), Words.shortened(title.fr(), Task.LONGEST_TITLE));
    }

    /** What comes up in the middle of its period has two weeks, or until its end. */
    private static LocalDate due(Frequency every, LocalDate today) {
        LocalDate usual = every.due(today);
        LocalDate soon = today.plusWeeks(2);
        LocalDate last = every.last(today);
        return !usual.isBefore(today) ? usual : soon.isAfter(last) ? last : soon;
    }

    private void remind(LocalDate today, Instant now) {
        for (Qualifications.Row row : qualifications.matrix(Actor.MAINT)) {
            row.skills().forEach(each -> remind(each, row.person(), today, now));
            row.trainings().forEach(each -> remind(each, row.person(), today, now));
        }
    }

    private void remind(Qualifications.Standing standing, Person person, LocalDate today, Instant now) {
        Qualification newest = standing.newest();
        LocalDate until = newest == null ? null : newest.until();
        if (newest == null || until == null) {
            return;
        }
        long left = ChronoUnit.DAYS.between(today, until);
        if (left < -OVER_TOLD_FOR) {
            // It was told then; what is remembered of that is forgotten in the end.
            return;
        }
        // Of several that have passed meanwhile, the latest is said.
        Integer due = REMINDED.stream()
                .filter(days -> left <= days)
                .reduce((first, second) -> second)
                .orElse(null);
        if (due == null || !duties.first("skill:" + newest.id() + ":" + due, now)) {
            return;
        }
        String key = left < 0 ? "notification.skill.over" : "notification.skill.ends";
        Set<Person> whom = new LinkedHashSet<>(List.of(person));
        people.all().stream()
                .filter(Person::activeHuman)
                .filter(each -> each.roles().contains(Role.LEAD))
                .forEach(whom::add);
        outbox.tell(
                new Notice(
                        "skill.ends",
                        left < 0 ? Severity.WARNING : Severity.INFO,
                        Text.of(Message.of(key, qualifications.title(newest.kind(), newest.subject()), person.name())),
                        Text.of(Message.of(
                                left < 0 && newest.kind() == Qualification.Kind.TRAINING
                                        ? key + ".training"
                                        : key + ".body",
                                until.toString())),
                        "/training"),
                whom);
    }
}
