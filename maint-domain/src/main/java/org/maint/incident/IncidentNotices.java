package org.maint.incident;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Notice;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Text;
import org.maint.shared.Words;

/** The words for what is told of an incident. All of one are one conversation; a drill says so first. */
final class IncidentNotices {
    private final Incident incident;
    private final ZoneId zone;

    IncidentNotices(Incident incident, ZoneId zone) {
        this.incident = incident;
        this.zone = zone;
    }

    Notice declared(String by) {
        String words = incident.description();
        return notice(
                "incident.declared",
                incident.severity(),
                Message.of("notification.incident-declared", incident.name(), incident.title()),
                Message.of(
                        "notification.incident-declared.body",
                        Message.of("incident.trigger." + incident.trigger()),
                        by,
                        words == null ? "–" : words));
    }

    Notice update(IncidentUpdate update) {
        return notice(
                "incident.update",
                incident.severity(),
                Message.of(
                        "notification.incident-update",
                        incident.name(),
                        Message.of("incident.status." + update.status()),
                        incident.title()),
                words(update));
    }

    private Message words(IncidentUpdate update) {
        return Message.of(
                "notification.incident-update.body",
                update.issue(),
                update.impact(),
                time(update.eta()),
                time(update.nextUpdate()),
                update.contact() == null ? "–" : update.contact());
    }

    /** The plan's communication template, filled. */
    Text updateWords(IncidentUpdate update) {
        return Text.of(words(update));
    }

    /** What customers read: nothing of how the team calls it. */
    Text customersTitle(IncidentUpdate update, String organisation) {
        Text issue = update.issue();
        Text firstLine = new Text(firstLine(issue.en()), firstLine(issue.fr()));
        return Text.of(Message.of(
                "status.update.title", organisation, Message.of("incident.status." + update.status()), firstLine));
    }

    private static String firstLine(String words) {
        return Words.shortened(words.lines().findFirst().orElse(""), 120);
    }

    Notice updateWaits(IncidentUpdate update, String by) {
        return notice(
                "incident.update-waits",
                incident.severity(),
                Message.of("notification.incident-update-waits", incident.name(), by),
                words(update));
    }

    Notice over(String by) {
        return notice(
                "incident.over",
                Severity.INFO,
                Message.of("notification.incident-over", incident.name(), incident.title()),
                Message.of("notification.incident-over.body", by, String.valueOf(incident.resolution())));
    }

    Notice maintenance(boolean on) {
        return notice(
                on ? "incident.maintenance-on" : "incident.maintenance-off",
                Severity.WARNING,
                Message.of("notification.incident-maintenance." + (on ? "on" : "off"), incident.name()),
                Message.of("notification.incident-maintenance.body", incident.title()));
    }

    Notice promiseNear(Instant promised) {
        return notice(
                "incident.promise-near",
                Severity.WARNING,
                Message.of("notification.incident-promise-near", incident.name(), time(promised)),
                Message.of("notification.incident-promise.body", incident.title()));
    }

    Notice promiseBroken(Instant promised) {
        return notice(
                "incident.promise-broken",
                incident.severity(),
                Message.of("notification.incident-promise-broken", incident.name(), time(promised)),
                Message.of("notification.incident-promise.body", incident.title()));
    }

    Notice actionsLate(List<IncidentStep> open) {
        Text names = new Text(
                String.join(", ", open.stream().map(step -> step.title().en()).toList()),
                String.join(", ", open.stream().map(step -> step.title().fr()).toList()));
        return notice(
                "incident.actions-late",
                incident.severity(),
                Message.of("notification.incident-actions-late", incident.name(), open.size()),
                Message.of("notification.incident-actions-late.body", names));
    }

    private Notice notice(String kind, Severity severity, Message title, Message body) {
        Text words = Text.of(incident.drill() ? Message.of("notification.drill", title) : title);
        return new Notice(
                kind,
                severity,
                words,
                Text.of(body),
                "/incident?n=" + incident.number(),
                data(),
                "incident-" + incident.number(),
                List.of());
    }

    private String data() {
        var json = Canonical.mapper().createObjectNode();
        json.put("incident", incident.number());
        json.put("state", incident.state().name());
        json.put("status", incident.status().name());
        json.put("drill", incident.drill());
        json.put("maintenanceMode", incident.window() != null);
        return json.toString();
    }

    private String time(@Nullable Instant at) {
        return at == null
                ? "–"
                : at.atZone(zone)
                        .toLocalDateTime()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace('T', ' ');
    }
}
