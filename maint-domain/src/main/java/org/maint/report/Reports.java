package org.maint.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.logbook.LogEntry;
import org.maint.logbook.Logbook;
import org.maint.notification.Notice;
import org.maint.notification.Outbox;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Csv;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/**
 * Writes the plan's reports when their time has come, lets people answer what the templates leave to them, and freezes them
 * with a manager's approval, which stands in the log.
 */
@ApplicationScoped
@Transactional
public class Reports {
    public static final int LONGEST_ANSWER = 10_000;

    static final long LARGEST_FIGURE = 1_000_000_000_000L;

    /** Sections whose lines are counted from 1. */
    private static final Set<String> NUMBERED = Set.of("top", "under", "goals", "next-goals");

    private final EntityManager em;
    private final Filling filling;
    private final EnteredFigures entered;
    private final Logbook logbook;
    private final Outbox outbox;
    private final People people;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Reports(
            EntityManager em,
            Filling filling,
            EnteredFigures entered,
            Logbook logbook,
            Outbox outbox,
            People people,
            Plans plans,
            Events events,
            Clock clock) {
        this.em = em;
        this.filling = filling;
        this.entered = entered;
        this.logbook = logbook;
        this.outbox = outbox;
        this.people = people;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Reports() {
        this(null, null, null, null, null, null, null, null, null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), plans.published().zone());
    }

    /**
     * Writes those of the periods that have just ended, each once on any number of nodes; not of what was over before there
     * was anything to report on: neither a plan nor an entry in the log. Answers how many.
     */
    public int writeDue() {
        LocalDate today = today();
        Instant planned = plans.find(1).publishedAt();
        Instant begun = logbook.oldestAt().filter(planned::isAfter).orElse(planned);
        LocalDate since = LocalDate.ofInstant(begun, plans.published().zone());
        int written = 0;
        for (ReportKind kind : ReportKind.values()) {
            LocalDate last = kind.begin(kind.begin(today).minusDays(1));
            if (kind.end(last).isAfter(since) && of(kind, last).isEmpty()) {
                Optional<Report> made = insert(kind, last);
                if (made.isPresent()) {
                    written++;
                    tell(made.get());
                }
            }
        }
        return written;
    }

    private void tell(Report report) {
        events.publish(new ReportEvent(report, "drafted", null));
        if (report.kind() == ReportKind.DAILY_LOG) {
            // A mail about each day would be one too many.
            return;
        }
        List<Person> concerned = people.all().stream()
                .filter(Person::activeHuman)
                .filter(person ->
                        person.roles().contains(Role.LEAD) || person.roles().contains(Role.MANAGER))
                .toList();
        outbox.tell(
                new Notice(
                        "report.written",
                        Severity.INFO,
                        Text.of(Message.of("notification.report", title(report))),
                        ReportWords.of(report),
                        "/report?id=" + report.id()),
                concerned);
    }

    /** What it is called, such as "Weekly report, 16 to 22 November 2026". */
    public static Text title(Report report) {
        return Text.of(Message.of(
                "report.title." + report.kind(),
                report.from(),
                report.last(),
                Integer.toString(report.from().getYear())));
    }

