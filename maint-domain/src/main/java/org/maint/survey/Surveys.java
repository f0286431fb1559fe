package org.maint.survey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Sample;
import org.maint.metric.Samples;
import org.maint.notification.Notice;
import org.maint.notification.Outbox;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.setting.Secrets;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.MailAddress;
import org.maint.shared.Message;
import org.maint.shared.RandomToken;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/** Asks how satisfied people are, from 1 to 5, and makes samples of the answers. */
@ApplicationScoped
@Transactional
public class Surveys {
    public static final String METRIC = "satisfaction.score";
    public static final int LEAST = 1;
    public static final int MOST = 5;
    public static final int LONGEST_COMMENT = 2_000;
    static final int LONGEST_TITLE = 200;
    static final int MOST_LINKS = 1_000;
    static final int MOST_ADDRESSES = 500;
    static final int LONGEST_DAYS = 366;

    /** Of fewer answers nothing is shown but how many there are. */
    static final int LEAST_SHOWN = 5;

    private static final int MOST_LISTED = 100;
    private static final int MOST_COMMENTS = 200;
    private static final Role[] MAY_ASK = {Role.LEAD, Role.MANAGER};

    private final EntityManager em;
    private final Samples samples;
    private final Outbox outbox;
    private final Secrets secrets;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public Surveys(
            EntityManager em,
            Samples samples,
            Outbox outbox,
            Secrets secrets,
            Plans plans,
            Events events,
            Clock clock) {
        this.em = em;
        this.samples = samples;
        this.outbox = outbox;
        this.secrets = secrets;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Surveys() {
        this(null, null, null, null, null, null, null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), plans.published().zone());
    }

    /** @param closesOn the last day that takes answers: from today to a year ahead */
    public Survey open(Actor actor, @Nullable String typedTitle, @Nullable LocalDate closesOn) {
        actor.require(MAY_ASK);
        String title = Words.required(typedTitle, "/title", LONGEST_TITLE);
        if (closesOn == null) {
            throw Refusal.invalid("/closesOn", Message.of("invalid.missing"));
        }
        LocalDate today = today();
        LocalDate latest = today.plusDays(LONGEST_DAYS);
        if (closesOn.isBefore(today) || closesOn.isAfter(latest)) {
            throw Refusal.invalid(
                    "/closesOn", Message.of("invalid.survey.closes", today.toString(), latest.toString()));
        }
        Survey survey = new Survey(title, closesOn, clock.instant(), actor.id());
        em.persist(survey);
        em.flush();
        events.publish(new SurveyEvent(survey, "opened", actor.id(), ""));
        return survey;
    }

