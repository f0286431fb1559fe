package org.maint.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.RunQuery;
import org.maint.checklist.RunSummary;
import org.maint.checklist.Runs;
import org.maint.logbook.LogEntry;
import org.maint.logbook.LogQuery;
import org.maint.logbook.Logbook;
import org.maint.people.Actor;
import org.maint.plan.Plans;

/**
 * What an alert has to do with runs, with the log and with probes, in both directions. Nothing of it is stored: it follows
 * from the reasons of the alert.
 */
@ApplicationScoped
@Transactional
public class Related {
    /** Of each kind. */
    static final int MOST = 10;

    /** Of a routine, the newest ones of which one can have been open at the time. */
    private static final int RUNS = 40;

    /** Entries that could mention the alert, before they are read. */
    private static final int ENTRIES = 100;

    private static final String UNPLANNED = "unplanned ";

    private final AlertRepository alerts;
    private final Runs runs;
    private final Logbook logbook;
    private final Plans plans;
    private final Clock clock;

    @Inject
    public Related(AlertRepository alerts, Runs runs, Logbook logbook, Plans plans, Clock clock) {
        this.alerts = alerts;
        this.runs = runs;
        this.logbook = logbook;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Related() {
        this(null, null, null, null, null);
    }

    /**
     * What belongs to an alert.
     *
     * @param runs that were open while one of their items was a reason, newest first
     * @param entries with which these runs ended, and those that mention the alert by its number, newest first
     * @param probes the keys of the probes that looked at what is wrong
     */
    public record Around(List<RunSummary> runs, List<LogEntry> entries, Set<String> probes) {}

    public Around of(Actor actor, Alerts.Whole whole) {
        actor.requireStaff();
        Map<RunId, RunSummary> found = new LinkedHashMap<>();
        Map<String, List<AlertReason>> byRoutine = new TreeMap<>();
        Set<RunId> ids = new LinkedHashSet<>();
        for (AlertReason reason : whole.reasons()) {
            if (reason.kind() == AlertReason.Kind.ITEM) {
                String work = reason.ref().substring(0, reason.ref().lastIndexOf('/'));
                if (work.startsWith(UNPLANNED)) {
                    ids.add(new RunId(UUID.fromString(work.substring(UNPLANNED.length()))));
                } else {
                    byRoutine
                            .computeIfAbsent(work, unknown -> new ArrayList<>())
                            .add(reason);
                }
            }
        }
        byRoutine.forEach((routine, reasons) ->
                open(actor, routine, reasons).forEach(summary -> found.putIfAbsent(summary.id(), summary)));
        ids.forEach(id -> found.putIfAbsent(id, summary(runs.get(actor, id))));
        List<RunSummary> newest = found.values().stream()
                .sorted(Comparator.comparing(RunSummary::opensAt).reversed())
                .limit(MOST)
                .toList();
        return new Around(newest, entries(actor, whole.alert(), newest), probes(whole));
    }

    /** The runs of a routine that were open at some time at which one of these reasons held. */
    private List<RunSummary> open(Actor actor, String routine, List<AlertReason> reasons) {
        Instant now = clock.instant();
        Instant last = reasons.stream()
                .map(reason -> reason.until() == null ? now : reason.until())
                .max(Comparator.naturalOrder())
                .orElse(now);
        LocalDate day = LocalDate.ofInstant(last, plans.published().zone());
        return runs.summaries(actor, new RunQuery(null, day, routine, null), RUNS).stream()
                .filter(run -> reasons.stream().anyMatch(reason -> shares(run, reason)))
                .toList();
    }

    private static boolean shares(RunSummary run, AlertReason reason) {
        boolean began = reason.until() == null || !run.opensAt().isAfter(reason.until());
        boolean lasted = run.closedAt() == null || !run.closedAt().isBefore(reason.since());
        return began && lasted;
    }

    private static RunSummary summary(Run run) {
        long answered = run.items().stream().filter(RunItem::answered).count();
        long failed = run.items().stream()
                .filter(item -> item.outcome() == Outcome.FAIL)
                .count();
        return new RunSummary(
                run.id(),
                run.routineKey().orElse(null),
                run.nominalDate(),
                run.type(),
                run.title(),
                run.state(),
                run.responsible(),
                run.assignee(),
                run.opensAt(),
                run.dueAt(),
                0,
                run.closedAt(),
                answered,
                run.items().size(),
                failed);
    }

    private List<LogEntry> entries(Actor actor, Alert alert, List<RunSummary> around) {
        String name = "A-" + alert.number();
        Pattern mention = Pattern.compile("(?<![\\p{L}\\p{N}-])" + name + "(?!\\d)");
        LogQuery query = new LogQuery(alert.since(), null, null, null, name);
        Map<Long, LogEntry> found = new TreeMap<>(Comparator.reverseOrder());
        logbook.ofRuns(actor, around.stream().map(RunSummary::id).toList())
                .forEach(entry -> found.put(entry.sequence(), entry));
        // A-1 is also a part of A-12.
        logbook.inOrder(actor, query, ENTRIES).stream()
                .filter(entry -> mention.matcher(entry.content().toString()).find()
                        || mention.matcher(entry.title().en()).find())
                .forEach(entry -> found.put(entry.sequence(), entry));
        return found.values().stream().limit(MOST).toList();
    }

    private static Set<String> probes(Alerts.Whole whole) {
        Set<String> probes = new LinkedHashSet<>();
        ProbeSubject.named(whole.alert().fingerprint()).ifPresent(probes::add);
        whole.reasons().forEach(reason -> ProbeSubject.named(reason.groupKey()).ifPresent(probes::add));
        return probes;
    }

    /** The alerts for which failed items of a run are reasons: their numbers, by the keys of the items. */
    public Map<String, Long> byItem(Actor actor, Run run) {
        actor.requireStaff();
        Map<String, String> refs = new HashMap<>();
        run.items().stream()
                .filter(item -> item.outcome() == Outcome.FAIL)
                .forEach(item -> refs.put(Alerts.ref(run, item), item.key()));
        if (refs.isEmpty()) {
            return Map.of();
        }
        Instant to = run.closedAt() == null ? clock.instant() : run.closedAt();
        Map<String, Long> found = new HashMap<>();
        alerts.reasonsOf(AlertReason.Kind.ITEM, refs.keySet(), run.opensAt(), to)
                .forEach(reason -> found.put(refs.get(reason.ref()), reason.alert()));
        return found;
    }

    /** The alerts of what a probe looks at: open ones first, then the newest. */
    public List<Alert> ofProbe(Actor actor, String probe) {
        actor.requireStaff();
        return alerts.ofProbe(probe, ProbeSubject.of(probe, null), MOST);
    }
}
