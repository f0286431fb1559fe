package org.maint.checklist;

import org.jspecify.annotations.Nullable;

/**
 * What somebody enters for an item, as it was typed; {@link RunItem} decides whether it makes sense.
 *
 * @param outcome null together with a null value clears the item
 * @param value a decimal number, words, or the key of a choice, by the item's kind
 * @param note what was seen; required when the outcome is FAIL, the reason when it is NOT_APPLICABLE
 * @param overrideReason why a person knows better than the probe
 */
public record ItemEntry(
        @Nullable Outcome outcome, @Nullable String value, @Nullable String note, @Nullable String overrideReason) {

    public static ItemEntry of(Outcome outcome) {
        return new ItemEntry(outcome, null, null, null);
    }

    public static ItemEntry of(Outcome outcome, String note) {
        return new ItemEntry(outcome, null, note, null);
    }

    public static ItemEntry value(String value) {
        return new ItemEntry(Outcome.PASS, value, null, null);
    }
}
