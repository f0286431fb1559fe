package org.maint.task;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.RunId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * What a task follows from.
 *
 * @param ref which one: {@code RUNID/ITEMKEY}, the sequence of a log entry, the number of an error, an alert, an incident or a feedback, the key of a training, the date of a plan review; null by hand
 */
@Embeddable
public record Origin(
        @Enumerated(EnumType.STRING) @Column(name = "origin") Kind kind,
        @Column(name = "origin_ref") @Nullable String ref) {

    /** What a task can follow from. */
    public enum Kind {
        BY_HAND,
        RUN_ITEM,
        LOG_ENTRY,
        PLAN_REVIEW,
        /** An error of the platform. */
        ERROR,
        ALERT,
        /** What is to change after an incident. */
        POST_MORTEM,
        /** What somebody said. */
        FEEDBACK,
        /** A training of the plan. */
        TRAINING
    }

    /** Those whose reference is a number. */
    private static final Set<String> NUMBERED = Set.of(
            Kind.LOG_ENTRY.name(), Kind.ERROR.name(), Kind.ALERT.name(), Kind.POST_MORTEM.name(), Kind.FEEDBACK.name());

    public static final Origin BY_HAND = new Origin(Kind.BY_HAND, null);

    private static final Pattern ITEM = Pattern.compile("([0-9a-f-]{36})/([a-z0-9]+(?:-[a-z0-9]+)*)");
    private static final Pattern ENTRY = Pattern.compile("\\d{1,18}");

    public static Origin runItem(RunId run, String itemKey) {
        return new Origin(Kind.RUN_ITEM, run + "/" + itemKey);
    }

    /** @param key of the plan's training */
    public static Origin training(String key) {
        return new Origin(Kind.TRAINING, key);
    }

    public static Origin logEntry(long sequence) {
        return new Origin(Kind.LOG_ENTRY, Long.toString(sequence));
    }

    /** As somebody sends it; refused when the form is wrong. That the thing exists, {@link Tasks} looks up. */
    static Origin of(@Nullable String kind, @Nullable String ref) {
        if (kind == null || kind.equals(Kind.BY_HAND.name())) {
            return BY_HAND;
        }
        String text = ref == null ? "" : ref;
        if (kind.equals(Kind.RUN_ITEM.name()) && ITEM.matcher(text).matches()) {
            return new Origin(Kind.RUN_ITEM, text);
        }
        if (NUMBERED.contains(kind) && ENTRY.matcher(text).matches()) {
            return new Origin(Kind.valueOf(kind), text);
        }
        throw Refusal.invalid("/origin", Message.of("invalid.task.origin"));
    }

    /** The run of a {@link Kind#RUN_ITEM}. */
    public Optional<RunId> run() {
        return item().map(found -> new RunId(UUID.fromString(found.group(1))));
    }

    /** The item's key of a {@link Kind#RUN_ITEM}. */
    public Optional<String> itemKey() {
        return item().map(found -> found.group(2));
    }

    private Optional<Matcher> item() {
        Matcher matcher = ITEM.matcher(kind == Kind.RUN_ITEM && ref != null ? ref : "");
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    /** Where it is to be seen, below the context root; null by hand. */
    public @Nullable String link() {
        return switch (kind) {
            case BY_HAND -> null;
            case RUN_ITEM -> "/run?id=" + run().orElseThrow() + "#item-"
                    + itemKey().orElseThrow();
            case LOG_ENTRY -> "/entry?n=" + ref;
            case PLAN_REVIEW -> "/plan";
            case ERROR -> "/errors#error-" + ref;
            case ALERT -> "/alert?n=" + ref;
            case POST_MORTEM -> "/post-mortem?n=" + ref;
            case FEEDBACK -> "/feedback-item?n=" + ref;
            case TRAINING -> "/training";
        };
    }
}
