package org.maint.setting;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** One thing that was set, with who set it last. */
@Entity
@Table(name = "setting")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Setting {
    @Id
    @Column(name = "setting_key")
    private String key;

    @Column(name = "setting_value")
    private @Nullable String value;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "changed_by"))
    private @Nullable PersonId changedBy;

    @Version
    private int version;

    protected Setting() {}

    /** Refused when somebody has changed it since it was looked at; empty when it is so already. */
    Optional<SettingEvent.SettingChanged> change(
            @Nullable String newValue, int expectedVersion, Instant at, PersonId by) {
        if (expectedVersion != version) {
            throw Refusal.stale(Message.of("stale.setting"));
        }
        if (Objects.equals(value, newValue)) {
            return Optional.empty();
        }
        SettingEvent.SettingChanged changed = SettingKey.isSecret(key)
                ? new SettingEvent.SettingChanged(by, key, null, "•••")
                : new SettingEvent.SettingChanged(by, key, value, newValue);
        value = newValue;
        changedAt = at;
        changedBy = by;
        return Optional.of(changed);
    }

    public String key() {
        return key;
    }

    public @Nullable String value() {
        return value;
    }

    public Instant changedAt() {
        return changedAt;
    }

    public @Nullable PersonId changedBy() {
        return changedBy;
    }

    public int version() {
        return version;
    }
}
