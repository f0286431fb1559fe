package org.maint.notification;

import java.time.Instant;
import org.maint.shared.Audited;

/** The monthly test went to so many contacts. */
public record PagingTested(int contacts, Instant at) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(null, "paging.tested", "paging", Integer.toString(contacts));
    }
}