    private Optional<Report> of(ReportKind kind, LocalDate from) {
        return em
                .createQuery("select r from Report r where r.kind = :kind and r.from = :from", Report.class)
                .setParameter("kind", kind)
                .setParameter("from", from)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** Empty when another node was faster. */
    private Optional<Report> insert(ReportKind kind, LocalDate from) {
        Report report = new Report(kind, from, filling.fill(kind, from), clock.instant());
        int inserted = em.createNativeQuery(
                        "insert ignore into report (id, kind, from_date, to_date, state, figures,"
                                + " answers, computed_at, created_at, version) values (?1, ?2, ?3, ?4, ?5, '[]', '{}', ?6, ?6, 0)")
                .setParameter(1, report.id().toString())
                .setParameter(2, kind.name())
                .setParameter(3, from)
                .setParameter(4, report.to())
                .setParameter(5, ReportState.DRAFT.name())
                .setParameter(6, java.time.LocalDateTime.ofInstant(clock.instant(), java.time.ZoneOffset.UTC))
                .executeUpdate();
        if (inserted == 0) {
            return Optional.empty();
        }
        Report stored = em.find(Report.class, report.id(), LockModeType.PESSIMISTIC_WRITE);
        stored.compute(report.lines(), clock.instant());
        em.flush();
        return Optional.of(stored);
    }

    /**
     * The report over the period in which a day lies; made when there is none yet.
     *
     * @return whether it is new, and the report
     */
    public Made draft(Actor actor, @Nullable ReportKind kind, @Nullable LocalDate day) {
        actor.require(Role.TECHNICIAN, Role.LEAD, Role.MANAGER);
        if (kind == null) {
            throw Refusal.invalid("/kind", Message.of("invalid.missing"));
        }
        if (day == null) {
            throw Refusal.invalid("/date", Message.of("invalid.missing"));
        }
        LocalDate from = kind.begin(day);
        if (from.isAfter(today())) {
            throw Refusal.invalid("/date", Message.of("invalid.target.future", from));
        }
        Optional<Report> known = of(kind, from);
        if (known.isPresent()) {
            return new Made(false, known.get());
        }
        Optional<Report> made = insert(kind, from);
        made.ifPresent(report -> events.publish(new ReportEvent(report, "drafted", actor.id())));
        return made.map(report -> new Made(true, report))
                .orElseGet(() -> new Made(false, of(kind, from).orElseThrow()));
    }

    /** @param fresh whether it was made by this call */
    public record Made(boolean fresh, Report report) {}

    public Report get(Actor actor, UUID id) {
        actor.requireStaff();
        return Optional.ofNullable(em.find(Report.class, id)).orElseThrow(Reports::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound(Message.of("not-found.report"));
    }

    /** What an address or a call names; refused as not found when it cannot name a report. */
    public static UUID id(@Nullable String text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /** Newest first; null for every kind and time. A report fits when it begins from one day (included) to another. */
    public Page<Report> list(
            Actor actor,
            @Nullable ReportKind kind,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int page,
            int size) {
        actor.requireStaff();
        String where = " where (:kind is null or r.kind = :kind) and r.from >= :from and r.from <= :to";
        LocalDate first = from == null ? LocalDate.of(1970, 1, 1) : from;
        LocalDate last = to == null ? LocalDate.of(9999, 1, 1) : to;
        long total = bind(em.createQuery("select count(r) from Report r" + where, Long.class), kind, first, last)
                .getSingleResult();
        List<Report> items = bind(
                        em.createQuery(
                                "select r from Report r" + where + " order by r.from desc, r.kind", Report.class),
                        kind,
                        first,
                        last)
                .setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, total);
    }

    private static <T> TypedQuery<T> bind(
            TypedQuery<T> query, @Nullable ReportKind kind, LocalDate from, LocalDate to) {
        return query.setParameter("kind", kind).setParameter("from", from).setParameter("to", to);
    }

    private Report forChange(UUID id, @Nullable Integer expectedVersion) {
        Report report = Optional.ofNullable(em.find(Report.class, id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(Reports::unknown);
        report.requireDraft();
        report.requireVersion(expectedVersion);
        return report;
    }

    /** Takes the figures anew. */
    public Report refresh(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        actor.require(Role.TECHNICIAN, Role.LEAD, Role.MANAGER);
        Report report = forChange(id, expectedVersion);
        report.compute(filling.fill(report.kind(), report.from()), clock.instant());
        return told(report, "refreshed", actor);
    }

    /** @param typed by the template's questions; blank takes an answer back, what is absent stays */
    public Report answer(Actor actor, UUID id, Map<String, String> typed, @Nullable Integer expectedVersion) {
        actor.require(Role.TECHNICIAN, Role.LEAD, Role.MANAGER);
        Report report = forChange(id, expectedVersion);
        Map<String, String> answers = new LinkedHashMap<>(report.answers());
        typed.forEach((question, words) -> {
            if (!report.kind().questions().contains(question)) {
                throw Refusal.invalid("/answers/" + question, Message.of("invalid.report.question", question));
            }
            String answer = Words.optional(words, "/answers/" + question, LONGEST_ANSWER);
            if (answer == null) {
                answers.remove(question);
            } else {
                answers.put(question, answer);
            }
        });
        report.answer(answers);
        return told(report, "answered", actor);
    }

    /** What a person may say of its period, because nothing measured it. */
    public Set<String> askable(Actor actor, UUID id) {
        actor.requireStaff();
        Report report = get(actor, id);
        return filling.askable(report.kind(), report.from(), report.lines());
    }

    /** What people have said of its period, by name. */
    public Map<String, EnteredFigure> entered(Actor actor, UUID id) {
        Report report = get(actor, id);
        return entered.of(report.kind(), report.from());
    }

    /**
     * Says what nothing measured, and takes the figures anew. What the record knows is refused: nobody fills that in.
     *
     * @param figures by name; null forgets one, what is absent stays
     */
    public Report enter(
            Actor actor, UUID id, Map<String, @Nullable Double> figures, @Nullable Integer expectedVersion) {
        actor.require(Role.LEAD, Role.MANAGER);
        Report report = forChange(id, expectedVersion);
        Set<String> askable = filling.askable(report.kind(), report.from(), report.lines());
        Instant now = clock.instant();
        figures.forEach((name, figure) -> {
            if (!askable.contains(name)) {
                throw Refusal.invalid("/figures/" + name, Message.of("invalid.report.figure", name));
            }
            if (figure != null && !(Math.abs(figure) <= LARGEST_FIGURE)) {
                throw Refusal.invalid(
                        "/figures/" + name, Message.of("invalid.number.range", -LARGEST_FIGURE, LARGEST_FIGURE));
            }
            entered.say(report, name, figure, actor.id(), now);
        });
        report.compute(filling.fill(report.kind(), report.from()), now);
        return told(report, "entered", actor);
    }

    /** Freezes it, in the version that was seen; refused while its period is not over. */
    public Report approve(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        actor.require(Role.MANAGER);
        Report report = forChange(id, expectedVersion);
        if (report.to().isAfter(today())) {
            throw Refusal.conflict(Message.of("conflict.report.running", report.to()));
        }
        Instant now = clock.instant();
        LogEntry entry = logbook.sign(actor.id(), report.kind().type(), title(report), content(report, actor), now);
        report.approve(now, actor.id(), entry.sequence());
        return told(report, "approved", actor);
    }

    private Report told(Report report, String deed, Actor actor) {
        em.flush();
        events.publish(new ReportEvent(report, deed, actor.id()));
        return report;
    }

    /** By the plan's log template, with the frozen text in it. */
    private ObjectNode content(Report report, Actor actor) {
        ObjectNode content = Canonical.mapper().createObjectNode();
        content.put("date", today().toString());
        Text title = title(report);
        content.putObject("title").put("en", title.en()).put("fr", title.fr());
        content.putArray("performedBy").add(actor.id().toString());
        for (String part : List.of("tasksCompleted", "issuesFound", "issuesResolved", "issuesEscalated")) {
            content.putArray(part);
        }
        ArrayNode next = content.putArray("nextActions");
        Optional.ofNullable(report.answers().get("action-items")).ifPresent(next::add);
        content.put("notes", report.answers().get("notes"));
        content.putNull("minutesSpent");
        content.put("signedBy", actor.id().toString());
        ObjectNode frozen = content.putObject("report");
        frozen.put("kind", report.kind().name());
        frozen.put("from", report.from().toString());
        frozen.put("to", report.last().toString());
        frozen.put("computedAt", report.computedAt().toString());
        ArrayNode lines = frozen.putArray("lines");
        report.lines().forEach(line -> lines.add(line.json()));
        ObjectNode answers = frozen.putObject("answers");
        report.answers().forEach(answers::put);
        return content;
    }

    /** For a spreadsheet: a row for each blank, then what people answered. Cells that would be formulas are text. */
    public String csv(Actor actor, UUID id, Locale locale) {
        Report report = get(actor, id);
        StringBuilder csv = new StringBuilder(Csv.BYTE_ORDER_MARK);
        csv.append(Csv.row(
                word("report.column.section", locale),
                word("report.column.what", locale),
                word("report.column.value", locale),
                word("report.column.unit", locale),
                word("report.column.before", locale),
                word("report.column.words", locale)));
        for (ReportLine line : report.lines()) {
            Text words = line.words();
            csv.append(Csv.row(
                    word("report.section." + line.section(), locale),
                    label(line).in(locale),
                    line.value(),
                    word("report.unit." + line.unit(), locale),
                    line.before(),
                    words == null ? null : words.in(locale)));
        }
        report.answers()
                .forEach((question, words) -> csv.append(Csv.row(
                        word("report.judgement", locale),
                        word("report.question." + question, locale),
                        null,
                        null,
                        null,
                        words)));
        return csv.toString();
    }

    /** As a workbook of the kind that Excel and LibreOffice open. */
    public void xlsx(Actor actor, UUID id, Locale locale, OutputStream out) throws IOException {
        new ReportWorkbook(get(actor, id), locale).write(out);
    }

    /** What a blank is called. */
    public static Text label(ReportLine line) {
        return NUMBERED.contains(line.section())
                ? Text.same(line.key())
                : Text.of(Message.of("report.line." + line.key()));
    }

    private static String word(String key, Locale locale) {
        return Messages.words(Message.of(key), locale);
    }
}
