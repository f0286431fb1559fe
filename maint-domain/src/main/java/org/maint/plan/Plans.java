package org.maint.plan;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.PersonId;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Decides which version of the plan is in force, and says what it plans. */
@ApplicationScoped
@Transactional
public class Plans {
    /** The calendar is computed on demand; twenty years are computed in well under a second. */
    static final int LONGEST_CALENDAR_YEARS = 20;

    /** How soon a node notices that another one has published; short against the 2 s within which runs open. */
    private static final Duration NOTICED_WITHIN = Duration.ofMillis(900);

    private final PlanRepository repository;
    private final Events events;
    private final Clock clock;

    // A version never changes.
    private final Map<Integer, PublishedPlan> read = new ConcurrentHashMap<>();
    private final Map<Integer, JsonNode> trees = new ConcurrentHashMap<>();
    private volatile @Nullable Looked looked;

    private record Looked(int number, Instant at) {}

    @Inject
    public Plans(PlanRepository repository, Events events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Plans() {
        this(null, null, null);
    }

    /** The version in force. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public PublishedPlan published() {
        Looked last = looked;
        Instant now = clock.instant();
        if (last == null || Duration.between(last.at(), now).abs().compareTo(NOTICED_WITHIN) > 0) {
            last = new Looked(repository.latestNumber(), now);
            if (last.number() == 0) {
                throw new IllegalStateException("No plan is published yet");
            }
            looked = last;
        }
        return version(last.number());
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    public PublishedPlan version(int number) {
        PublishedPlan known = read.get(number);
        if (known != null) {
            return known;
        }
        PlanVersion version = find(number);
        PublishedPlan plan = new PublishedPlan(version.number(), PlanReader.read(version.document(), Locale.ENGLISH));
        read.put(number, plan);
        return plan;
    }

    /** A version with its text as it was published: what an export gives. */
    public PlanVersion find(int number) {
        return repository
                .find(number)
                .orElseThrow(() -> Refusal.notFound(Message.of("not-found.plan-version", number)));
    }

    /** Newest first. */
    public List<PlanVersion> versions(Actor actor) {
        actor.requireStaff();
        return repository.all();
    }

    /** Whether a plan has been published. */
    public boolean any() {
        return repository.latestNumber() > 0;
    }

    /** Publishes a document as the next version; refused, with every fault, when it is malformed. */
    public int publish(String document, @Nullable Actor by, Locale locale) {
        PlanReader.read(document, locale);
        int number = repository.latestNumber() + 1;
        return add(new PlanVersion(number, document, clock.instant(), by == null ? null : by.id()));
    }

    /** What a manager has approved; {@link PlanDrafts} has asked whether they may. */
    int publish(PlanDraft draft, PersonId by) {
        return add(PlanVersion.of(draft, repository.latestNumber() + 1, clock.instant(), by));
    }

    private int add(PlanVersion version) {
        repository.add(version);
        events.publish(new PlanEvent.PlanPublished(version.number(), version.sha256(), version.publishedBy()));
        // This node need not look before it knows.
        looked = null;
        return version.number();
    }

    /** Two versions compared, in the order of the later one. */
    public List<PlanChange> compare(Actor actor, int before, int after) {
        actor.requireStaff();
        return PlanDiff.between(tree(before), tree(after));
    }

    /** A version as a tree, for the caller alone. */
    JsonNode tree(int number) {
        JsonNode known = trees.get(number);
        if (known == null) {
            known = PlanReader.examine(find(number).document(), Locale.ENGLISH).root();
            trees.put(number, known);
        }
        return known.deepCopy();
    }

    /** What a rule means, in words, and when it next opens by the working days of the plan in force. */
    public RecurrencePreview preview(Actor actor, String rule, String opens, String roll, Locale locale) {
        actor.requireStaff();
        return RecurrencePreview.of(published(), rule, opens, roll, clock.instant(), locale);
    }

    /** One node at a time, until its transaction ends: for what follows from the plan and must be made once. */
    public void alone() {
        repository.lock(published().number());
    }

    /** What the plan in force plans for these days, both included; at most 20 years. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Occurrence> calendar(Actor actor, LocalDate from, LocalDate to) {
        actor.requireStaff();
        if (to.isBefore(from)) {
            throw Refusal.invalid("/to", Message.of("invalid.range.order", from.toString(), to.toString()));
        }
        if (ChronoUnit.DAYS.between(from, to) > LONGEST_CALENDAR_YEARS * 366L) {
            throw Refusal.invalid("/to", Message.of("invalid.range.years", LONGEST_CALENDAR_YEARS));
        }
        return published().calendar(from, to);
    }
}
