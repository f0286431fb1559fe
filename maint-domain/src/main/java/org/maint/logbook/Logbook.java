package org.maint.logbook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Run;
import org.maint.checklist.RunEvent.RunMissed;
import org.maint.checklist.RunEvent.RunSigned;
import org.maint.checklist.RunEvent.RunSkipped;
import org.maint.checklist.RunId;
import org.maint.checklist.Runs;
import org.maint.checklist.WorkType;
import org.maint.people.Actor;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.shared.Canonical;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/** Writes what ends a run into the log, in the transaction that ended it, and shows, exports and verifies the log. */
@ApplicationScoped
@Transactional
public class Logbook {
    static final int LONGEST_CORRECTION = 4_000;

    private static final Duration CHECKPOINT_EVERY = Duration.ofDays(1);
    private static final int EXPORT_STEP = 500;

    private final LogRepository repository;
    private final Runs runs;
    private final KeyStore keys;
    private final Events events;
    private final Clock clock;

    @Inject
    public Logbook(LogRepository repository, Runs runs, KeyStore keys, Events events, Clock clock) {
        this.repository = repository;
        this.runs = runs;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Logbook() {
        this(null, null, null, null, null);
    }

    public void on(@Observes RunSigned signed) {
        Actor signer = new Actor(signed.by(), java.util.Set.of(Role.VIEWER));
        ObjectNode content = EntryContent.of(
                signed, runs.evidenceOf(signer, List.of(signed.run().id())));
        append(LogEvent.SIGNED, signed.run(), content, signed.by(), signed.at());
    }

    public void on(@Observes RunSkipped skipped) {
        append(LogEvent.SKIPPED, skipped.run(), EntryContent.of(skipped), skipped.by(), skipped.at());
    }

    public void on(@Observes RunMissed missed) {
        append(LogEvent.MISSED, missed.run(), EntryContent.of(missed), null, missed.at());
    }

    private void append(LogEvent event, Run run, ObjectNode content, @Nullable PersonId by, Instant at) {
        Chain.Link link = link(event, run.type().name(), content, at);
        LogEntry entry = new LogEntry(link, at, event, run.type(), run.id().value(), null, run.title(), by);
        repository.append(entry);
        events.publish(new LogAppended(entry));
    }

    /**
     * For other features, which answer for who may: what a person signs that is no run. In the transaction in which it is
     * signed.
     *
     * @param content by the plan's log template, as {@link EntryContent} fills it
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public LogEntry sign(PersonId by, WorkType type, Text title, ObjectNode content, Instant at) {
        Chain.Link link = link(LogEvent.SIGNED, type.name(), content, at);
        LogEntry entry = new LogEntry(link, at, LogEvent.SIGNED, type, null, null, title, by);
        repository.append(entry);
        events.publish(new LogAppended(entry));
        return entry;
    }

    private Chain.Link link(LogEvent event, String type, ObjectNode content, Instant at) {
        Chain.Head head = repository.lockHead();
        content.put("sequence", head.sequence() + 1);
        content.put("at", at.toString());
        content.put("event", event.name());
        content.put("type", type);
        return Chain.append(head, Canonical.json(content));
    }

    /** Adds a new entry that points at an earlier one; the earlier one stays as it is. */
    public LogEntry correct(Actor actor, long sequence, @Nullable String typedWords) {
        actor.require(Role.TECHNICIAN, Role.LEAD);
        String words = Words.required(typedWords, "/correction", LONGEST_CORRECTION);
        LogEntry corrected = repository.find(sequence).orElseThrow(() -> unknown(sequence));
        Instant now = clock.instant();
        ObjectNode content = EntryContent.correction(corrected, words, actor.id());
        Chain.Link link = link(LogEvent.CORRECTION, corrected.type().name(), content, now);
        LogEntry entry = new LogEntry(
                link,
                now,
                LogEvent.CORRECTION,
                corrected.type(),
                corrected.runId(),
                sequence,
                corrected.title(),
                actor.id());
        repository.append(entry);
        events.publish(new LogAppended(entry));
        return entry;
    }

    public LogEntry get(Actor actor, long sequence) {
        actor.requireStaff();
        return repository.find(sequence).orElseThrow(() -> unknown(sequence));
    }

    /** Oldest first. */
    public List<LogEntry> correctionsOf(Actor actor, long sequence) {
        actor.requireStaff();
        return repository.correctionsOf(sequence);
    }

    /** Those of any of these, oldest first. */
    public List<LogEntry> correctionsOf(Actor actor, Collection<Long> sequences) {
        actor.requireStaff();
        return repository.correctionsOf(sequences);
    }

    /** The entry with which a run ended. */
    public Optional<LogEntry> ofRun(Actor actor, RunId run) {
        actor.requireStaff();
        return repository.ofRun(run.value());
    }

    /** The entries with which these runs ended, and what corrects them; in the order of the chain. */
    public List<LogEntry> ofRuns(Actor actor, Collection<RunId> ended) {
        actor.requireStaff();
        return repository.ofRuns(ended.stream().map(RunId::value).toList());
    }

    /** Newest first; {@code size} from 1 to 500. */
    public Page<LogEntry> list(Actor actor, LogQuery query, int page, int size) {
        actor.requireStaff();
        return repository.list(query, page, size);
    }

    public long count(Actor actor, LogQuery query) {
        actor.requireStaff();
        return repository.count(query);
    }

    /** In the order of the chain, at most so many. */
    public List<LogEntry> inOrder(Actor actor, LogQuery query, int most) {
        actor.requireStaff();
        return repository.inOrder(query, most);
    }

    /** Writes the whole log as JSON Lines: a header, the entries, and the checkpoints with a new one at the end. */
    public void export(Actor actor, Appendable out) throws IOException {
        actor.requireStaff();
        checkpoint();
        out.append(LogExport.header(keys.key().orElse(null))).append('\n');
        long last = 0;
        for (List<LogEntry> step = repository.after(0, EXPORT_STEP);
                !step.isEmpty();
                step = repository.after(last, EXPORT_STEP)) {
            for (LogEntry entry : step) {
                out.append(LogExport.entry(entry)).append('\n');
                last = entry.sequence();
            }
        }
        for (Checkpoint checkpoint : repository.checkpoints()) {
            out.append(checkpoint.json()).append('\n');
        }
    }

    /** Verifies the stored chain against the stored checkpoints. */
    public LogVerification.Verdict verify(Actor actor) {
        actor.requireStaff();
        LogVerification verification =
                new LogVerification(keys.key().map(SigningKey::publicKey).orElse(null));
        long last = 0;
        for (List<LogEntry> step = repository.after(0, EXPORT_STEP);
                !step.isEmpty();
                step = repository.after(last, EXPORT_STEP)) {
            step.forEach(entry -> verification.link(entry.link()));
            last = step.get(step.size() - 1).sequence();
        }
        repository.checkpoints().forEach(verification::checkpoint);
        return verification.verdict();
    }

    /** Signs the end of the chain if nothing was signed since it last moved; empty without a key. */
    public Optional<Checkpoint> checkpoint() {
        Optional<SigningKey> key = keys.key();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Chain.Head head = repository.lockHead();
        Optional<Checkpoint> newest = repository.newestCheckpoint();
        if (newest.isPresent() && newest.get().head().equals(head)) {
            return newest;
        }
        Checkpoint made = new Checkpoint(head, clock.instant(), key.get());
        repository.add(made);
        return Optional.of(made);
    }

    /** For other features: the newest there is. */
    public Optional<Checkpoint> newestCheckpoint() {
        return repository.newestCheckpoint();
    }

    /** Signs the end of the chain once a day; empty when it is not time yet. */
    public Optional<Checkpoint> dailyCheckpoint() {
        Optional<Checkpoint> newest = repository.newestCheckpoint();
        boolean due =
                newest.isEmpty() || !newest.get().at().plus(CHECKPOINT_EVERY).isAfter(clock.instant());
        return due ? checkpoint() : Optional.empty();
    }

    /** For the verifier outside: X.509 in Base64. Empty when no key is configured. */
    public Optional<String> publicKey() {
        return keys.key().map(SigningKey::publicKey);
    }

    /** The time of the newest entry: no clock may be set before it. */
    public Optional<Instant> newestAt() {
        return repository.list(LogQuery.ALL, 0, 1).items().stream().findFirst().map(LogEntry::at);
    }

    /** When the first entry was written; empty when there is none. */
    public Optional<Instant> oldestAt() {
        return repository.find(1).map(LogEntry::at);
    }

    private static Refusal unknown(long sequence) {
        return Refusal.notFound(Message.of("not-found.log-entry", Long.toString(sequence)));
    }
}
