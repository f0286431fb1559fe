package org.maint.postmortem;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/**
 * Something was done to a post-mortem.
 *
 * @param by null for maint itself
 */
public record PostMortemEvent(PostMortem postMortem, String deed, @Nullable PersonId by, String detail, Instant at)
        implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by == null ? null : by.value(), "post-mortem." + deed, "incident:" + postMortem.incident(), detail);
    }
}
