package org.maint.activity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Csv;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/** Decides which errors of the platform are accepted, which belong together, and how bad they are. */
@ApplicationScoped
@Transactional
public class PlatformErrors {
    /** In one batch. */
    public static final int MOST = 1_000;

    /** What happens on at least so many days of a week is recurring. */
    static final int RECURRING_DAYS = 3;

    /** How long error events are kept: thirteen months. */
    static final Duration KEPT = Duration.ofDays(396);

    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LONGEST_FINGERPRINT = 200;
    private static final int LONGEST_SOURCE = 100;
    private static final long MOST_COUNT = 1_000_000_000L;

    private final EntityManager em;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public PlatformErrors(EntityManager em, Plans plans, Events events, Clock clock) {
        this.em = em;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PlatformErrors() {
        this(null, null, null, null);
    }

    private record Fit(Instant at, String level, String message, String fingerprint, String source, long count) {}

    /** Accepts all of them or none; each fault has the position of its error. Answers how many. */
    public int accept(Actor actor, List<ErrorReport> reports) {
        actor.require(Role.INGEST);
        if (reports.size() > MOST) {
            throw Refusal.tooLarge(Message.of("invalid.errors.most", MOST));
        }
        Instant now = clock.instant();
        List<Refusal.Fault> faults = new ArrayList<>();
        // In the order of their fingerprints, so that two batches that share some wait for each other and do not
        // deadlock.
        Map<String, List<Fit>> byFingerprint = new TreeMap<>();
        for (int i = 0; i < reports.size(); i++) {
            Fit fit = fit(reports.get(i), "/" + i, now, faults);
            if (fit != null) {
                byFingerprint
                        .computeIfAbsent(fit.fingerprint(), unknown -> new ArrayList<>())
                        .add(fit);
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults.get(0).message(), faults);
        }
        byFingerprint.forEach((fingerprint, fits) -> keep(fingerprint, fits, now));
        return reports.size();
    }

    private static @Nullable Fit fit(ErrorReport report, String where, Instant now, List<Refusal.Fault> faults) {
        int before = faults.size();
        Instant at = report.at();
        if (at == null) {
            faults.add(new Refusal.Fault(where + "/at", Message.of("invalid.missing")));
        } else if (at.isAfter(now.plus(Duration.ofMinutes(5)))) {
            faults.add(new Refusal.Fault(where + "/at", Message.of("invalid.at.future", 5)));
        } else if (at.isBefore(now.minus(Duration.ofDays(30)))) {
            faults.add(new Refusal.Fault(where + "/at", Message.of("invalid.at.ancient", 30)));
        }
        String message = words(report.message(), where + "/message", LONGEST_MESSAGE, true, faults);
        String fingerprint = words(report.fingerprint(), where + "/fingerprint", LONGEST_FINGERPRINT, false, faults);
        String source = words(report.source(), where + "/source", LONGEST_SOURCE, false, faults);
        String level = words(report.level(), where + "/level", 10, false, faults);
        if (report.count() < 1 || report.count() > MOST_COUNT) {
            faults.add(new Refusal.Fault(where + "/count", Message.of("invalid.number.range", 1, MOST_COUNT)));
        }
        if (faults.size() > before || at == null || message == null) {
            return null;
        }
        String known = level == null ? "error" : level.toLowerCase(Locale.ROOT);
        return new Fit(
                at,
                known,
                message,
                fingerprint == null ? fingerprint(message) : fingerprint,
                source == null ? "" : source,
                report.count());
    }

    private static @Nullable String words(
            @Nullable String typed, String pointer, int longest, boolean required, List<Refusal.Fault> faults) {
        try {
            return required ? Words.required(typed, pointer, longest) : Words.optional(typed, pointer, longest);
        } catch (Refusal refusal) {
            faults.addAll(refusal.faults());
            return null;
        }
    }

    /** What is left when everything that differs from one to the next is taken out: numbers, ids, quoted words. */
    static String fingerprint(String message) {
        String common = message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}", "#")
                .replaceAll("'[^']*'|\"[^\"]*\"", "#")
                .replaceAll("\\b(0x)?[0-9a-fA-F]*\\d[0-9a-fA-F]*\\b", "#")
                .replaceAll("\\s+", " ")
                .strip();
        return common.length() <= LONGEST_FINGERPRINT - 20
                ? common
                : common.substring(0, LONGEST_FINGERPRINT - 20) + " "
                        + Canonical.sha256(common).substring(0, 12);
    }

    private static Severity category(String level) {
        return switch (level) {
            case "critical", "fatal", "alert", "emergency", "severe" -> Severity.CRITICAL;
            case "info", "notice", "debug", "trace" -> Severity.INFO;
            default -> Severity.WARNING;
        };
    }

