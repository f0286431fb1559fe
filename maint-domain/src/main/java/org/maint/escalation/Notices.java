package org.maint.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.maint.alerting.Alert;
import org.maint.metric.Metric;
import org.maint.metric.Series;
import org.maint.notification.Notice;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** The words for what is told of alerts, for one or for several together. */
final class Notices {
    private static final int MOST_NAMED = 15;

    private Notices() {}

    /** Somebody at these levels is to take it in hand. */
    static Notice page(List<Alert> which, Collection<String> levels, Instant now) {
        return notice("page.alert", "notification.alert", which, body(which, "notification.page.body", now, levels));
    }

    /** News for everybody who works on the platform. */
    static Notice firing(List<Alert> which, Instant now) {
        return notice(
                "alert.firing", "notification.alert", which, body(which, "notification.alert.body", now, List.of()));
    }

    static Notice over(List<Alert> which, Instant now) {
        return notice("page.over", "notification.alert-over", which, overBody(which, now));
    }

    static Notice reminder(Alert alert, Instant now) {
        return notice(
                "alert.reminder",
                "notification.alert-still",
                List.of(alert),
                body(List.of(alert), "notification.alert-still.body", now, List.of()));
    }

    static Notice acknowledged(Alert alert, String by) {
        return notice(
                "alert.acknowledged",
                "notification.alert-taken",
                List.of(alert),
                Text.of(
                        by.isEmpty()
                                ? Message.of("notification.alert-taken.somebody")
                                : Message.of("notification.alert-taken.body", by)));
    }

    static Notice flapping(Alert alert, boolean begins) {
        String key = begins ? "notification.alert-flaps" : "notification.alert-steady";
        return notice("alert.flapping", key, List.of(alert), Text.of(Message.of(key + ".body")));
    }

    private static Notice notice(String kind, String key, List<Alert> which, Text body) {
        Alert first = which.get(0);
        Severity worst =
                which.stream().map(Alert::severity).min(Enum::compareTo).orElse(first.severity());
        Text title = which.size() == 1
                ? Text.of(Message.of(key, "A-" + first.number(), first.title()))
                : Text.of(Message.of(key + ".several", which.size(), first.title()));
        return new Notice(
                kind,
                worst,
                title,
                body,
                which.size() == 1 ? "/alert?n=" + first.number() : "/alerts",
                data(which),
                "alert-" + first.number(),
                which.stream().map(Alert::number).toList());
    }

    private static Text body(List<Alert> which, String key, Instant now, Collection<String> levels) {
        if (which.size() == 1) {
            Alert alert = which.get(0);
            return Text.of(Message.of(key, subject(alert), minutes(alert.since(), now), String.join(", ", levels)));
        }
        return list(which);
    }

    private static Text overBody(List<Alert> which, Instant now) {
        if (which.size() == 1) {
            Alert alert = which.get(0);
            Instant end = alert.resolvedAt() == null ? now : alert.resolvedAt();
            return Text.of(Message.of("notification.alert-over.body", subject(alert), minutes(alert.since(), end)));
        }
        return list(which);
    }

    /** What is wrong, by the name that people know it by. */
    private static Object subject(Alert alert) {
        String fingerprint = alert.fingerprint();
        int labels = fingerprint.indexOf('{');
        String metric = labels < 0 ? fingerprint : fingerprint.substring(0, labels);
        if (Metric.of(metric).isEmpty()) {
            return fingerprint;
        }
        Message name = Message.of("metric." + metric);
        return labels < 0 ? name : Message.of("notification.subject", name, Series.labelsIn(fingerprint));
    }

    private static long minutes(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMinutes());
    }

    private static Text list(List<Alert> which) {
        String more = which.size() > MOST_NAMED ? "\n\u2026" : "";
        return new Text(
                which.stream()
                                .limit(MOST_NAMED)
                                .map(alert -> "A-" + alert.number() + " "
                                        + alert.title().en() + " (" + alert.fingerprint() + ")")
                                .collect(Collectors.joining("\n"))
                        + more,
                which.stream()
                                .limit(MOST_NAMED)
                                .map(alert -> "A-" + alert.number() + " "
                                        + alert.title().fr() + " (" + alert.fingerprint() + ")")
                                .collect(Collectors.joining("\n"))
                        + more);
    }

    /** All of them, however many: a program that follows along has nothing else. */
    private static String data(List<Alert> which) {
        var json = Canonical.mapper().createObjectNode();
        var array = json.putArray("alerts");
        which.forEach(alert -> array.addObject()
                .put("number", alert.number())
                .put("fingerprint", alert.fingerprint())
                .put("severity", alert.severity().name())
                .put("state", alert.state().name())
                .put("since", alert.since().toString()));
        return json.toString();
    }
}
