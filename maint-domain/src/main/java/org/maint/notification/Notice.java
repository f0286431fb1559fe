package org.maint.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Severity;
import org.maint.shared.Text;

/**
 * What is to be told, whoever gets it.
 *
 * @param kind a stable key such as {@code run.missed}; says the {@link Topic}
 * @param link below the context root, such as {@code /run?id=…}
 * @param data JSON for programs; null for none
 * @param thread names the conversation; null for none
 * @param alerts the alerts it tells of; empty for none
 */
public record Notice(
        String kind,
        Severity severity,
        Text title,
        Text body,
        String link,
        @Nullable String data,
        @Nullable String thread,
        List<Long> alerts) {
    public Notice(String kind, Severity severity, Text title, Text body, String link) {
        this(kind, severity, title, body, link, null, null, List.of());
    }

    public Notice {
        alerts = List.copyOf(alerts);
    }

    Topic topic() {
        return Topic.of(kind);
    }
}
