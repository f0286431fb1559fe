package org.maint.setting;

import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Audited;

/** What happens to settings. */
public sealed interface SettingEvent extends Audited {

    /** @param before null for the default, and so is {@code after} */
    record SettingChanged(PersonId by, String key, @Nullable String before, @Nullable String after)
            implements SettingEvent {
        @Override
        public AuditLine audit() {
            return new AuditLine(by.value(), "setting.changed", "setting:" + key, before + " → " + after);
        }
    }
}