    private Survey forChange(Actor actor, long number) {
        actor.require(MAY_ASK);
        return Optional.ofNullable(em.find(Survey.class, number, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> unknown(number));
    }

    private Survey openForChange(Actor actor, long number) {
        Survey survey = forChange(actor, number);
        if (!survey.open(today())) {
            throw Refusal.conflict(Message.of("conflict.survey.closed", survey.title()));
        }
        return survey;
    }

    private static Refusal unknown(long number) {
        return Refusal.notFound(Message.of("not-found.survey", number));
    }

    /** New links, from the portal's address on, for handing out by other means; they are shown this once. */
    public List<String> links(Actor actor, long number, @Nullable Integer count) {
        Survey survey = openForChange(actor, number);
        if (count == null || count < 1 || count > MOST_LINKS) {
            throw Refusal.invalid("/count", Message.of("invalid.number.range", 1, MOST_LINKS));
        }
        List<String> links =
                IntStream.range(0, count).mapToObj(i -> link(number)).toList();
        events.publish(new SurveyEvent(survey, "links-made", actor.id(), Integer.toString(count)));
        return links;
    }

    private String link(long number) {
        String token = RandomToken.create();
        em.createNativeQuery("insert into survey_link (token_hash, survey, used) values (?1, ?2, false)")
                .setParameter(1, Canonical.sha256(token))
                .setParameter(2, number)
                .executeUpdate();
        return "/survey?t=" + token;
    }

    /**
     * Sends each address a link by mail; answers how many. Nobody keeps which address got which link.
     *
     * @param typedAddresses separated by blanks, commas or lines; each once
     */
    public int invite(Actor actor, long number, @Nullable String typedAddresses, Locale language) {
        Survey survey = openForChange(actor, number);
        Set<String> addresses = new LinkedHashSet<>();
        String typed = Words.required(typedAddresses, "/addresses", MOST_ADDRESSES * MailAddress.LONGEST);
        Arrays.stream(typed.split("[\\s,;]+"))
                .filter(each -> !each.isEmpty())
                .forEach(each ->
                        addresses.add(MailAddress.required(each, "/addresses").toLowerCase(Locale.ROOT)));
        if (addresses.size() > MOST_ADDRESSES) {
            throw Refusal.invalid("/addresses", Message.of("invalid.survey.addresses", MOST_ADDRESSES));
        }
        if (!secrets.available() || !outbox.mails()) {
            throw Refusal.conflict(Message.of("conflict.survey.no-mail"));
        }
        String organisation = plans.published().document().organisation();
        for (String address : addresses) {
            outbox.mail(
                    new Notice(
                            "survey.asked",
                            Severity.INFO,
                            Text.of(Message.of("notification.survey", organisation)),
                            Text.of(Message.of("notification.survey.body", organisation, survey.closesOn())),
                            "/status"),
                    address,
                    language,
                    link(number));
        }
        events.publish(new SurveyEvent(survey, "invited", actor.id(), Integer.toString(addresses.size())));
        return addresses.size();
    }

    /** Takes no more answers from now on. */
    public void close(Actor actor, long number) {
        Survey survey = openForChange(actor, number);
        survey.close(today().minusDays(1));
        em.flush();
        events.publish(new SurveyEvent(survey, "closed", actor.id(), ""));
    }

    /** Refused as not found, in one way whatever the reason, unless a link still takes an answer. */
    public void requireOpen(@Nullable String token) {
        survey(token);
    }

    private long survey(@Nullable String token) {
        List<?> found = em.createNativeQuery("select l.survey from survey_link l join survey s on s.number = l.survey"
                        + " where l.token_hash = ?1 and not l.used and s.closes_on >= ?2")
                .setParameter(1, Canonical.sha256(String.valueOf(token)))
                .setParameter(2, today())
                .getResultList();
        return found.stream()
                .findFirst()
                .map(each -> ((Number) each).longValue())
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.survey-link")));
    }

    /** By somebody with a link, which is used up with it; of two at once, one is taken. */
    public void answer(@Nullable String token, @Nullable Integer score, @Nullable String typedComment) {
        long number = survey(token);
        SurveyAnswer answer = checked(number, score, typedComment);
        int used = em.createNativeQuery("update survey_link set used = true where token_hash = ?1 and not used")
                .setParameter(1, Canonical.sha256(String.valueOf(token)))
                .executeUpdate();
        if (used == 0) {
            throw Refusal.notFound(Message.of("not-found.survey-link"));
        }
        keep(answer);
    }

    /** By the platform, which has asked somebody itself. */
    public void answer(Actor actor, @Nullable Integer score, @Nullable String typedComment) {
        actor.require(Role.INGEST);
        keep(checked(null, score, typedComment));
    }

    private SurveyAnswer checked(@Nullable Long survey, @Nullable Integer score, @Nullable String typedComment) {
        if (score == null || score < LEAST || score > MOST) {
            throw Refusal.invalid("/score", Message.of("invalid.number.range", LEAST, MOST));
        }
        return new SurveyAnswer(
                survey, score, Words.optional(typedComment, "/comment", LONGEST_COMMENT), clock.instant());
    }

    /** Samples of one line have one value at one time; the number of the answer makes the time its own. */
    private void keep(SurveyAnswer answer) {
        em.persist(answer);
        em.flush();
        Instant at =
                answer.at().truncatedTo(ChronoUnit.MILLIS).plus(Duration.of(answer.id() % 1_000, ChronoUnit.MICROS));
        samples.measured(List.of(Sample.of(METRIC, at, answer.score(), "survey", java.util.Map.of())));
    }

    /**
     * How a survey stands.
     *
     * @param links how many were handed out
     * @param answers how many have answered
     * @param scores how many gave each score, from 1 to 5; all 0 while there are few answers
     * @param comments in no order that tells when; none while there are few answers
     */
    public record Results(Survey survey, long links, long answers, List<Long> scores, List<SurveyAnswer> comments) {
        /** Whether there are too few answers to show what they say: it would tell who said it. */
        public boolean few() {
            return answers > 0 && answers < LEAST_SHOWN;
        }

        /** Null while nobody has answered. */
        public @Nullable Double average() {
            long number = scores.stream().mapToLong(Long::longValue).sum();
            return number == 0
                    ? null
                    : IntStream.range(0, scores.size())
                                    .mapToDouble(i -> (i + LEAST) * (double) scores.get(i))
                                    .sum()
                            / number;
        }
    }

    /** Newest first. */
    public List<Survey> list(Actor actor) {
        actor.requireStaff();
        return em.createQuery("select s from Survey s order by s.number desc", Survey.class)
                .setMaxResults(MOST_LISTED)
                .getResultList();
    }

    public Results results(Actor actor, long number) {
        actor.requireStaff();
        Survey survey = Optional.ofNullable(em.find(Survey.class, number)).orElseThrow(() -> unknown(number));
        List<Long> scores = new ArrayList<>(java.util.Collections.nCopies(MOST, 0L));
        em.createQuery(
                        "select a.score, count(a) from SurveyAnswer a where a.survey = :number group by a.score",
                        Object[].class)
                .setParameter("number", number)
                .getResultList()
                .forEach(row -> scores.set((Integer) row[0] - LEAST, (Long) row[1]));
        List<SurveyAnswer> comments = em.createQuery(
                        "select a from SurveyAnswer a where a.survey = :number and a.comment is not null order by a.score, a.comment",
                        SurveyAnswer.class)
                .setParameter("number", number)
                .setMaxResults(MOST_COMMENTS)
                .getResultList();
        long links = ((Number) em.createNativeQuery("select count(*) from survey_link where survey = ?1")
                        .setParameter(1, number)
                        .getSingleResult())
                .longValue();
        long answers = scores.stream().mapToLong(Long::longValue).sum();
        return answers < LEAST_SHOWN
                ? new Results(survey, links, answers, java.util.Collections.nCopies(MOST, 0L), List.of())
                : new Results(survey, links, answers, List.copyOf(scores), comments);
    }
}
