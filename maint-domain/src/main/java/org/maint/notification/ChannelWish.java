package org.maint.notification;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Severity;

/**
 * A channel as somebody wants it.
 *
 * @param settings by field; a secret field that is left out stays as it is
 * @param mostPerMinute from 1 to 10,000, to one contact; null for no limit
 */
public record ChannelWish(
        @Nullable Medium medium,
        String title,
        boolean enabled,
        @Nullable Severity alertsFrom,
        String language,
        @Nullable Integer mostPerMinute,
        Map<String, String> settings) {
    public ChannelWish {
        settings = Map.copyOf(settings);
    }
}
