package org.maint.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.alerting.Alert;
import org.maint.alerting.Alerts;
import org.maint.alerting.Alerts.Spell;
import org.maint.communication.Subscribers;
import org.maint.incident.Incident;
import org.maint.incident.IncidentUpdate;
import org.maint.incident.Incidents;
import org.maint.incident.Incidents.ToldCustomers;
import org.maint.incident.Trigger;
import org.maint.people.Actor;
import org.maint.plan.Plans;
import org.maint.plan.PublishedPlan;
import org.maint.plan.Severity;
import org.maint.shared.Text;
import org.maint.statuspage.PublicStatus.Component;
import org.maint.statuspage.PublicStatus.Day;
import org.maint.statuspage.PublicStatus.PublicIncident;
import org.maint.statuspage.PublicStatus.PublicUpdate;
import org.maint.statuspage.PublicStatus.PublicWindow;
import org.maint.statuspage.Spans.Span;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;
import org.maint.window.WindowState;

/**
 * Works out what anybody may know. The public page is answered from what was seen last, so that it comes in no time and
 * comes also while the database is slow or away.
 *
 * <p>A part is disrupted while an alert about it that is shown by itself is critical, and while customers have been told
 * of an incident that is about it. Of incidents and windows only what was written for customers is shown.
 */
@ApplicationScoped
@Transactional
public class StatusBoard {
    public static final int DAYS = 90;

    private static final Duration ANNOUNCED = Duration.ofDays(30);
    private static final Duration HISTORY_KEPT = Duration.ofMinutes(1);

    private final Components components;
    private final Alerts alerts;
    private final Incidents incidents;
    private final Subscribers subscribers;
    private final MaintenanceWindows windows;
    private final Plans plans;
    private final Clock clock;

    private volatile @Nullable Seen seen;
    private volatile @Nullable History history;

    /**
     * What was seen, and that it still held at a moment.
     *
     * @param since since when the platform is in this state, as far as this node has seen
     * @param changed when anything of it changed last
     * @param subscribing whether news by mail can be asked for
     */
    public record Seen(PublicStatus status, Instant since, Instant changed, Instant at, boolean subscribing) {}

    private record History(List<Spell> spells, List<MaintenanceWindow> windows, Instant at) {}

