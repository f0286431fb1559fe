package org.maint.report;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** @param deed {@code set}, {@code scored} or {@code carried-over} */
public record GoalEvent(Goal of, String deed, PersonId by) implements Audited {
    @Override
    public AuditLine audit() {
        String detail = of.period() + " " + of.begins() + (of.score() == null ? "" : " " + of.score() + " %");
        return new AuditLine(by.value(), "goal." + deed, "goal:" + of.id(), detail);
    }
}
