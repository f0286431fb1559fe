package org.maint.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.ProofResult;
import org.maint.checklist.ProofState;
import org.maint.checklist.Run;
import org.maint.checklist.RunEvent.ProofAsked;
import org.maint.checklist.RunEvent.RunMissed;
import org.maint.checklist.RunEvent.RunOpened;
import org.maint.checklist.RunEvent.RunSigned;
import org.maint.checklist.RunEvent.RunSkipped;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.Runs;
import org.maint.metric.Heartbeat;
import org.maint.metric.Metric;
import org.maint.metric.Point;
import org.maint.metric.SampleStore;
import org.maint.metric.Series;
import org.maint.metric.Take;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.Plans;
import org.maint.plan.Proof;
import org.maint.probing.Finding;
import org.maint.shared.Message;

/**
 * Proves the items of runs without anybody's help. What waits is rows that nodes claim; a look is taken outside of any
 * transaction, and what it saw is recorded with its evidence in one.
 */
@ApplicationScoped
@Transactional
public class Verifications {
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final int MOST_ATTEMPTS = 3;

    /** A metric that has not been measured for so long says nothing about now. */
    private static final Duration FRESH = Duration.ofHours(24);

    private final EntityManager em;
    private final Runs runs;
    private final Probes probes;
    private final Questions questions;
    private final SampleStore store;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public Verifications(
            EntityManager em,
            Runs runs,
            Probes probes,
            Questions questions,
            SampleStore store,
            Plans plans,
            Clock clock) {
        this.em = em;
        this.runs = runs;
        this.probes = probes;
        this.questions = questions;
        this.store = store;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Verifications() {
        this(null, null, null, null, null, null, null);
    }

    /** When a run opens, its items are found out about. */
    public void on(@Observes RunOpened opened) {
        em.flush();
        for (RunItem item : opened.run().items()) {
            if (item.proofState() == ProofState.WAITING) {
                queue(opened.run().id(), item);
            }
        }
    }

    public void on(@Observes RunSigned signed) {
        forget(signed.run());
    }

    public void on(@Observes RunSkipped skipped) {
        forget(skipped.run());
    }

    public void on(@Observes RunMissed missed) {
        forget(missed.run());
    }

    /** Of a run that is over nothing is found out any more. */
    private void forget(Run run) {
        em.createNativeQuery("delete from verification_due where run_id = ?1")
                .setParameter(1, run.id().value())
                .executeUpdate();
    }

    public void on(@Observes ProofAsked asked) {
        queue(asked.run().id(), asked.item());
    }

    private void queue(RunId run, RunItem item) {
        em.createNativeQuery(
                        "insert into verification_due (run_item_id, run_id, item_key, due_at, claimed_until, attempts)"
                                + " values (?1, ?2, ?3, ?4, null, 0)"
                                + " on duplicate key update due_at = values(due_at), claimed_until = null, attempts = 0")
                .setParameter(1, item.id())
                .setParameter(2, run.value())
                .setParameter(3, item.key())
                .setParameter(4, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .executeUpdate();
    }

    /**
     * An item that waits.
     *
     * @param look what is to be looked at; null when it needs no look
     */
    public record Due(RunId run, String item, UUID itemId, Proof proof, Probes.@Nullable Due look) {}

    /** Claims what waits, together with what shares a look with it. */
    public List<Due> claim(int most) {
        Instant now = clock.instant();
        LocalDateTime utc = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        List<?> rows = em.createNativeQuery(
                        "select run_item_id, run_id, item_key from verification_due where due_at <= ?1"
                                + " and (claimed_until is null or claimed_until < ?1) order by due_at limit ?2"
                                + " for update skip locked")
                .setParameter(1, utc)
                .setParameter(2, most)
                .getResultList();
        List<Due> claimed = new ArrayList<>();
        Map<String, Probes.@Nullable Due> looks = new LinkedHashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            UUID id = uuid(columns[0]);
            em.createNativeQuery(
                            "update verification_due set claimed_until = ?1, attempts = attempts + 1 where run_item_id = ?2")
                    .setParameter(1, LocalDateTime.ofInstant(now.plus(LEASE), ZoneOffset.UTC))
                    .setParameter(2, id)
                    .executeUpdate();
            RunItem item = em.find(RunItem.class, id);
            Proof proof = item == null ? null : item.proof();
            if (proof != null) {
                Probes.Due look = null;
                if (proof.source() == Proof.Source.PROBE) {
                    look = looks.computeIfAbsent(
                            proof.key(),
                            key -> probes.find(key).flatMap(probes::due).orElse(null));
                }
                claimed.add(new Due(new RunId(uuid(columns[1])), (String) columns[2], id, proof, look));
            }
        }
        return claimed;
    }

    private static UUID uuid(Object column) {
        return column instanceof UUID id ? id : UUID.fromString(String.valueOf(column));
    }

    /** Records what came of a look that several items share, or of none. */
    public void record(List<Due> dues, @Nullable Finding finding) {
        for (Due due : dues) {
            ProofResult result = finding == null ? answer(due) : Proving.of(due.proof(), finding);
            runs.prove(due.run(), due.item(), result);
            em.createNativeQuery("delete from verification_due where run_item_id = ?1")
                    .setParameter(1, due.itemId())
                    .executeUpdate();
        }
    }

    /** What could not be recorded several times is a person's to look at. */
    public void giveUp() {
        LocalDateTime utc = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        // Not locked: the run is locked first, as whoever signs it does.
        List<?> rows = em.createNativeQuery("select run_item_id, run_id, item_key from verification_due"
                        + " where attempts >= ?1 and claimed_until < ?2 limit 20")
                .setParameter(1, MOST_ATTEMPTS)
                .setParameter(2, utc)
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            RunItem item = em.find(RunItem.class, uuid(columns[0]));
            Proof proof = item == null ? null : item.proof();
            if (proof != null) {
                runs.prove(
                        new RunId(uuid(columns[1])),
                        (String) columns[2],
                        Proving.unavailable(proof, clock.instant(), Message.of("proof.given-up", MOST_ATTEMPTS)));
            }
            em.createNativeQuery("delete from verification_due where run_item_id = ?1")
                    .setParameter(1, uuid(columns[0]))
                    .executeUpdate();
        }
    }