    @Inject
    public StatusBoard(
            Components components,
            Alerts alerts,
            Incidents incidents,
            Subscribers subscribers,
            MaintenanceWindows windows,
            Plans plans,
            Clock clock) {
        this.components = components;
        this.alerts = alerts;
        this.incidents = incidents;
        this.subscribers = subscribers;
        this.windows = windows;
        this.plans = plans;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected StatusBoard() {
        this(null, null, null, null, null, null, null);
    }

    /** As it was seen last, which asks the database nothing; empty when this node has just started. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Seen> seen() {
        return Optional.ofNullable(seen);
    }

    /** Looks anew; answers what there is to see. */
    public PublicStatus look() {
        Instant now = clock.instant();
        PublicStatus status = status(now);
        Seen before = seen;
        boolean subscribing = subscribers.reachable();
        if (before == null) {
            seen = new Seen(status, now, now, now, subscribing);
        } else {
            boolean same = before.status().equals(status);
            seen = new Seen(
                    same ? before.status() : status,
                    before.status().state() == status.state() ? before.since() : now,
                    same ? before.changed() : now,
                    now,
                    subscribing);
        }
        return status;
    }

    private PublicStatus status(Instant now) {
        PublishedPlan plan = plans.published();
        ZoneId zone = plan.zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant from = today.minusDays(DAYS - 1L).atStartOfDay(zone).toInstant();
        History past = history(from, now);
        List<Spell> critical = alerts.criticalSpells(now);
        List<MaintenanceWindow> coming = windows.between(Actor.MAINT, now, now.plus(ANNOUNCED)).stream()
                .filter(window -> window.state(now) == WindowState.OPEN || window.state(now) == WindowState.PLANNED)
                .sorted(Comparator.comparing(MaintenanceWindow::from))
                .toList();
        List<ToldCustomers> told = incidents.toldCustomers(from);
        List<Long> proposing = told.stream()
                .map(each -> each.incident().alert())
                .filter(Objects::nonNull)
                .toList();
        Map<Long, String> fingerprints =
                alerts.named(proposing).stream().collect(Collectors.toMap(Alert::number, Alert::fingerprint));
        List<StatusComponent> parts = components.all();
        List<Component> shown = parts.stream()
                .map(part -> component(part, critical, coming, told, fingerprints, past, today, zone, now))
                .toList();
        List<PublicIncident> all = told.stream().map(StatusBoard::incident).toList();
        PublicState worst = PublicState.OPERATIONAL;
        for (Component component : shown) {
            worst = worst.orWorse(component.state());
        }
        for (PublicIncident incident : all) {
            worst = incident.resolvedAt() == null ? worst.orWorse(incident.state()) : worst;
        }
        return new PublicStatus(
                plan.document().organisation(),
                zone,
                worst,
                shown,
                all.stream().filter(each -> each.resolvedAt() == null).toList(),
                all.stream().filter(each -> each.resolvedAt() != null).toList(),
                coming.stream().flatMap(window -> shown(window, parts, now)).toList());
    }

    private History history(Instant from, Instant now) {
        History known = history;
        if (known == null
                || now.isBefore(known.at())
                || !now.isBefore(known.at().plus(HISTORY_KEPT))) {
            known = new History(alerts.criticalSpells(from), windows.between(Actor.MAINT, from, now), now);
            history = known;
        }
        return known;
    }

    private static Component component(
            StatusComponent part,
            List<Spell> critical,
            List<MaintenanceWindow> coming,
            List<ToldCustomers> told,
            Map<Long, String> fingerprints,
            History past,
            LocalDate today,
            ZoneId zone,
            Instant now) {
        PublicState state = PublicState.OPERATIONAL;
        Predicate<MaintenanceWindow> touches = window -> part.touchedBy(window.scope());
        if (coming.stream().anyMatch(window -> window.state(now) == WindowState.OPEN && touches.test(window))) {
            state = PublicState.MAINTENANCE;
        } else if (part.automatic() && critical.stream().anyMatch(spell -> part.has(spell.fingerprint()))) {
            // In announced maintenance nobody is surprised.
            state = PublicState.DISRUPTED;
        }
        List<Span> down = new ArrayList<>();
        for (ToldCustomers each : told) {
            Incident incident = each.incident();
            if (about(incident, fingerprints, part)) {
                Instant until = incident.resolvedAt();
                if (until == null) {
                    state = state.orWorse(severity(incident));
                }
                if (severity(incident) == PublicState.DISRUPTED) {
                    down.add(new Span(incident.beganAt(), until == null ? now : until));
                }
            }
        }
        if (part.automatic()) {
            past.spells().stream()
                    .filter(spell -> part.has(spell.fingerprint()))
                    .forEach(spell ->
                            down.add(new Span(spell.from(), Objects.requireNonNullElse(spell.until(), past.at()))));
        }
        Spans announced = Spans.of(past.windows().stream()
                // What was opened as it began was announced to nobody: an incident's maintenance mode.
                .filter(window -> window.cancelledAt() == null
                        && window.createdAt().isBefore(window.from())
                        && touches.test(window))
                .map(window -> new Span(window.from(), window.to()))
                .toList());
        Spans disrupted = Spans.of(down).without(announced);
        return new Component(
                part.title(),
                state,
                days(part, disrupted, today, zone, now),
                available(part, disrupted, today, zone, now));
    }

    /** One that took the whole platform, or of which nobody knows better, is about every part. */
    private static boolean about(Incident incident, Map<Long, String> fingerprints, StatusComponent part) {
        String fingerprint = incident.alert() == null ? null : fingerprints.get(incident.alert());
        return incident.trigger() == Trigger.PLATFORM_DOWN || fingerprint == null || part.has(fingerprint);
    }

    private static PublicState severity(Incident incident) {
        return incident.severity() == Severity.CRITICAL ? PublicState.DISRUPTED : PublicState.DEGRADED;
    }

    private static List<Day> days(StatusComponent part, Spans disrupted, LocalDate today, ZoneId zone, Instant now) {
        List<Day> days = new ArrayList<>();
        for (LocalDate date = today.minusDays(DAYS - 1L); !date.isAfter(today); date = date.plusDays(1)) {
            Instant begin = date.atStartOfDay(zone).toInstant();
            Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
            boolean known = end.isAfter(part.createdAt());
            long seconds = disrupted.within(begin, end.isAfter(now) ? now : end).toSeconds();
            days.add(new Day(date, known, known ? (seconds + 59) / 60 : 0));
        }
        return days;
    }

    /** To two decimals, never rounded up to a hundred. */
    private static @Nullable Double available(
            StatusComponent part, Spans disrupted, LocalDate today, ZoneId zone, Instant now) {
        Instant first = today.minusDays(DAYS - 1L).atStartOfDay(zone).toInstant();
        Instant from = part.createdAt().isAfter(first) ? part.createdAt() : first;
        double all = Duration.between(from, now).toSeconds();
        if (all <= 0) {
            return null;
        }
        double percent = 100 * (1 - disrupted.within(from, now).toSeconds() / all);
        return Math.floor(percent * 100) / 100;
    }

    private static PublicIncident incident(ToldCustomers told) {
        Incident incident = told.incident();
        List<PublicUpdate> updates = new ArrayList<>();
        for (IncidentUpdate each : told.updates()) {
            updates.add(
                    0,
                    new PublicUpdate(
                            each.id(),
                            each.at(),
                            each.status(),
                            each.issue(),
                            each.impact(),
                            each.eta(),
                            each.nextUpdate(),
                            each.contact()));
        }
        return new PublicIncident(
                incident.number(), severity(incident), incident.beganAt(), incident.resolvedAt(), List.copyOf(updates));
    }

    /** Nothing is shown of one that touches no part. */
    private static Stream<PublicWindow> shown(MaintenanceWindow window, List<StatusComponent> parts, Instant now) {
        List<Text> touched = parts.stream()
                .filter(part -> part.touchedBy(window.scope()))
                .map(StatusComponent::title)
                .toList();
        if (touched.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(new PublicWindow(
                window.id(),
                window.from(),
                window.createdAt().isBefore(window.from()) ? window.to() : null,
                window.state(now) == WindowState.OPEN,
                touched.size() == parts.size() ? List.of() : touched));
    }
}
