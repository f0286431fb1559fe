package org.maint.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Notice;
import org.maint.notification.Outbox;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.setting.Secrets;
import org.maint.shared.Csv;
import org.maint.shared.Events;
import org.maint.shared.MailAddress;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Page;
import org.maint.shared.RandomToken;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;
import org.maint.task.Origin;
import org.maint.task.Priority;
import org.maint.task.Task;
import org.maint.task.TaskWish;
import org.maint.task.Tasks;

/**
 * Takes what users and staff say, and sees to it that each gets an answer. People without an account speak through a form
 * whose address leads hand out; how much comes from one place is bounded.
 */
@ApplicationScoped
@Transactional
public class Feedbacks {
    public static final int LONGEST_TITLE = 200;
    public static final int LONGEST_WORDS = 10_000;
    static final int LONGEST_NAME = 100;

    static final Duration LIMITED_OVER = Duration.ofHours(1);
    static final int FROM_ONE_PLACE = 10;
    static final int FROM_ANYWHERE = 200;

    /** So long after it was closed its reporter's name and address are kept; a mail that was sent is kept as any other. */
    static final Duration ADDRESS_KEPT = Duration.ofDays(90);

    private static final Role[] MAY_ANSWER = {Role.TECHNICIAN, Role.LEAD, Role.MANAGER};
    private static final int PORTION = 200;

    private final EntityManager em;
    private final Tasks tasks;
    private final Outbox outbox;
    private final People people;
    private final Secrets secrets;
    private final Events events;
    private final Clock clock;

