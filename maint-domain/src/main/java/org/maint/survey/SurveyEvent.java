package org.maint.survey;

import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/**
 * Something happened to a survey. That somebody answered is no event: nobody is to know who did when.
 *
 * @param deed {@code opened}, {@code links-made}, {@code invited} or {@code closed}
 * @param by who did it
 * @param detail how many, where there are many
 */
public record SurveyEvent(Survey of, String deed, @Nullable PersonId by, String detail) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(by == null ? null : by.value(), "survey." + deed, "survey:" + of.number(), detail);
    }
}
