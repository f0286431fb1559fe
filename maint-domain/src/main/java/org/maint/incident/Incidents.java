package org.maint.incident;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.Alerts;
import org.maint.checklist.Upload;
import org.maint.checklist.WorkType;
import org.maint.communication.Subscribers;
import org.maint.incident.IncidentLine.Kind;
import org.maint.logbook.LogEntry;
import org.maint.logbook.Logbook;
import org.maint.notification.Notice;
import org.maint.notification.Outbox;
import org.maint.notification.Round;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.Emergency;
import org.maint.plan.PlanDocument.Labelled;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.setting.Settings;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;
import org.maint.window.WindowWish;

/**
 * Decides what becomes of incidents. Technicians, leads and managers work on them, all staff follow them. Each deed holds
 * the incident, adds to it and writes its own line of the timeline, so that ten people can work at once and none undoes
 * what another did.
 */
@ApplicationScoped
@Transactional
public class Incidents {
    private static final Role[] MAY_WORK = {Role.TECHNICIAN, Role.LEAD, Role.MANAGER};

    /** While an incident is young, whoever waits hears at least so often. */
    static final Duration OFTEN = Duration.ofMinutes(20);

    static final Duration YOUNG = Duration.ofHours(2);
    static final Duration SELDOM = Duration.ofHours(24);
    private static final Duration USUALLY = Duration.ofHours(1);

    /** So long before it is due, a promised update is called to mind. */
    static final Duration REMINDED_BEFORE = Duration.ofMinutes(2);

    private static final Duration LONGEST_AGO = Duration.ofDays(366);
    static final int LONGEST_NOTE = 4_000;
    static final int LONGEST_REASON = 2_000;
    private static final int SIMILAR = 5;

    /** What the alerts of the platform itself are about; others are told of also in maintenance mode. */
    private static final List<String> MAINTENANCE_SCOPE = List.of("platform.*", "probe *");

    private static final Duration MAINTENANCE_LASTS = Duration.ofDays(7);

    private volatile List<Seen> seen = List.of();

