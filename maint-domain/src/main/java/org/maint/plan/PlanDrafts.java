package org.maint.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.plan.MalformedPlan.Fault;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/**
 * Decides how the plan changes: leads edit drafts, a manager who had no hand in one publishes it. A draft that was made
 * from a version that is no longer in force must be carried over to the newer one first.
 */
@ApplicationScoped
@Transactional
public class PlanDrafts {
    private final PlanRepository repository;
    private final Plans plans;
    private final Events events;
    private final Clock clock;

    @Inject
    public PlanDrafts(PlanRepository repository, Plans plans, Events events, Clock clock) {
        this.repository = repository;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PlanDrafts() {
        this(null, null, null, null);
    }

    /**
     * A draft with what is to be said about it.
     *
     * @param document as a tree
     * @param plan as it would be published; null while it has faults
     * @param faults what must be mended before it can be submitted
     * @param outdated whether another version has been published since it was made
     */
    public record Looked(
            PlanDraft draft, JsonNode document, @Nullable PlanDocument plan, List<Fault> faults, boolean outdated) {}

    /** Not published and not discarded; what waits for a decision comes first. */
    public List<PlanDraft> open(Actor actor) {
        actor.requireStaff();
        return repository.openDrafts();
    }

    public Looked look(Actor actor, UUID id, Locale locale) {
        actor.requireStaff();
        return looked(repository.draft(id).orElseThrow(() -> unknown(id)), locale);
    }

    private Looked looked(PlanDraft draft, Locale locale) {
        PlanReader.Examined examined = PlanReader.examine(draft.document(), locale);
        boolean outdated = draft.base() != plans.published().number();
        return new Looked(draft, examined.root(), examined.document(), examined.faults(), outdated);
    }

    /** A draft of the version in force. */
    public PlanDraft begin(Actor actor, @Nullable String typedTitle) {
        actor.require(Role.LEAD);
        String title = Words.required(typedTitle, "/title", PlanDraft.LONGEST_TITLE);
        PlanVersion base = plans.find(plans.published().number());
        PlanDraft draft = new PlanDraft(title, base, clock.instant(), actor.id());
        repository.add(draft);
        events.publish(draft.created());
        return draft;
    }

    /** A draft in which the plan's next review is already moved on, past today. */
    public PlanDraft beginReview(Actor actor, @Nullable String title) {
        PlanDraft draft = begin(actor, title);
        ObjectNode document = (ObjectNode) looked(draft, Locale.ENGLISH).document();
        LocalDate today = today();
        LocalDate named = plans.published().document().review().next();
        LocalDate next = named;
        // Counted from the named day, so that the last day of a month stays the last.
        for (int months = 0; !next.isAfter(today); months += monthsBetweenReviews()) {
            next = named.plusMonths(months);
        }
        ((ObjectNode) document.path("review")).put("next", next.toString());
        document.put("lastUpdated", today.toString());
        draft.replace(PlanWriter.write(document), clock.instant(), actor.id());
        return draft;
    }

    private int monthsBetweenReviews() {
        return switch (plans.published().document().review().every()) {
            case "MONTHLY" -> 1;
            case "ANNUAL" -> 12;
            default -> 3;
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), plans.published().zone());
    }

    /**
     * Changes parts of the document by RFC 6902 operations, all or none. Refused as stale when a {@code test} among them
     * fails or a place is gone: somebody else has changed it.
     */
    public Looked edit(Actor actor, UUID id, JsonNode operations, Locale locale) {
        PlanDraft draft = forChange(actor, id, null);
        draft.requireState(DraftState.EDITING);
        JsonNode before = PlanReader.examine(draft.document(), locale).root();
        JsonNode after = DocumentPatch.apply(before, operations, draft.title());
        if (!after.equals(before)) {
            draft.replace(bounded(PlanWriter.write(after)), clock.instant(), actor.id());
            written(new PlanDraftEvent(draft, PlanDraftEvent.Deed.EDITED, actor.id(), DocumentPatch.words(operations)));
        }
        return looked(draft, locale);
    }

    /** Takes a whole document in, as its text; refused, with every fault, when it is malformed. */
    public Looked importDocument(Actor actor, UUID id, String yaml, @Nullable Integer expectedVersion, Locale locale) {
        PlanDraft draft = forChange(actor, id, expectedVersion);
        PlanReader.examine(bounded(yaml), locale).orRefuse();
        draft.replace(yaml, clock.instant(), actor.id());
        written(new PlanDraftEvent(draft, PlanDraftEvent.Deed.IMPORTED, actor.id(), null));
        return looked(draft, locale);
    }

    private static String bounded(String yaml) {
        if (yaml.length() > YamlSource.LARGEST) {
            throw Refusal.tooLarge(Message.of("invalid.too-long", YamlSource.LARGEST, yaml.length()));
        }
        return yaml;
    }