    private void keep(String fingerprint, List<Fit> fits, Instant now) {
        Fit first = fits.get(0);
        em.createNativeQuery("insert into error_group (fingerprint, message, level, category, decided, source,"
                        + " first_at, last_at, number, version) values (?1, ?2, ?3, ?4, false, ?5, ?6, ?6, 0, 0)"
                        + " on duplicate key update fingerprint = fingerprint")
                .setParameter(1, fingerprint)
                .setParameter(2, first.message())
                .setParameter(3, first.level())
                .setParameter(4, category(first.level()).name())
                .setParameter(5, first.source())
                .setParameter(6, LocalDateTime.ofInstant(first.at(), ZoneOffset.UTC))
                .executeUpdate();
        ErrorGroup group = em.createQuery(
                        "select g from ErrorGroup g where g.fingerprint = :fingerprint", ErrorGroup.class)
                .setParameter("fingerprint", fingerprint)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResult();
        for (Fit fit : fits) {
            group.add(fit.at(), fit.message(), fit.count());
            group.worsen(category(fit.level()));
            em.createNativeQuery("insert into error_event (group_id, at, level, message, source, number, received_at)"
                            + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                    .setParameter(1, group.id())
                    .setParameter(2, LocalDateTime.ofInstant(fit.at(), ZoneOffset.UTC))
                    .setParameter(3, fit.level())
                    .setParameter(4, fit.message())
                    .setParameter(5, fit.source())
                    .setParameter(6, fit.count())
                    .setParameter(7, LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                    .executeUpdate();
        }
    }

    /**
     * Errors of one kind in a time.
     *
     * @param number how many in that time
     * @param days on how many days of it
     * @param before how many in the time of the same length before
     */
    public record Line(ErrorGroup group, long number, int days, long before) {
        /** Whether it comes again and again: on three days or more. */
        public boolean recurring() {
            return days >= RECURRING_DAYS;
        }
    }

    /** Those of a time, the worst and most frequent first. */
    public List<Line> between(Actor actor, Instant from, Instant to) {
        actor.requireStaff();
        return lines(from, to);
    }

    /** As {@link #between}, for maint itself. */
    public List<Line> lines(Instant from, Instant to) {
        Instant earlier = from.minus(Duration.between(from, to));
        Map<Long, Long> before = new TreeMap<>();
        for (Object[] row : counts(earlier, from)) {
            before.put(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
        }
        List<Object[]> rows = counts(from, to);
        Map<Long, ErrorGroup> groups = new TreeMap<>();
        if (!rows.isEmpty()) {
            em.createQuery("select g from ErrorGroup g where g.id in :ids", ErrorGroup.class)
                    .setParameter(
                            "ids",
                            rows.stream()
                                    .map(row -> ((Number) row[0]).longValue())
                                    .toList())
                    .getResultList()
                    .forEach(group -> groups.put(group.id(), group));
        }
        return rows.stream()
                .map(row -> {
                    long id = ((Number) row[0]).longValue();
                    return new Line(
                            Objects.requireNonNull(groups.get(id)),
                            ((Number) row[1]).longValue(),
                            ((Number) row[2]).intValue(),
                            before.getOrDefault(id, 0L));
                })
                .sorted(java.util.Comparator.comparing(
                                (Line line) -> line.group().category())
                        .thenComparing(line -> -line.number()))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> counts(Instant from, Instant to) {
        // Days are those of the plan's zone; the worst come first, so that what is cut off is what is frequent and
        // harmless.
        int offset = plans.published().zone().getRules().getOffset(to).getTotalSeconds();
        return em.createNativeQuery("select e.group_id, sum(e.number),"
                        + " count(distinct cast(e.at + interval " + offset + " second as date)) from error_event e"
                        + " join error_group g on g.id = e.group_id where e.at >= ?1 and e.at < ?2 group by e.group_id"
                        + " order by field(g.category, 'CRITICAL', 'WARNING', 'INFO'), 2 desc limit 1000")
                .setParameter(1, LocalDateTime.ofInstant(from, ZoneOffset.UTC))
                .setParameter(2, LocalDateTime.ofInstant(to, ZoneOffset.UTC))
                .getResultList();
    }

    /** Whether none has ever been reported. */
    public boolean nothingYet() {
        return em.createQuery("select count(g) from ErrorGroup g", Long.class).getSingleResult() == 0;
    }

    public ErrorGroup get(Actor actor, long id) {
        actor.requireStaff();
        ErrorGroup group = em.find(ErrorGroup.class, id);
        if (group == null) {
            throw unknown(id);
        }
        return group;
    }

    /** A person knows better how bad it is; what comes later changes nothing about that. */
    public ErrorGroup categorise(Actor actor, long id, @Nullable Severity as) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        if (as == null) {
            throw Refusal.invalid("/category", Message.of("invalid.missing"));
        }
        // What comes in at this moment counts up the same row.
        ErrorGroup group = em.find(ErrorGroup.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (group == null) {
            throw unknown(id);
        }
        group.categorise(as, actor.id()).ifPresent(events::publish);
        em.flush();
        return group;
    }

    private static Refusal unknown(long id) {
        return Refusal.notFound(Message.of("not-found.error", id));
    }

    /** As a table: one line for each kind. */
    public String csv(Actor actor, Instant from, Instant to) {
        StringBuilder csv = new StringBuilder(Csv.BYTE_ORDER_MARK)
                .append(Csv.row(
                        "category",
                        "level",
                        "number",
                        "days",
                        "recurring",
                        "first",
                        "last",
                        "source",
                        "fingerprint",
                        "message"));
        for (Line line : between(actor, from, to)) {
            ErrorGroup group = line.group();
            csv.append(Csv.row(
                    group.category(),
                    group.level(),
                    line.number(),
                    line.days(),
                    line.recurring(),
                    group.firstAt(),
                    group.lastAt(),
                    group.source(),
                    group.fingerprint(),
                    group.message()));
        }
        return csv.toString();
    }

    /** Removes up to so many events that are over age. */
    public int forget(int most) {
        return em.createNativeQuery("delete from error_event where at < ?1 limit " + most)
                .setParameter(1, LocalDateTime.ofInstant(clock.instant().minus(KEPT), ZoneOffset.UTC))
                .executeUpdate();
    }
}
