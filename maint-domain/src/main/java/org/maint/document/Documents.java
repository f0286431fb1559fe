package org.maint.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.maint.checklist.Evidence;
import org.maint.checklist.Run;
import org.maint.checklist.RunId;
import org.maint.checklist.RunItem;
import org.maint.checklist.Runs;
import org.maint.logbook.LogEntry;
import org.maint.logbook.LogQuery;
import org.maint.logbook.Logbook;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.plan.Plans;
import org.maint.plan.Routine;
import org.maint.postmortem.PostMortems;
import org.maint.report.Report;
import org.maint.report.Reports;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Makes documents for paper and for the files: in the reader's language, on Letter, each saying who made it and when.
 * Everybody of the staff may have them; they say nothing that the portal does not show.
 *
 * <p>There is no transaction around the whole: reading is done quickly, by services with transactions of their own, and
 * no connection is held while pages are laid out.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class Documents {
    /** More entries than anybody reads at a time, and what a node lays out within its memory. */
    static final int MOST_ENTRIES = 1_000;

    /** Up to so many entries a document is made at once; longer ones wait for each other. */
    private static final int FEW_ENTRIES = 100;

    private static final long PATIENCE_SECONDS = 60;

    private final Semaphore longOnes = new Semaphore(1, true);
    private final Logbook logbook;
    private final Runs runs;
    private final Plans plans;
    private final People people;
    private final PostMortems postMortems;
    private final Reports reports;
    private final Clock clock;

    @Inject
    public Documents(
            Logbook logbook,
            Runs runs,
            Plans plans,
            People people,
            PostMortems postMortems,
            Reports reports,
            Clock clock) {
        this.logbook = logbook;
        this.runs = runs;
        this.plans = plans;
        this.people = people;
        this.postMortems = postMortems;
        this.reports = reports;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Documents() {
        this(null, null, null, null, null, null, null);
    }

    private Desk desk(Actor actor, Locale locale, Set<PersonId> named) {
        Set<PersonId> all = new LinkedHashSet<>(named);
        all.add(actor.id());
        return Desk.of(plans.published(), locale, new Names(people.names(all)), actor.id(), clock.instant());
    }

    /** An entry of the log with its corrections. */
    public Pdf entry(Actor actor, Locale locale, long sequence) {
        actor.requireStaff();
        Logged logged = Logged.of(logbook.get(actor, sequence));
        List<LogEntry> corrections = logbook.correctionsOf(actor, sequence);
        Desk desk = desk(actor, locale, named(List.of(logged.entry()), corrections));
        Wording wording = desk.wording();
        Markup markup = desk.markup(wording.title(logged.entry()), wording.word("subject.entry"));
        new EntrySheet(wording, desk.names()).write(markup, logged, corrections);
        return desk.bind(wording.word("file.entry", Long.toString(sequence)), markup);
    }

    /**
     * The entries that fit, oldest first; refused when there are more than 1,000, and when another long document is in
     * the making and takes more than a minute.
     */
    public Pdf period(Actor actor, Locale locale, LogQuery query) {
        actor.requireStaff();
        long count = logbook.count(actor, query);
        if (count > MOST_ENTRIES) {
            throw Refusal.tooLarge(Message.of("document.too-many", MOST_ENTRIES, count));
        }
        if (count <= FEW_ENTRIES) {
            return readAndBind(actor, locale, query);
        }
        try {
            if (!longOnes.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Refusal.conflict(Message.of("document.busy"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.conflict(Message.of("document.busy"));
        }
        try {
            return readAndBind(actor, locale, query);
        } finally {
            longOnes.release();
        }
    }

    private Pdf readAndBind(Actor actor, Locale locale, LogQuery query) {
        List<LogEntry> all = logbook.inOrder(actor, query, MOST_ENTRIES);
        List<LogEntry> corrections = logbook.correctionsOf(
                actor, all.stream().map(LogEntry::sequence).toList());
        Set<PersonId> named = named(all, corrections);
        if (query.person() != null) {
            named.add(query.person());
        }
        Desk desk = desk(actor, locale, named);
        Limits limits = new Limits(desk.wording(), desk.names(), query, desk.now());
        Map<Long, List<LogEntry>> ofEach = corrections.stream().collect(Collectors.groupingBy(Documents::correctedBy));
        return desk.bind(desk.wording().word("file.period", limits.fileDates()), binder -> new PeriodSheet(desk, limits)
                .write(binder, all, ofEach));
    }

    private static long correctedBy(LogEntry correction) {
        Long corrects = correction.corrects();
        return corrects == null ? 0 : corrects;
    }

    private static Set<PersonId> named(List<LogEntry> entries, List<LogEntry> corrections) {
        Set<PersonId> named = new LinkedHashSet<>();
        entries.forEach(each -> named.addAll(Logged.of(each).people()));
        corrections.forEach(each -> named.addAll(Logged.of(each).people()));
        return named;
    }

    /** A run as a filled checklist, as it stands now. */
    public Pdf run(Actor actor, Locale locale, RunId id) {
        actor.requireStaff();
        Run run = runs.get(actor, id);
        Map<UUID, List<Evidence>> evidence =
                runs.evidenceOf(actor, List.of(id)).stream().collect(Collectors.groupingBy(Evidence::itemId));
        Logged entry = run.state().workable()
                ? null
                : logbook.ofRun(actor, id).map(Logged::of).orElse(null);
        Desk desk = desk(actor, locale, named(run));
        Wording wording = desk.wording();
        String title = wording.word("title.run", run.title(), wording.date(run.nominalDate()));
        Markup markup = desk.markup(title, wording.word("checklist.filled"));
        new RunSheet(wording, desk.names(), desk.now()).write(markup, run, evidence, entry);
        String name = run.routineKey().orElse("unplanned");
        return desk.bind(wording.word("file.run", name, run.nominalDate().toString()), markup);
    }

    private static Set<PersonId> named(Run run) {
        Set<PersonId> named = new LinkedHashSet<>();
        for (RunItem item : run.items()) {
            if (item.recordedBy() != null) {
                named.add(item.recordedBy());
            }
        }
        if (run.closedBy() != null) {
            named.add(run.closedBy());
        }
        return named;
    }

    /** A post-mortem as it stands now, or as it was approved. */
    public Pdf postMortem(Actor actor, Locale locale, long incident) {
        actor.requireStaff();
        PostMortems.Whole whole = postMortems.whole(actor, incident);
        Set<PersonId> named = new LinkedHashSet<>(whole.postMortem().authors());
        named.add(whole.postMortem().approvedBy());
        whole.actions().forEach(action -> named.add(action.owner()));
        named.remove(null);
        Desk desk = desk(actor, locale, named);
        Wording wording = desk.wording();
        String name = whole.incident().incident().name();
        Markup markup = desk.markup(
                name + " · " + whole.incident().incident().title(), wording.words(Message.of("post-mortem")));
        new PostMortemSheet(wording, desk.names()).write(markup, whole);
        return desk.bind(wording.word("file.post-mortem", name), markup);
    }

    /** A report as it stands now, or as it was approved. */
    public Pdf report(Actor actor, Locale locale, UUID id) {
        Report report = reports.get(actor, id);
        Set<PersonId> named = new LinkedHashSet<>();
        if (report.approvedBy() != null) {
            named.add(report.approvedBy());
        }
        Desk desk = desk(actor, locale, named);
        Wording wording = desk.wording();
        Markup markup = desk.markup(wording.text(Reports.title(report)), wording.word("subject.report"));
        new ReportSheet(wording, desk.names()).write(markup, report);
        String name = report.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + report.from();
        return desk.bind(wording.word("file.report", name), markup);
    }

    /** An empty checklist of a routine of the plan in force. */
    public Pdf checklist(Actor actor, Locale locale, String routineKey) {
        actor.requireStaff();
        Desk desk = desk(actor, locale, Set.of());
        Wording wording = desk.wording();
        Routine routine = desk.plan()
                .document()
                .routine(routineKey)
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.routine", routineKey)));
        String title = wording.word("title.checklist", routine.title());
        Markup markup = desk.markup(title, wording.word("checklist"));
        new BlankSheet(wording).write(markup, desk.plan(), routine);
        return desk.bind(wording.word("file.checklist", routine.key()), markup);
    }
}