    @Inject
    public Feedbacks(
            EntityManager em, Tasks tasks, Outbox outbox, People people, Secrets secrets, Events events, Clock clock) {
        this.em = em;
        this.tasks = tasks;
        this.outbox = outbox;
        this.people = people;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Feedbacks() {
        this(null, null, null, null, null, null, null);
    }

    /** By somebody of the staff. */
    public Feedback say(Actor actor, FeedbackWish typed) {
        actor.requireStaff();
        return receive(typed, FeedbackSource.STAFF, actor, null);
    }

    /** By the platform, for one of its users. */
    public Feedback forward(Actor actor, FeedbackWish typed) {
        actor.require(Role.INGEST);
        return receive(typed, FeedbackSource.API, actor, null);
    }

    /**
     * By somebody who was given the address.
     *
     * @param from whence, as the server sees it
     */
    public Feedback say(@Nullable String token, FeedbackWish typed, String from) {
        requireOpen(token);
        if (!secrets.available()) {
            throw Refusal.conflict(Message.of("conflict.feedback.too-many", LIMITED_OVER.toMinutes()));
        }
        Instant now = clock.instant();
        String source = secrets.sign("feedback", from);
        if (sent(source, now) >= FROM_ONE_PLACE || sent(null, now) >= FROM_ANYWHERE) {
            throw Refusal.conflict(Message.of("conflict.feedback.too-many", LIMITED_OVER.toMinutes()));
        }
        return receive(typed, FeedbackSource.USER, null, source);
    }

    private long sent(@Nullable String source, Instant now) {
        return em.createQuery(
                        "select count(f) from Feedback f where f.source = :user and f.createdAt > :since"
                                + " and (:source is null or f.sentFrom = :source)",
                        Long.class)
                .setParameter("user", FeedbackSource.USER)
                .setParameter("since", now.minus(LIMITED_OVER))
                .setParameter("source", source)
                .getSingleResult();
    }

    private Feedback receive(
            FeedbackWish typed, FeedbackSource source, @Nullable Actor actor, @Nullable String sentFrom) {
        if (typed.kind() == null) {
            throw Refusal.invalid("/kind", Message.of("invalid.missing"));
        }
        String title = Words.required(typed.title(), "/title", LONGEST_TITLE);
        String email = Words.optional(typed.reporterEmail(), "/email", MailAddress.LONGEST);
        FeedbackWish said = new FeedbackWish(
                typed.kind(),
                title,
                Words.optional(typed.description(), "/description", LONGEST_WORDS),
                Words.optional(typed.reporterName(), "/name", LONGEST_NAME),
                email == null ? null : MailAddress.required(email, "/email"),
                typed.language());
        Feedback feedback = new Feedback(
                said, typed.kind(), title, source, actor == null ? null : actor.id(), sentFrom, clock.instant());
        em.persist(feedback);
        em.flush();
        events.publish(new FeedbackEvent(feedback, "received", actor == null ? null : actor.id()));
        tell(feedback);
        return feedback;
    }

    /** Leads hear of what others say. */
    private void tell(Feedback feedback) {
        List<Person> leads = people.all().stream()
                .filter(Person::activeHuman)
                .filter(person -> person.roles().contains(Role.LEAD))
                .filter(person -> !person.id().equals(feedback.createdBy()))
                .toList();
        outbox.tell(
                new Notice(
                        "feedback.received",
                        Severity.INFO,
                        Text.of(Message.of("notification.feedback." + feedback.kind(), feedback.title())),
                        Text.same(feedback.description() == null ? feedback.title() : feedback.description()),
                        "/feedback-item?n=" + feedback.number()),
                leads);
    }

    /** What is wanted of a list; null for all of it. */
    public record Filter(@Nullable FeedbackKind kind, @Nullable FeedbackState state, boolean unfinished) {}

    /** Newest first. */
    public Page<Feedback> list(Actor actor, Filter filter, int page, int size) {
        actor.requireStaff();
        String where = " where (:kind is null or f.kind = :kind) and (:state is null or f.state = :state)"
                + " and (:all = true or f.closedAt is null)";
        long total = bind(em.createQuery("select count(f) from Feedback f" + where, Long.class), filter)
                .getSingleResult();
        List<Feedback> items = bind(
                        em.createQuery("select f from Feedback f" + where + " order by f.number desc", Feedback.class),
                        filter)
                .setFirstResult(Math.toIntExact((long) page * size))
                .setMaxResults(size)
                .getResultList();
        return new Page<>(items, page, size, total);
    }

    private static <T> TypedQuery<T> bind(TypedQuery<T> query, Filter filter) {
        return query.setParameter("kind", filter.kind())
                .setParameter("state", filter.state())
                .setParameter("all", !filter.unfinished());
    }

    /** How many nobody has said anything to. */
    public long unanswered() {
        return em.createQuery("select count(f) from Feedback f where f.state = :state", Long.class)
                .setParameter("state", FeedbackState.NEW)
                .getSingleResult();
    }

    public Feedback get(Actor actor, long number) {
        actor.requireStaff();
        return Optional.ofNullable(em.find(Feedback.class, number)).orElseThrow(() -> unknown(number));
    }

    private static Refusal unknown(long number) {
        return Refusal.notFound(Message.of("not-found.feedback", number));
    }

    private Feedback forChange(Actor actor, long number, @Nullable Integer expectedVersion) {
        actor.require(MAY_ANSWER);
        Feedback feedback = Optional.ofNullable(em.find(Feedback.class, number, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> unknown(number));
        feedback.requireVersion(expectedVersion);
        return feedback;
    }

    /**
     * Says what becomes of it; who left an address hears it by mail.
     *
     * @param typedWords needed where it is declined, for it is the reason; blank leaves what was said before
     * @param expectedVersion the version that was seen; null for whatever it is now
     */
    public Feedback answer(
            Actor actor,
            long number,
            @Nullable FeedbackState to,
            @Nullable String typedWords,
            @Nullable Integer expectedVersion) {
        Feedback feedback = forChange(actor, number, expectedVersion);
        if (to == null || to == FeedbackState.NEW) {
            throw Refusal.invalid("/state", Message.of("invalid.feedback.state"));
        }
        String words = to == FeedbackState.DECLINED
                ? Words.required(typedWords, "/answer", LONGEST_WORDS)
                : Words.optional(typedWords, "/answer", LONGEST_WORDS);
        // What was said before stays where nothing is said now.
        String said = words == null ? feedback.answer() : words;
        FeedbackEvent event = feedback.answer(to, said, actor.id(), clock.instant());
        em.flush();
        events.publish(event);
        String address = feedback.reporterEmail();
        if (address != null && secrets.available()) {
            outbox.mail(
                    new Notice(
                            "feedback.answered",
                            Severity.INFO,
                            Text.of(Message.of("notification.feedback.answered", feedback.title())),
                            Text.of(Message.of(
                                    "notification.feedback.answered.body",
                                    Message.of("feedback.state." + to),
                                    said == null ? "" : said)),
                            "/status"),
                    address,
                    feedback.language(),
                    "/status");
        }
        return feedback;
    }

    /** Makes a task of it, which names it; refused when there is one. */
    public Task task(Actor actor, long number) {
        Feedback feedback = forChange(actor, number, null);
        Task made = tasks.create(
                actor,
                new TaskWish(
                        feedback.title(),
                        // The rest is one click away.
                        feedback.description() == null
                                ? null
                                : Words.shortened(feedback.description(), Task.LONGEST_DESCRIPTION),
                        Priority.NORMAL,
                        null,
                        null),
                Origin.Kind.FEEDBACK.name(),
                Long.toString(number));
        FeedbackEvent event = feedback.follow(made.number(), actor.id());
        em.flush();
        events.publish(event);
        return made;
    }

    /**
     * How many there are.
     *
     * @param received within a period
     * @param closed within it
     * @param pending not closed at its end
     */
    public record Tally(long received, long closed, long pending) {
        /** As a query counts, which says nothing where there is nothing. */
        public Tally(@Nullable Long received, @Nullable Long closed, @Nullable Long pending) {
            this(
                    received == null ? 0 : received.longValue(),
                    closed == null ? 0 : closed.longValue(),
                    pending == null ? 0 : pending.longValue());
        }
    }

    /**
     * Of one kind. What has a task is received, but neither closed nor pending here: that is the task. {@code to} is
     * excluded.
     */
    public Tally tally(FeedbackKind kind, Instant from, Instant to) {
        return em.createQuery(
                        "select new org.maint.feedback.Feedbacks$Tally("
                                + " sum(case when f.createdAt >= :from then 1L else 0L end),"
                                + " sum(case when f.task is null and f.closedAt >= :from and f.closedAt < :to then 1L else 0L end),"
                                + " sum(case when f.task is null and (f.closedAt is null or f.closedAt >= :to) then 1L else 0L end))"
                                + " from Feedback f where f.kind = :kind and f.createdAt < :to",
                        Tally.class)
                .setParameter("kind", kind)
                .setParameter("from", from)
                .setParameter("to", to)
                .getSingleResult();
    }

    /** Of what {@link #tally} counts, one of its three. */
    public enum Counted {
        RECEIVED("f.createdAt >= :from"),
        /** And followed by no task. */
        CLOSED("f.task is null and f.closedAt >= :from and f.closedAt < :to"),
        /** And followed by no task. */
        PENDING(":from < :to and f.task is null and (f.closedAt is null or f.closedAt >= :to)");

        private final String which;

        Counted(String which) {
            this.which = which;
        }
    }

    /** What {@link #tally} counts so, by number. */
    public List<Feedback> counted(FeedbackKind kind, Counted counted, Instant from, Instant to) {
        return em.createQuery(
                        "select f from Feedback f where f.kind = :kind and f.createdAt < :to and " + counted.which
                                + " order by f.number",
                        Feedback.class)
                .setParameter("kind", kind)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    /** For a spreadsheet, a row each, streamed. Cells that would be formulas are text. */
    public void export(Actor actor, Filter filter, Locale locale, Appendable out) throws IOException {
        actor.requireStaff();
        out.append(Csv.BYTE_ORDER_MARK)
                .append(Csv.row(Stream.of(
                                "number", "kind", "state", "created", "source", "name", "title", "words", "answer",
                                "task")
                        .map(column -> Messages.words(Message.of("feedback.column." + column), locale))
                        .toArray()));
        Page<Feedback> portion = list(actor, filter, 0, PORTION);
        for (int page = 1; !portion.items().isEmpty(); page++) {
            for (Feedback each : portion.items()) {
                out.append(Csv.row(
                        each.name(),
                        Messages.words(Message.of("feedback.kind." + each.kind()), locale),
                        Messages.words(Message.of("feedback.state." + each.state()), locale),
                        each.createdAt(),
                        Messages.words(Message.of("feedback.source." + each.source()), locale),
                        each.reporterName(),
                        each.title(),
                        each.description(),
                        each.answer(),
                        each.task() == null ? null : "T-" + each.task()));
            }
            em.clear();
            portion = list(actor, filter, page, PORTION);
        }
    }

    /** The address of the form, from the portal's on, for whoever hands it out; empty while it is closed. */
    public Optional<String> door(Actor actor) {
        actor.require(Role.LEAD, Role.MANAGER);
        return token().map(token -> "/say?t=" + token);
    }

    private Optional<String> token() {
        return Optional.ofNullable(em.find(FeedbackDoor.class, FeedbackDoor.ONLY))
                .map(FeedbackDoor::token);
    }

    /** Opens the form under a new address, which ends the one before; or closes it. */
    public void change(Actor actor, boolean open) {
        actor.require(Role.LEAD, Role.MANAGER);
        String token = open ? RandomToken.create() : null;
        Optional.ofNullable(em.find(FeedbackDoor.class, FeedbackDoor.ONLY, LockModeType.PESSIMISTIC_WRITE))
                .ifPresentOrElse(
                        door -> door.change(token, clock.instant(), actor.id()),
                        () -> em.persist(new FeedbackDoor(token, clock.instant(), actor.id())));
        try {
            em.flush();
        } catch (PersistenceException twoAtOnce) {
            throw Refusal.stale(Message.of("stale.feedback"));
        }
        events.publish(new DoorEvent(open, actor.id()));
    }

    /** Refused as not found, in one way whatever the reason, unless it is the address that is open now. */
    public void requireOpen(@Nullable String token) {
        byte[] typed = String.valueOf(token).getBytes(StandardCharsets.UTF_8);
        if (token().filter(known -> MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), typed))
                .isEmpty()) {
            throw Refusal.notFound(Message.of("not-found.feedback-form"));
        }
    }

    /** Forgets names and addresses of what has been closed for long, and whence things came; answers how many. */
    public int forget(int most) {
        Instant now = clock.instant();
        // Not by Hibernate: what is forgotten is no change that whoever answers has to know of.
        int persons = em.createNativeQuery("update feedback set reporter_name = null, reporter_email = null"
                        + " where closed_at < ?1 and (reporter_name is not null or reporter_email is not null)"
                        + " limit " + most)
                .setParameter(1, LocalDateTime.ofInstant(now.minus(ADDRESS_KEPT), ZoneOffset.UTC))
                .executeUpdate();
        int places = em.createNativeQuery(
                        "update feedback set sent_from = null where sent_from is not null and created_at < ?1 limit "
                                + most)
                .setParameter(1, LocalDateTime.ofInstant(now.minus(LIMITED_OVER), ZoneOffset.UTC))
                .executeUpdate();
        return Math.max(persons, places);
    }
}