    private ProofResult answer(Due due) {
        Proof proof = due.proof();
        Instant now = clock.instant();
        return switch (proof.source()) {
            case PROBE -> Proving.unavailable(proof, now, Message.of("proof.no-probe", proof.key()));
            case METRIC -> metric(proof, now);
            case HEARTBEAT -> heartbeat(proof, now);
            case QUESTION -> questions.answer(proof, now);
        };
    }

    private ProofResult metric(Proof proof, Instant now) {
        List<Long> lines = store.seriesOf(proof.key()).stream().map(Series::id).toList();
        ZoneId zone = plans.published().zone();
        Instant from;
        if ("today".equals(proof.part())) {
            from = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
        } else {
            from = now.minus(proof.over() == null ? FRESH : proof.over());
        }
        if (proof.take() == null || proof.take() == Proof.Take.LAST) {
            return newest(proof, lines, from, now);
        }
        Optional<Double> value = taken(proof, lines, from, now);
        if (value.isEmpty()) {
            return Proving.unavailable(proof, now, Message.of("proof.no-data", proof.key()));
        }
        ObjectNode document = Proving.document(proof, now);
        document.put("from", from.toString());
        document.put("to", now.toString());
        return Proving.compared(proof, value.get(), now, document);
    }

    /** The newest sample of each line; of several lines, the one that is worst for the item. */
    private ProofResult newest(Proof proof, List<Long> lines, Instant from, Instant now) {
        boolean smallIsBad = proof.when() == Comparison.AT_LEAST || proof.when() == Comparison.ABOVE;
        Comparator<Point> byValue = Comparator.comparingDouble(Point::value);
        Optional<Point> worst = lines.stream()
                .flatMap(line -> store.newest(List.of(line), now).stream())
                .filter(point -> point.at().isAfter(from))
                .max(smallIsBad ? byValue.reversed() : byValue);
        if (worst.isEmpty()) {
            return Proving.unavailable(proof, now, Message.of("proof.no-data", proof.key()));
        }
        Instant at = worst.get().at();
        return Proving.compared(proof, worst.get().value(), at, Proving.document(proof, at));
    }

