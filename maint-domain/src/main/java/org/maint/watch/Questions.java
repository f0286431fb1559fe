package org.maint.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.maint.activity.PlatformErrors;
import org.maint.activity.PlatformErrors.Line;
import org.maint.checklist.Outcome;
import org.maint.checklist.ProofResult;
import org.maint.plan.Proof;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** What maint can answer out of its own record: errors of the platform, changes, its log. */
@ApplicationScoped
@Transactional
public class Questions {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration QUARTER = Duration.ofDays(92);
    private static final int MOST_NAMED = 50;

    private final PlatformErrors errors;
    private final EntityManager em;

    @Inject
    public Questions(PlatformErrors errors, EntityManager em) {
        this.errors = errors;
        this.em = em;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Questions() {
        this(null, null);
    }

    ProofResult answer(Proof proof, Instant now) {
        if (proof.key().contains("error") && errors.nothingYet()) {
            // Who has never reported an error may have none, or may not report any.
            return Proving.unavailable(proof, now, Message.of("proof.no-errors-reported"));
        }
        return switch (proof.key()) {
            case "errors-of-the-day" -> critical(proof, errors.lines(now.minus(DAY), now), now);
            case "errors-of-the-week" -> critical(proof, errors.lines(now.minus(WEEK), now), now);
            case "errors-categorised" -> counted(proof, errors.lines(now.minus(WEEK), now), now);
            case "recurring-errors" -> counted(
                    proof,
                    errors.lines(now.minus(WEEK), now).stream()
                            .filter(Line::recurring)
                            .toList(),
                    now);
            case "tasks-for-errors" -> tasks(proof, now);
            case "backup-errors" -> backupErrors(proof, now);
            case "changes-of-the-month" -> number(proof, "platform_change", now.minus(Duration.ofDays(31)), now);
            case "issues-reported" -> feedback(proof, "kind = 'ISSUE' and created_at >= ?1", now.minus(DAY), now);
            case "feedback-of-the-quarter" -> feedback(proof, "created_at >= ?1", now.minus(QUARTER), now);
            case "feature-requests" -> feedback(
                    proof, "kind = 'REQUEST' and (closed_at is null or created_at >= ?1)", now.minus(QUARTER), now);
            case "failed-items" -> failedItems(proof, now);
            default -> Proving.unavailable(proof, now, Message.of("proof.no-question", proof.key()));
        };
    }

    private static ObjectNode document(Proof proof, List<Line> lines, Instant now) {
        ObjectNode document = Proving.document(proof, now);
        ArrayNode all = document.putArray("errors");
        lines.stream().limit(MOST_NAMED).forEach(line -> all.addObject()
                .put("fingerprint", line.group().fingerprint())
                .put("category", line.group().category().name())
                .put("number", line.number())
                .put("recurring", line.recurring()));
        return document;
    }

    private static ProofResult critical(Proof proof, List<Line> lines, Instant now) {
        long bad = lines.stream()
                .filter(line -> line.group().category() == Severity.CRITICAL)
                .mapToLong(Line::number)
                .sum();
        long total = lines.stream().mapToLong(Line::number).sum();
        return new ProofResult(
                bad == 0 ? Outcome.PASS : Outcome.FAIL,
                BigDecimal.valueOf(total),
                "= 0",
                bad == 0 ? null : Text.of(Message.of("proof.critical-errors", bad, total)),
                now,
                document(proof, lines, now));
    }

    /** What is there, for a person to look through; it is good when maint has it. */
    private static ProofResult counted(Proof proof, List<Line> lines, Instant now) {
        return new ProofResult(
                Outcome.PASS, BigDecimal.valueOf(lines.size()), null, null, now, document(proof, lines, now));
    }

    /** Each critical or recurring error of the week has a task. */
    private ProofResult tasks(Proof proof, Instant now) {
        List<Line> needing = errors.lines(now.minus(WEEK), now).stream()
                .filter(line -> line.recurring() || line.group().category() == Severity.CRITICAL)
                .toList();
        List<Line> without = needing.stream()
                .filter(line -> em.createQuery(
                                        "select count(t) from Task t where t.origin.kind = :kind and t.origin.ref = :ref",
                                        Long.class)
                                .setParameter("kind", org.maint.task.Origin.Kind.ERROR)
                                .setParameter("ref", Long.toString(line.group().id()))
                                .getSingleResult()
                        == 0)
                .toList();
        return new ProofResult(
                without.isEmpty() ? Outcome.PASS : Outcome.FAIL,
                BigDecimal.valueOf(without.size()),
                "= 0",
                without.isEmpty()
                        ? null
                        : Text.of(Message.of("proof.errors-without-task", without.size(), needing.size())),
                now,
                document(proof, without, now));
    }

    private ProofResult backupErrors(Proof proof, Instant now) {
        List<Line> about = errors.lines(now.minus(DAY), now).stream()
                .filter(line -> (line.group().message()
                                + line.group().source()
                                + line.group().fingerprint())
                        .toLowerCase(java.util.Locale.ROOT)
                        .matches("(?s).*(backup|sauvegarde).*"))
                .toList();
        return critical(proof, about, now).outcome() == Outcome.PASS && about.isEmpty()
                ? counted(proof, about, now)
                : new ProofResult(
                        Outcome.FAIL,
                        BigDecimal.valueOf(about.size()),
                        "= 0",
                        Text.of(Message.of("proof.backup-errors", about.size())),
                        now,
                        document(proof, about, now));
    }

    private ProofResult number(Proof proof, String table, Instant from, Instant now) {
        long number = ((Number) em.createNativeQuery("select count(*) from " + table + " where at >= ?1")
                        .setParameter(1, LocalDateTime.ofInstant(from, ZoneOffset.UTC))
                        .getSingleResult())
                .longValue();
        return Proving.compared(proof, number, now, Proving.document(proof, now));
    }

    /** What users and staff have said, for a person to look through. */
    private ProofResult feedback(Proof proof, String where, Instant from, Instant now) {
        List<?> found = em.createNativeQuery(
                        "select number, title from feedback where " + where + " order by number desc")
                .setParameter(1, LocalDateTime.ofInstant(from, ZoneOffset.UTC))
                .getResultList();
        ObjectNode document = Proving.document(proof, now);
        ArrayNode said = document.putArray("feedback");
        found.stream().limit(MOST_NAMED).map(Object[].class::cast).forEach(row -> said.addObject()
                .put("number", ((Number) row[0]).longValue())
                .put("title", String.valueOf(row[1])));
        return new ProofResult(Outcome.PASS, BigDecimal.valueOf(found.size()), null, null, now, document);
    }

    /** Items of the last month that failed and have not been good since. */
    private ProofResult failedItems(Proof proof, Instant now) {
        long open = em.createQuery("select count(d) from Deviation d where d.closedAt is null", Long.class)
                .getSingleResult();
        return Proving.compared(proof, open, now, Proving.document(proof, now));
    }
}
