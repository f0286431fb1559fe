package org.maint.notification;

import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** An administrator has made, changed or removed a channel. */
public record ChannelChanged(Channel channel, PersonId by, String deed) implements Audited {
    @Override
    public AuditLine audit() {
        return new AuditLine(by.value(), "channel." + deed, "channel:" + channel.key(), channel.title());
    }
}