    private final IncidentRepository repository;
    private final Alerts alerts;
    private final MaintenanceWindows windows;
    private final Logbook logbook;
    private final Outbox outbox;
    private final Subscribers subscribers;
    private final Settings settings;
    private final People people;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Incidents(
            IncidentRepository repository,
            Alerts alerts,
            MaintenanceWindows windows,
            Logbook logbook,
            Outbox outbox,
            Subscribers subscribers,
            Settings settings,
            People people,
            Plans plans,
            Events events,
            Clock clock) {
        this.repository = repository;
        this.alerts = alerts;
        this.windows = windows;
        this.logbook = logbook;
        this.outbox = outbox;
        this.subscribers = subscribers;
        this.settings = settings;
        this.people = people;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Incidents() {
        this(null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Whoever declares it leads it until somebody else does. Refused when the alert has an open incident already. */
    public Incident declare(Actor actor, Declaration declaration) {
        actor.require(MAY_WORK);
        Instant now = clock.instant();
        Instant began = declaration.beganAt();
        if (began != null && began.isAfter(now)) {
            throw Refusal.invalid("/beganAt", Message.of("invalid.incident.future"));
        }
        if (began != null && began.isBefore(now.minus(LONGEST_AGO))) {
            throw Refusal.invalid("/beganAt", Message.of("invalid.incident.long-ago"));
        }
        Long alert = declaration.alert();
        if (alert != null) {
            // Of two who declare it at once, one does.
            alerts.hold(actor, alert);
            repository.openOfAlert(alert).ifPresent(open -> {
                throw Refusal.conflict(Message.of("conflict.incident.of-alert", alert, open.name()));
            });
        }
        Emergency emergency = plans.published().document().emergency();
        Incident incident =
                new Incident(declaration, Duration.ofMinutes(emergency.immediateWithinMinutes()), now, actor.id());
        repository.add(incident);
        repository.flush();
        add(incident, IncidentStep.Kind.ACTION, emergency.immediateActions());
        add(incident, IncidentStep.Kind.STEP, emergency.resolutionSteps());
        line(incident, Kind.DECLARED, actor.id(), incident.trigger().name(), incident.description());
        tell(notices(incident).declared(name(actor.id())), Incidents::works, true);
        return incident;
    }

    private void add(Incident incident, IncidentStep.Kind kind, List<Labelled> labelled) {
        for (int i = 0; i < labelled.size(); i++) {
            repository.add(new IncidentStep(incident.number(), kind, i, labelled.get(i)));
        }
    }

    private static boolean works(Person person) {
        return Stream.of(MAY_WORK).anyMatch(person.roles()::contains);
    }

    /** What a critical alert proposes, everything known filled in. */
    public Declaration proposed(Actor actor, long alertNumber, Locale locale) {
        Alert alert = alerts.whole(actor, alertNumber).alert();
        return Declaration.of(
                Trigger.of(alert.fingerprint()),
                alert.title().in(locale),
                alert.fingerprint(),
                alert.since(),
                alertNumber,
                false);
    }

    /** @param expectedVersion the version that the person saw; null to write whatever it is now */
    public Incident describe(
            Actor actor,
            long number,
            @Nullable Trigger trigger,
            @Nullable String title,
            @Nullable String description,
            @Nullable Integer expectedVersion) {
        Incident incident = forChange(actor, number);
        incident.requireVersion(expectedVersion);
        Declaration wish = Declaration.of(trigger, title, description, null, null, incident.drill());
        incident.describe(wish.trigger(), wish.title(), wish.description());
        line(incident, Kind.DESCRIBED, actor.id(), wish.trigger().name(), wish.title());
        return incident;
    }

    /** How bad it is can be argued later. */
    public Incident argue(Actor actor, long number, @Nullable Severity severity, @Nullable String typedReason) {
        Incident incident = forChange(actor, number);
        if (severity == null) {
            throw Refusal.invalid("/severity", Message.of("invalid.missing"));
        }
        String reason = Words.required(typedReason, "/reason", LONGEST_REASON);
        incident.argue(severity);
        line(incident, Kind.SEVERITY, actor.id(), severity.name(), reason);
        return incident;
    }

    /** @param person null for nobody */
    public Incident assign(Actor actor, long number, IncidentRole role, @Nullable PersonId person) {
        Incident incident = forChange(actor, number);
        String name = null;
        if (person != null) {
            Person found = people.active(person)
                    .filter(Person::activeHuman)
                    .filter(Incidents::works)
                    .orElseThrow(() -> Refusal.invalid("/person", Message.of("invalid.incident.person")));
            name = found.name();
        }
        if (Objects.equals(incident.holder(role), person)) {
            return incident;
        }
        incident.assign(role, person);
        line(incident, Kind.ASSIGNED, actor.id(), role.name(), name);
        return incident;
    }

    public Incident note(Actor actor, long number, @Nullable String typed) {
        actor.require(MAY_WORK);
        Incident incident = repository.findForChange(number).orElseThrow(() -> unknown(number));
        line(incident, Kind.NOTE, actor.id(), null, Words.required(typed, "/note", LONGEST_NOTE));
        return incident;
    }

    /** A screenshot, a log: it stands in the timeline, also after the end. */
    public IncidentFile attach(Actor actor, long number, @Nullable String name, byte[] content) {
        actor.require(MAY_WORK);
        Incident incident = repository.findForChange(number).orElseThrow(() -> unknown(number));
        Upload upload = Upload.of(Words.required(name, "/name", LONGEST_REASON), content);
        IncidentFile file = new IncidentFile(number, upload, clock.instant(), actor.id());
        repository.add(file);
        repository.add(new IncidentFileContent(file.id(), upload.content()));
        line(incident, Kind.FILE, actor.id(), file.id().toString(), upload.name());
        return file;
    }

    /** A file with its bytes. */
    public record Download(IncidentFile file, byte[] content) {}

    public Download file(Actor actor, UUID id) {
        actor.requireStaff();
        IncidentFile file = repository
                .file(id)
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.evidence", id.toString())));
        return new Download(file, repository.content(id));
    }

    /** Writes the timeline as comma-separated values, oldest line first. */
    public void export(Actor actor, long number, Locale locale, Appendable out) throws IOException {
        Whole whole = whole(actor, number);
        new TimelineExport(people, locale).write(whole, out);
    }

    /**
     * An action or a step is done, which does what it says: notifying tells everybody, maintenance mode opens a window.
     *
     * @param typedNote what was done; null for nothing to say
     */
    public Incident complete(Actor actor, long number, String key, @Nullable String typedNote) {
        Incident incident = forChange(actor, number);
        String note = Words.optional(typedNote, "/note", LONGEST_REASON);
        IncidentStep step = step(incident, key);
        step.end(StepState.DONE, clock.instant(), actor.id(), note);
        line(incident, Kind.DONE, actor.id(), key, note);
        if (key.equals(IncidentStep.NOTIFY)) {
            tell(notices(incident).declared(name(incident.declaredBy())), person -> true, true);
        } else if (key.equals(IncidentStep.MAINTENANCE_MODE)) {
            maintenanceMode(incident, actor.id());
        }
        return incident;
    }

    /** It is left out, with a reason. */
    public Incident skip(Actor actor, long number, String key, @Nullable String typedReason) {
        Incident incident = forChange(actor, number);
        String reason = Words.required(typedReason, "/reason", LONGEST_REASON);
        step(incident, key).end(StepState.SKIPPED, clock.instant(), actor.id(), reason);
        line(incident, Kind.SKIPPED, actor.id(), key, reason);
        return incident;
    }

    /** A slip is taken back; what was sent stays sent, and a window stays until it is ended. */
    public Incident reopen(Actor actor, long number, String key) {
        Incident incident = forChange(actor, number);
        step(incident, key).reopen();
        line(incident, Kind.REOPENED, actor.id(), key, null);
        return incident;
    }

    private IncidentStep step(Incident incident, String key) {
        return repository.stepsForChange(incident.number()).stream()
                .filter(step -> step.key().equals(key))
                .filter(step -> !key.equals(IncidentStep.POST_MORTEM))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.incident.step", key)));
    }

    /** A drill opens none: it must not hold back what is told of alerts. */
    private void maintenanceMode(Incident incident, PersonId by) {
        if (incident.drill() || incident.window() != null) {
            return;
        }
        Instant now = clock.instant();
        String title = incident.name() + " · " + incident.title();
        MaintenanceWindow window = windows.openFor(
                by,
                WindowWish.of(
                        Words.shortened(title, WindowWish.LONGEST_TITLE),
                        Words.shortened(
                                Objects.requireNonNullElse(incident.description(), incident.title()),
                                WindowWish.LONGEST_REASON),
                        now,
                        now.plus(MAINTENANCE_LASTS),
                        MAINTENANCE_SCOPE));
        incident.maintenanceMode(window.id());
        line(incident, Kind.MAINTENANCE_ON, by, null, null);
        outbox.round(List.of()).tellRooms(notices(incident).maintenance(true));
    }

    /** Takes maintenance mode back; nothing happens when there is none. */
    public Incident endMaintenanceMode(Actor actor, long number) {
        Incident incident = forChange(actor, number);
        endMaintenanceMode(incident, actor.id());
        return incident;
    }

    private void endMaintenanceMode(Incident incident, PersonId by) {
        if (incident.window() != null) {
            windows.endFor(incident.window(), by);
            incident.maintenanceMode(null);
            line(incident, Kind.MAINTENANCE_OFF, by, null, null);
            outbox.round(List.of()).tellRooms(notices(incident).maintenance(false));
        }
    }

    /**
     * Tells those who wait, and promises when they hear again. Refused when a time lies in the past or the next update too
     * far ahead; the last update, that it is resolved, comes once it is.
     */
    public IncidentUpdate update(Actor actor, long number, UpdateWish wish) {
        actor.require(MAY_WORK);
        Incident incident = repository.findForChange(number).orElseThrow(() -> unknown(number));
        boolean last = wish.status() == IncidentStatus.RESOLVED;
        if (last != (incident.state() == IncidentState.RESOLVED)) {
            throw Refusal.conflict(
                    last
                            ? Message.of("conflict.incident.not-over", number)
                            : Message.of("conflict.incident.over", number));
        }
        Instant now = clock.instant();
        Instant eta = wish.eta();
        if (eta != null && !eta.isAfter(now)) {
            throw Refusal.invalid("/eta", Message.of("invalid.incident.past"));
        }
        UpdateWish promising = wish.promising(last ? null : next(incident, wish.nextUpdate(), now));
        IncidentUpdate update = new IncidentUpdate(number, promising, incident.promisedAt(), now, actor.id());
        repository.add(update);
        if (update.audience() == Audience.CUSTOMERS && settings.current().customerUpdatesAreChecked()) {
            line(
                    incident,
                    Kind.UPDATE_WAITS,
                    actor.id(),
                    wish.status().name(),
                    wish.issue().en());
            tell(notices(incident).updateWaits(update, name(actor.id())), other(actor), false);
        } else {
            send(incident, update, null, now);
        }
        return update;
    }

    private static Predicate<Person> other(Actor author) {
        return person -> works(person) && !person.id().equals(author.id());
    }

    private void send(Incident incident, IncidentUpdate update, @Nullable PersonId checkedBy, Instant now) {
        update.sent(now, checkedBy, incident.promisedAt());
        incident.updated(update.status(), update.nextUpdate());
        line(
                incident,
                Kind.UPDATE,
                update.by(),
                update.status().name(),
                update.issue().en());
        // What is for those who decide is not for a room that many read.
        int told = tell(
                notices(incident).update(update),
                person -> update.audience().includes(person),
                update.audience() != Audience.MANAGEMENT);
        if (update.audience() == Audience.CUSTOMERS && !incident.drill()) {
            told += subscribers.tell(
                    notices(incident).customersTitle(update, organisation()),
                    notices(incident).updateWords(update),
                    "status-" + incident.number());
        }
        update.told(told);
        repository.flush();
        events.publish(new UpdateSent(incident, update));
    }

    /**
     * Somebody else than its author has read what waits for a second pair of eyes: it goes out. Refused when the time that
     * it names for the next one has passed meanwhile.
     */
    public IncidentUpdate approveUpdate(Actor actor, long number, UUID id) {
        actor.require(MAY_WORK);
        Incident incident = repository.findForChange(number).orElseThrow(() -> unknown(number));
        IncidentUpdate update = waiting(number, id);
        if (update.by().equals(actor.id())) {
            throw Refusal.forbidden(Message.of("forbidden.incident.own-update"));
        }
        boolean last = update.status() == IncidentStatus.RESOLVED;
        if (last != (incident.state() == IncidentState.RESOLVED)) {
            throw Refusal.conflict(Message.of("conflict.incident.over", number));
        }
        Instant now = clock.instant();
        Instant eta = update.eta();
        if (eta != null && !eta.isAfter(now)) {
            throw Refusal.invalid("/eta", Message.of("invalid.incident.past"));
        }
        if (repository.sent(number).stream().anyMatch(each -> each.at().isAfter(update.at()))) {
            throw Refusal.conflict(Message.of("conflict.incident.newer-update"));
        }
        Instant next = update.nextUpdate();
        if (next != null && !next.isAfter(now)) {
            throw Refusal.invalid("/nextUpdate", Message.of("invalid.incident.past"));
        }
        send(incident, update, actor.id(), now);
        return update;
    }

    /** What waits for a second pair of eyes does not go out. */
    public IncidentUpdate withdrawUpdate(Actor actor, long number, UUID id) {
        actor.require(MAY_WORK);
        Incident incident = repository.findForChange(number).orElseThrow(() -> unknown(number));
        IncidentUpdate update = waiting(number, id);
        update.withdraw();
        line(
                incident,
                Kind.UPDATE_WITHDRAWN,
                actor.id(),
                update.status().name(),
                update.issue().en());
        return update;
    }

    private IncidentUpdate waiting(long number, UUID id) {
        IncidentUpdate update = repository
                .updateForChange(id)
                .filter(each -> each.incident() == number)
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.incident.update")));
        update.requireWaiting();
        return update;
    }

    /** What an update would say to the team, before it is sent; nothing is kept. */
    public Preview preview(Actor actor, long number, UpdateWish wish) {
        actor.require(MAY_WORK);
        Incident incident = repository.find(number).orElseThrow(() -> unknown(number));
        Instant now = clock.instant();
        boolean last = wish.status() == IncidentStatus.RESOLVED;
        UpdateWish promising = wish.promising(last ? null : next(incident, wish.nextUpdate(), now));
        IncidentUpdate update = new IncidentUpdate(number, promising, incident.promisedAt(), now, actor.id());
        IncidentNotices notices = notices(incident);
        Text title = wish.audience() == Audience.CUSTOMERS
                ? notices.customersTitle(update, organisation())
                : notices.update(update).title();
        return new Preview(title, notices.updateWords(update));
    }

    /** The words of an update, as they would be sent. */
    public record Preview(Text title, Text body) {}

    private String organisation() {
        return plans.published().document().organisation();
    }

    private static Instant next(Incident incident, @Nullable Instant wanted, Instant now) {
        boolean young = now.isBefore(incident.declaredAt().plus(YOUNG));
        Duration most = young ? OFTEN : SELDOM;
        if (wanted == null) {
            return now.plus(young ? OFTEN : USUALLY);
        }
        if (!wanted.isAfter(now)) {
            throw Refusal.invalid("/nextUpdate", Message.of("invalid.incident.past"));
        }
        // Whoever types a time of day types whole minutes.
        if (wanted.isAfter(now.plus(most).plusSeconds(60))) {
            throw Refusal.invalid("/nextUpdate", Message.of("invalid.incident.next-late", most.toMinutes()));
        }
        return wanted;
    }

    /**
     * It is over. Refused while an action or a step is neither done nor left out with a reason, and without a word about
     * data.
     *
     * @param dataLost whether data was lost; null is refused
     * @param typedLost what was lost; needed when something was
     */
    public Incident resolve(
            Actor actor,
            long number,
            @Nullable Boolean dataLost,
            @Nullable String typedLost,
            @Nullable String typedResolution) {
        Incident incident = forChange(actor, number);
        if (dataLost == null) {
            throw Refusal.invalid("/dataLost", Message.of("invalid.missing"));
        }
        String lost = dataLost
                ? Words.required(typedLost, "/dataLostWords", LONGEST_REASON)
                : Words.optional(typedLost, "/dataLostWords", LONGEST_REASON);
        String resolution = Words.required(typedResolution, "/resolution", LONGEST_NOTE);
        List<IncidentStep> steps = repository.stepsForChange(number);
        List<Text> open = steps.stream()
                .filter(step -> step.state() == StepState.OPEN && !step.key().equals(IncidentStep.POST_MORTEM))
                .map(IncidentStep::title)
                .toList();
        if (!open.isEmpty()) {
            Text names = new Text(
                    String.join("; ", open.stream().map(Text::en).toList()),
                    String.join("; ", open.stream().map(Text::fr).toList()));
            throw Refusal.conflict(Message.of("conflict.incident.open-steps", names));
        }
        Instant now = clock.instant();
        incident.resolve(dataLost, lost, resolution, now, actor.id());
        endMaintenanceMode(incident, actor.id());
        line(incident, Kind.RESOLVED, actor.id(), Boolean.toString(dataLost), resolution);
        repository.flush();
        List<IncidentUpdate> updates = repository.sent(number);
        int kept = (int) updates.stream().filter(IncidentUpdate::kept).count();
        LogEntry entry = logbook.sign(
                actor.id(),
                WorkType.EMERGENCY,
                IncidentEntry.title(incident),
                IncidentEntry.content(incident, steps, repository.lines(number), updates.size(), kept, zone()),
                now);
        incident.logged(entry.sequence());
        tell(notices(incident).over(name(actor.id())), Incidents::works, true);
        return incident;
    }

    /** For the post-mortem, which answers for who may: it is approved, and so the plan's last step is done. */
    public void analysed(long number, PersonId by) {
        Incident incident = repository.findForChange(number).orElseThrow(() -> unknown(number));
        repository.stepsForChange(number).stream()
                .filter(step -> step.key().equals(IncidentStep.POST_MORTEM) && step.state() == StepState.OPEN)
                .forEach(step -> step.end(StepState.DONE, clock.instant(), by, null));
        line(incident, Kind.ANALYSED, by, null, null);
    }

    /** Calls to mind what was promised, and says so when it was not kept; and sees what is open. */
    public void keepPromises() {
        Instant now = clock.instant();
        List<Incident> open = repository.open();
        seen = open.stream()
                .map(each -> new Seen(each.number(), each.title(), each.declaredAt(), each.drill()))
                .toList();
        for (Incident each : open) {
            if (each.promiseNear(now, REMINDED_BEFORE) || each.promiseMissed(now) || each.actionsMissed(now)) {
                repository.findForChange(each.number()).ifPresent(incident -> keepPromises(incident, now));
            }
        }
    }

    private void keepPromises(Incident incident, Instant now) {
        if (incident.state() == IncidentState.OPEN) {
            Instant promised = incident.promisedAt();
            if (promised != null && incident.promiseNear(now, REMINDED_BEFORE)) {
                incident.promiseReminded();
                tellThose(incident, notices(incident).promiseNear(promised), false);
            }
            if (promised != null && incident.promiseMissed(now)) {
                incident.promiseBroken();
                line(incident, Kind.PROMISE_BROKEN, null, null, null);
                tellThose(incident, notices(incident).promiseBroken(promised), true);
            }
            if (incident.actionsMissed(now)) {
                incident.actionsLate();
                List<IncidentStep> open = repository.steps(incident.number()).stream()
                        .filter(step -> step.kind() == IncidentStep.Kind.ACTION && step.state() == StepState.OPEN)
                        .toList();
                if (!open.isEmpty()) {
                    line(incident, Kind.ACTIONS_LATE, null, null, null);
                    tellThose(incident, notices(incident).actionsLate(open), true);
                }
            }
        }
    }

    /** An open incident as the pages of this node name it; at most a second or two old. */
    public record Seen(long number, String title, Instant declaredAt, boolean drill) {}

    /** For the banner of every page, which asks the database nothing. */
    public List<Seen> seen() {
        return seen;
    }

    /** Who has a role in it, or leads it; and those who lead altogether when it has to go further. */
    private void tellThose(Incident incident, Notice notice, boolean further) {
        List<PersonId> holders = new ArrayList<>();
        for (IncidentRole role : IncidentRole.values()) {
            PersonId holder = incident.holder(role);
            if (holder != null) {
                holders.add(holder);
            }
        }
        Predicate<Person> leads = person -> holders.isEmpty() || further
                ? person.roles().contains(Role.LEAD) || person.roles().contains(Role.MANAGER)
                : false;
        outbox.tell(notice, staff(person -> holders.contains(person.id()) || leads.test(person)));
    }

    /** Answers how many people it went to. */
    private int tell(Notice notice, Predicate<Person> whom, boolean rooms) {
        List<Person> persons = staff(whom);
        Round round = outbox.round(persons);
        persons.forEach(person -> round.tell(notice, person));
        if (rooms) {
            round.tellRooms(notice);
        }
        return persons.size();
    }

    private List<Person> staff(Predicate<Person> whom) {
        return people.all().stream().filter(Person::activeHuman).filter(whom).toList();
    }

    private IncidentNotices notices(Incident incident) {
        return new IncidentNotices(incident, zone());
    }

    private ZoneId zone() {
        return plans.published().zone();
    }

    private String name(PersonId person) {
        return people.names(List.of(person)).getOrDefault(person, "?");
    }

    private void line(
            Incident incident, Kind kind, @Nullable PersonId by, @Nullable String subject, @Nullable String words) {
        Instant now = clock.instant();
        repository.add(new IncidentLine(incident.number(), now, by, kind, subject, words));
        // The version that the answer shows is the one that the next change must name.
        repository.flush();
        events.publish(new IncidentEvent(incident, kind, by, now));
    }

    private Incident forChange(Actor actor, long number) {
        actor.require(MAY_WORK);
        Incident incident = repository.findForChange(number).orElseThrow(() -> unknown(number));
        incident.requireOpen();
        return incident;
    }

    /** An incident with everything about it; lines oldest first, updates newest first. */
    public record Whole(
            Incident incident, List<IncidentStep> steps, List<IncidentLine> lines, List<IncidentUpdate> updates) {}

    public Whole whole(Actor actor, long number) {
        actor.requireStaff();
        Incident incident = repository.find(number).orElseThrow(() -> unknown(number));
        return new Whole(incident, repository.steps(number), repository.lines(number), repository.updates(number));
    }

    /** Newest first; null for every state. */
    public Page<Incident> list(Actor actor, @Nullable IncidentState state, int page, int size) {
        actor.requireStaff();
        return repository.list(state, page, size);
    }

    /** Any of these that there are. */
    public List<Incident> named(Actor actor, Collection<Long> numbers) {
        actor.requireStaff();
        return repository.named(numbers);
    }

    /** Open ones, newest first. */
    public List<Incident> open(Actor actor) {
        actor.requireStaff();
        return repository.open();
    }

    /** Over, of the same kind, newest first. */
    public List<Incident> similar(Actor actor, Incident incident) {
        actor.requireStaff();
        return repository.similar(incident, SIMILAR);
    }

    /** For targets and reports: declared from one moment (included) to another (excluded), drills among them. */
    public List<Incident> declared(Instant from, Instant to) {
        return repository.declared(from, to);
    }

    /**
     * For the public page: what customers were told of incidents that are not drills and were not over before a moment,
     * newest incident first, the oldest update first in each.
     */
    public List<ToldCustomers> toldCustomers(Instant notOverBefore) {
        Map<Long, List<IncidentUpdate>> updates = new TreeMap<>(Comparator.reverseOrder());
        repository.forCustomers(notOverBefore).forEach(each -> updates.computeIfAbsent(
                        each.incident(), none -> new ArrayList<>())
                .add(each));
        Map<Long, Incident> incidents = repository.named(updates.keySet()).stream()
                .collect(Collectors.toMap(Incident::number, Function.identity()));
        return updates.entrySet().stream()
                .map(each -> new ToldCustomers(
                        Objects.requireNonNull(incidents.get(each.getKey())), List.copyOf(each.getValue())))
                .toList();
    }

    /** What customers were told of an incident; at least once. */
    public record ToldCustomers(Incident incident, List<IncidentUpdate> updates) {}

    private static Refusal unknown(long number) {
        return Refusal.notFound(Message.of("not-found.incident", Long.toString(number)));
    }
}
