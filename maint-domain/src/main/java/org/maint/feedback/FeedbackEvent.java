package org.maint.feedback;

import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/**
 * Something happened to a feedback.
 *
 * @param deed {@code received}, {@code answered} or {@code task-made}
 * @param by null for somebody without an account
 */
public record FeedbackEvent(Feedback of, String deed, @Nullable PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(
                by == null ? null : by.value(),
                "feedback." + deed,
                "feedback:" + of.number(),
                of.kind() + " " + of.source() + " " + of.state());
    }
}