    private Optional<Double> taken(Proof proof, List<Long> lines, Instant from, Instant now) {
        Take take = proof.take() == null ? Take.LAST : Take.valueOf(proof.take().name());
        if (Metric.of(proof.key()).isEmpty()) {
            return Optional.empty();
        }
        if (Duration.between(from, now).compareTo(Duration.ofDays(2)) <= 0) {
            double[] values = store.points(lines, from, now).stream()
                    .mapToDouble(Point::value)
                    .toArray();
            return Metric.taken(take, values);
        }
        var buckets = store.fiveMinutes(lines, from, now);
        if (buckets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (take) {
                    case SUM -> buckets.stream()
                            .mapToDouble(each -> each.total())
                            .sum();
                    case AVERAGE, P95 -> buckets.stream()
                                    .mapToDouble(each -> each.total())
                                    .sum()
                            / buckets.stream().mapToLong(each -> each.number()).sum();
                    case LEAST -> buckets.stream()
                            .mapToDouble(each -> each.least())
                            .min()
                            .orElseThrow();
                    case MOST -> buckets.stream()
                            .mapToDouble(each -> each.most())
                            .max()
                            .orElseThrow();
                    case LAST -> buckets.get(buckets.size() - 1).average();
                });
    }

    private ProofResult heartbeat(Proof proof, Instant now) {
        // How old and how large it is says only one that was good.
        Optional<Heartbeat> newest = store.newestHeartbeat(proof.key(), "ok".equals(proof.part()) ? null : true, now);
        if (newest.isEmpty()) {
            return Proving.unavailable(proof, now, Message.of("proof.no-heartbeat", proof.key()));
        }
        Heartbeat beat = newest.get();
        ObjectNode document = Proving.document(proof, beat.at());
        document.put("ok", beat.ok());
        document.put("at", beat.at().toString());
        document.put("sizeBytes", beat.sizeBytes());
        document.put("note", beat.note());
        double value =
                switch (String.valueOf(proof.part())) {
                    case "size" -> beat.sizeBytes() == null ? 0 : beat.sizeBytes();
                    case "ok" -> beat.ok() ? 1 : 0;
                    default -> Duration.between(beat.at(), now).toMinutes() / 60.0;
                };
        return Proving.compared(proof, value, beat.at(), document);
    }

    /** The newest thirty times that this item was found out about in other runs of its routine, oldest first. */
    public List<Earlier> earlier(Run run, String itemKey) {
        if (run.routineKey().isEmpty()) {
            return List.of();
        }
        List<?> rows = em.createNativeQuery("select r.nominal_date, i.outcome, coalesce(i.entered_value, i.proof_value)"
                        + " from run r join run_item i on i.run_id = r.id where r.routine_key = ?1 and i.item_key = ?2"
                        + " and r.nominal_date <= ?3 order by r.nominal_date desc limit 30")
                .setParameter(1, run.routineKey().get())
                .setParameter(2, itemKey)
                .setParameter(3, run.nominalDate())
                .getResultList();
        List<Earlier> earlier = new ArrayList<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            String value = (String) columns[2];
            earlier.add(
                    0,
                    new Earlier(
                            columns[0] instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) columns[0],
                            (String) columns[1],
                            value));
        }
        return earlier;
    }

    /** What was found another time. */
    public record Earlier(LocalDate date, @Nullable String outcome, @Nullable String value) {}
}
