package org.maint.plan;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Text;

/**
 * A line of a checklist.
 *
 * @param key stable for ever, kebab-case, unique within its routine
 * @param unit what a {@link ItemKind#NUMBER} counts, as a label ("s", "users"); null for every other kind
 * @param min the least plausible number, inclusive; null for no bound
 * @param max the greatest plausible number, inclusive; null for no bound
 * @param choices the choices of a {@link ItemKind#CHOICE}; empty for every other kind
 * @param required whether a run can be signed without it
 * @param severity how bad a failure is, unless a rule on the same subject says otherwise
 * @param commands shell commands that the plan names for it, one a line, for copying; the output is evidence
 * @param proof what proves it, for an item that is not {@link Verification#MANUAL}; null for none
 * @param skill what somebody has to hold who answers for it, by {@link PlanDocument#key}; null for nothing in particular
 */
public record Item(
        String key,
        Text title,
        ItemKind kind,
        @Nullable Text unit,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        List<Choice> choices,
        boolean required,
        Verification verification,
        Severity severity,
        List<String> commands,
        @Nullable Proof proof,
        @Nullable String skill) {

    /** One choice of a {@link ItemKind#CHOICE}. */
    public record Choice(String key, Text title) {}
}