    public PlanDraft rename(Actor actor, UUID id, @Nullable String typedTitle, @Nullable Integer expectedVersion) {
        PlanDraft draft = forChange(actor, id, expectedVersion);
        draft.rename(Words.required(typedTitle, "/title", PlanDraft.LONGEST_TITLE), clock.instant(), actor.id());
        written(new PlanDraftEvent(draft, PlanDraftEvent.Deed.EDITED, actor.id(), draft.title()));
        return draft;
    }

    /** Makes it a draft of the version in force: what the draft changed stays, the rest is taken from there. */
    public Looked carryOver(Actor actor, UUID id, Locale locale) {
        PlanDraft draft = forChange(actor, id, null);
        int now = plans.published().number();
        JsonNode merged = PlanMerge.of(
                plans.tree(draft.base()), plans.tree(now), looked(draft, locale).document());
        written(draft.rebase(now, PlanWriter.write(merged), clock.instant(), actor.id()));
        return looked(draft, locale);
    }

    /** Hands it to the managers; refused while it has faults, changes nothing, or is outdated. */
    public PlanDraft submit(
            Actor actor, UUID id, @Nullable String typedSummary, @Nullable Integer version, Locale locale) {
        PlanDraft draft = forChange(actor, id, version);
        draft.requireState(DraftState.EDITING);
        String summary = Words.required(typedSummary, "/summary", PlanDraft.LONGEST_SUMMARY);
        requireUpToDate(draft);
        Looked looked = looked(draft, locale);
        if (!looked.faults().isEmpty()) {
            throw Refusal.conflict(
                    Message.of("conflict.draft.faults", looked.faults().size()));
        }
        if (PlanDiff.between(plans.tree(draft.base()), looked.document()).isEmpty()) {
            throw Refusal.conflict(Message.of("conflict.draft.unchanged"));
        }
        written(draft.submit(summary, clock.instant(), actor.id()));
        return draft;
    }

    /** Publishes exactly the version of the draft that the manager saw; it counts for runs that open from now on. */
    public int approve(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        actor.require(Role.MANAGER);
        plans.alone();
        PlanDraft draft = repository.draftForChange(id).orElseThrow(() -> unknown(id));
        draft.requireVersion(expectedVersion);
        draft.requireApprovableBy(actor.id());
        requireUpToDate(draft);
        PlanReader.read(draft.document(), Locale.ENGLISH);
        int number = plans.publish(draft, actor.id());
        Instant now = clock.instant();
        // The version must be there before the draft names it.
        repository.flush();
        written(draft.published(number, now, actor.id()));
        return number;
    }

    private void requireUpToDate(PlanDraft draft) {
        int now = plans.published().number();
        if (draft.base() != now) {
            throw Refusal.conflict(Message.of("conflict.draft.outdated", draft.base(), now));
        }
    }

    /** A manager gives it back with a reason; or those who submitted it take it back. */
    public PlanDraft giveBack(Actor actor, UUID id, @Nullable String typedReason) {
        actor.require(Role.MANAGER, Role.LEAD);
        PlanDraft draft = repository.draftForChange(id).orElseThrow(() -> unknown(id));
        String reason = Words.required(typedReason, "/reason", PlanDraft.LONGEST_REASON);
        written(draft.giveBack(reason, actor.id()));
        return draft;
    }

    public PlanDraft discard(Actor actor, UUID id) {
        PlanDraft draft = forChange(actor, id, null);
        written(draft.discard(clock.instant(), actor.id()));
        return draft;
    }

    /** Takes a discarding back. */
    public PlanDraft restore(Actor actor, UUID id) {
        PlanDraft draft = forChange(actor, id, null);
        written(draft.restore(actor.id()));
        return draft;
    }

    /** What it changes against the version that it was made from, in the order of the document. */
    public List<PlanChange> changes(Actor actor, Looked looked) {
        actor.requireStaff();
        return PlanDiff.between(plans.tree(looked.draft().base()), looked.document());
    }

    /** The next twelve months by the version that it was made from and by the draft; null while it has faults. */
    public @Nullable PlanForecast forecast(Actor actor, Looked looked) {
        actor.requireStaff();
        PlanDocument document = looked.plan();
        return document == null
                ? null
                : PlanForecast.between(plans.version(looked.draft().base()), new PublishedPlan(0, document), today());
    }

    private PlanDraft forChange(Actor actor, UUID id, @Nullable Integer expectedVersion) {
        actor.require(Role.LEAD);
        PlanDraft draft = repository.draftForChange(id).orElseThrow(() -> unknown(id));
        draft.requireVersion(expectedVersion);
        return draft;
    }

    private void written(PlanDraftEvent event) {
        repository.flush();
        events.publish(event);
    }

    private static Refusal unknown(UUID id) {
        return Refusal.notFound(Message.of("not-found.draft", id.toString()));
    }
}
