package org.maint.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/**
 * What happened to a draft of the plan.
 *
 * @param words the summary, the reason or the number of the version that it became
 */
public record PlanDraftEvent(PlanDraft draft, Deed deed, PersonId by, @Nullable String words) implements Audited {

    /** What was done. */
    public enum Deed {
        CREATED,
        EDITED,
        IMPORTED,
        REBASED,
        SUBMITTED,
        RETURNED,
        PUBLISHED,
        DISCARDED,
        RESTORED
    }

    @Override
    public AuditLine audit() {
        return new AuditLine(
                by.value(),
                "draft." + deed.name().toLowerCase(Locale.ROOT),
                "draft:" + draft.id(),
                draft.title() + (words == null ? "" : ": " + words));
    }
}
