package org.maint.checklist;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.Item;
import org.maint.plan.ItemKind;
import org.maint.plan.Proof;
import org.maint.plan.Section;
import org.maint.plan.Severity;
import org.maint.plan.Verification;
import org.maint.shared.LinesConverter;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.shared.Words;

/**
 * A line of a run: a snapshot of the plan's item, and what was found. Each item has a version of its own, so that two
 * people can work on one run without getting in each other's way, and without overwriting each other.
 */
@Entity
@Table(name = "run_item")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class RunItem {
    static final int LONGEST_NOTE = 4_000;
    static final int LONGEST_TEXT = 4_000;

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "run_id")
    private Run run;

    @Column(name = "item_key")
    private String key;

    private int position;

    @Column(name = "section_key")
    private String sectionKey;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "section_title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "section_title_fr"))
    private Text sectionTitle;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Enumerated(EnumType.STRING)
    private ItemKind kind;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "unit_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "unit_fr"))
    private @Nullable Text unit;

    @Column(name = "min_value")
    private @Nullable BigDecimal min;

    @Column(name = "max_value")
    private @Nullable BigDecimal max;

    @Column(length = Length.LONG32)
    @Convert(converter = ChoicesConverter.class)
    private List<Item.Choice> choices;

    private boolean required;

    @Enumerated(EnumType.STRING)
    private Verification verification;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    @Column(length = Length.LONG32)
    @Convert(converter = LinesConverter.class)
    private List<String> commands;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome outcome;

    @Column(name = "entered_value")
    private @Nullable String value;

    private @Nullable String note;

    @Column(name = "override_reason")
    private @Nullable String overrideReason;

    @Column(name = "recorded_at")
    private @Nullable Instant recordedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "recorded_by"))
    private @Nullable PersonId recordedBy;

    @Column(length = Length.LONG32)
    @Convert(converter = ProofConverter.class)
    private @Nullable Proof proof;

    @Enumerated(EnumType.STRING)
    @Column(name = "proof_state")
    private @Nullable ProofState proofState;

    @Enumerated(EnumType.STRING)
    @Column(name = "proof_outcome")
    private @Nullable Outcome proofOutcome;

    @Column(name = "proof_value")
    private @Nullable String proofValue;

    @Column(name = "proof_expected")
    private @Nullable String proofExpected;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "proof_why_en", length = Length.LONG32))
    @AttributeOverride(name = "fr", column = @Column(name = "proof_why_fr", length = Length.LONG32))
    private @Nullable Text proofWhy;

    @Column(name = "proof_observed")
    private @Nullable Instant proofObserved;

    @Column(name = "proof_recorded")
    private @Nullable Instant proofRecorded;

    /** By its key in the plan; null for nothing in particular. */
    private @Nullable String skill;

    @Column(name = "countersigned_at")
    private @Nullable Instant countersignedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "countersigned_by"))
    private @Nullable PersonId countersignedBy;

    @Version
    private int version;

    protected RunItem() {}

    RunItem(Run run, int position, Section section, Item item) {
        this.id = UUID.randomUUID();
        this.run = run;
        this.position = position;
        this.sectionKey = section.key();
        this.sectionTitle = section.title();
        this.key = item.key();
        this.title = item.title();
        this.kind = item.kind();
        this.unit = item.unit();
        this.min = item.min();
        this.max = item.max();
        this.choices = item.choices();
        this.required = item.required();
        this.verification = item.verification();
        this.severity = item.severity();
        this.commands = item.commands();
        this.proof = item.verification() == Verification.MANUAL ? null : item.proof();
        this.proofState = proof == null ? null : ProofState.WAITING;
        this.skill = item.skill();
    }

    void countersign(Instant at, PersonId by) {
        countersignedAt = at;
        countersignedBy = by;
    }

    /** Refused, changing nothing, when the entry does not fit the item. */
    void enter(ItemEntry entry, Instant at, PersonId by) {
        String typedValue = Words.optional(entry.value(), "/value", LONGEST_TEXT);
        String typedNote = Words.optional(entry.note(), "/note", LONGEST_NOTE);
        String reason = Words.optional(entry.overrideReason(), "/overrideReason", LONGEST_NOTE);
        boolean clears = entry.outcome() == null && typedValue == null;
        if (!clears && entry.outcome() == null) {
            throw Refusal.invalid("/outcome", Message.of("invalid.missing"));
        }
        if (entry.outcome() == Outcome.FAIL && typedNote == null) {
            throw Refusal.invalid("/note", Message.of("invalid.item.fail-note"));
        }
        if (entry.outcome() == Outcome.NOT_APPLICABLE && typedNote == null) {
            throw Refusal.invalid("/note", Message.of("invalid.item.not-applicable-note"));
        }
        String checked = typedValue == null ? null : checkedValue(typedValue);
        requireReason(entry.outcome(), checked, reason);
        boolean needsValue = kind == ItemKind.NUMBER || kind == ItemKind.TEXT || kind == ItemKind.CHOICE;
        if (entry.outcome() == Outcome.PASS && needsValue && checked == null) {
            throw Refusal.invalid("/value", Message.of("invalid.item.value-missing", title));
        }
        this.outcome = entry.outcome();
        this.value = checked;
        this.note = typedNote;
        this.overrideReason = reason;
        this.recordedAt = at;
        this.recordedBy = by;
        // It was for what stood here before.
        this.countersignedAt = null;
        this.countersignedBy = null;
    }

    /** A person who knows better than the probe says why; what the probe found stays beside it. */
    private void requireReason(@Nullable Outcome typed, @Nullable String typedValue, @Nullable String reason) {
        // What was found last counts, also while it is found out again.
        if (verification != Verification.AUTOMATIC || proofOutcome == null || typed == null) {
            return;
        }
        boolean sameValue = typedValue == null || proofValue == null || kind != ItemKind.NUMBER || same(typedValue);
        if (reason == null && (typed != proofOutcome || !sameValue)) {
            throw Refusal.invalid("/overrideReason", Message.of("invalid.item.override-reason", title));
        }
    }

    private boolean same(String typedValue) {
        return proofValue != null && new BigDecimal(typedValue).compareTo(new BigDecimal(proofValue)) == 0;
    }

    /**
     * What was found without anybody's help. It is the outcome of an AUTOMATIC item, unless a person has entered one, and
     * a proposal for an ASSISTED one. Answers whether the outcome was entered by it.
     */
    boolean prove(ProofResult result, Instant at) {
        proofState = result.outcome() == null ? ProofState.UNAVAILABLE : ProofState.PROVEN;
        proofOutcome = result.outcome();
        proofValue = result.value() == null ? null : provenValue(result.value());
        proofExpected = result.expected();
        proofWhy = result.why();
        proofObserved = result.observedAt();
        proofRecorded = at;
        if (verification == Verification.AUTOMATIC && result.outcome() == null && recordedBy == null) {
            // A check that did not run is never good, however good the one before was.
            clear();
            return false;
        }
        boolean contradicted = overrideReason == null && result.outcome() != outcome;
        boolean decides = verification == Verification.AUTOMATIC
                && result.outcome() != null
                && (recordedBy == null || outcome == null || contradicted);
        if (!decides) {
            return false;
        }
        boolean valueMissing = kind != ItemKind.CHECK && proofValue == null;
        if (valueMissing) {
            return false;
        }
        // It was for what stood here before.
        countersignedAt = null;
        countersignedBy = null;
        outcome = result.outcome();
        value = kind == ItemKind.CHECK || kind == ItemKind.FILE ? null : proofValue;
        note = result.outcome() == Outcome.FAIL ? seen(result) : null;
        recordedAt = at;
        recordedBy = null;
        return true;
    }

    private void clear() {
        outcome = null;
        value = null;
        note = null;
        recordedAt = null;
    }

    /** The note has one language; the plan's people write French. */
    private static String seen(ProofResult result) {
        String seen = result.why() == null
                ? String.valueOf(result.value())
                : result.why().fr();
        return Words.shortened(seen, LONGEST_NOTE);
    }

    private String provenValue(BigDecimal number) {
        BigDecimal rounded = number.setScale(Math.min(Math.max(number.scale(), 0), 3), java.math.RoundingMode.HALF_UP);
        BigDecimal plain = rounded.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }

    /** Its run is over: what has not been found out by now will not be. */
    void over() {
        if (proofState == ProofState.WAITING) {
            proofState = ProofState.UNAVAILABLE;
        }
    }

    /** It is to be found out again. */
    void recheck() {
        if (proof == null) {
            throw Refusal.conflict(Message.of("conflict.item.no-proof", title));
        }
        proofState = ProofState.WAITING;
        if (verification == Verification.AUTOMATIC && recordedBy == null && outcome == Outcome.PASS) {
            // Until it has been found out, nobody signs on the strength of the time before.
            clear();
        }
    }

    private String checkedValue(String typed) {
        return switch (kind) {
            case NUMBER -> checkedNumber(typed);
            case TEXT -> typed;
            case CHOICE -> {
                if (choices.stream().noneMatch(choice -> choice.key().equals(typed))) {
                    throw Refusal.invalid(
                            "/value",
                            Message.of(
                                    "invalid.item.choice",
                                    choices.stream().map(Item.Choice::key).toList()));
                }
                yield typed;
            }
            case CHECK, FILE -> throw Refusal.invalid("/value", Message.of("invalid.item.no-value", title));
        };
    }

    private String checkedNumber(String typed) {
        BigDecimal number;
        try {
            // A French keyboard writes the decimal comma; spaces group thousands.
            String plain = typed.replace(',', '.').replaceAll("[\\s\u00a0\u202f]", "");
            if (plain.length() > 30) {
                throw new NumberFormatException("longer than any plausible number");
            }
            number = new BigDecimal(plain);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("/value", Message.of("invalid.item.number", typed));
        }
        boolean tooSmall = min != null && number.compareTo(min) < 0;
        boolean tooLarge = max != null && number.compareTo(max) > 0;
        if (tooSmall || tooLarge || number.scale() > 6 || Math.abs((long) number.precision() - number.scale()) > 15) {
            throw Refusal.invalid(
                    "/value",
                    Message.of(
                            "invalid.item.range",
                            min == null ? "−∞" : min.toPlainString(),
                            max == null ? "∞" : max.toPlainString()));
        }
        return number.toPlainString();
    }

    /** Whether its run is over, so that nothing is found out about it any more. */
    public boolean closed() {
        return !run.state().workable();
    }

    /** Whether nothing more is needed for this item before the run is signed. */
    public boolean answered() {
        return outcome != null;
    }

    public UUID id() {
        return id;
    }

    public String key() {
        return key;
    }

    public int position() {
        return position;
    }

    public String sectionKey() {
        return sectionKey;
    }

    public Text sectionTitle() {
        return sectionTitle;
    }

    public Text title() {
        return title;
    }

    public ItemKind kind() {
        return kind;
    }

    public @Nullable Text unit() {
        return unit;
    }

    public @Nullable BigDecimal min() {
        return min;
    }

    public @Nullable BigDecimal max() {
        return max;
    }

    public List<Item.Choice> choices() {
        return choices;
    }

    public boolean required() {
        return required;
    }

    public Verification verification() {
        return verification;
    }

    public Severity severity() {
        return severity;
    }

    public List<String> commands() {
        return commands;
    }

    /** What somebody has to hold who answers for it, by its key in the plan; null for nothing in particular. */
    public @Nullable String skill() {
        return skill;
    }

    public @Nullable Instant countersignedAt() {
        return countersignedAt;
    }

    /** Who stands beside who has answered; null for nobody. */
    public @Nullable PersonId countersignedBy() {
        return countersignedBy;
    }

    public @Nullable Outcome outcome() {
        return outcome;
    }

    public @Nullable String value() {
        return value;
    }

    public @Nullable String note() {
        return note;
    }

    public @Nullable String overrideReason() {
        return overrideReason;
    }

    public @Nullable Instant recordedAt() {
        return recordedAt;
    }

    public @Nullable PersonId recordedBy() {
        return recordedBy;
    }

    /** What proves it; null for an item that people look at. */
    public @Nullable Proof proof() {
        return proof;
    }

    /** How far the proof has come; null without one. */
    public @Nullable ProofState proofState() {
        return proofState;
    }

    /** What was found without anybody's help; null when nothing was. */
    public @Nullable Outcome proofOutcome() {
        return proofOutcome;
    }

    public @Nullable String proofValue() {
        return proofValue;
    }

    /** What it was compared with, in words for both languages alike. */
    public @Nullable String proofExpected() {
        return proofExpected;
    }

    /** Why it failed, or why nothing could be found out. */
    public @Nullable Text proofWhy() {
        return proofWhy;
    }

    /** When it was looked at. */
    public @Nullable Instant proofObserved() {
        return proofObserved;
    }

    /** When what was seen was recorded. */
    public @Nullable Instant proofRecorded() {
        return proofRecorded;
    }

    /** Whether a person has decided otherwise than the probe. */
    public boolean overridden() {
        return proofState == ProofState.PROVEN && recordedBy != null && outcome != null && outcome != proofOutcome;
    }

    public int version() {
        return version;
    }
}
