package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.incident.Audience;
import org.maint.incident.Incident;
import org.maint.incident.IncidentLine;
import org.maint.incident.IncidentRole;
import org.maint.incident.IncidentState;
import org.maint.incident.IncidentStatus;
import org.maint.incident.IncidentStep;
import org.maint.incident.IncidentUpdate;
import org.maint.incident.Incidents;
import org.maint.incident.StepState;
import org.maint.incident.Trigger;
import org.maint.incident.UpdateState;
import org.maint.incident.UpdateWish;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.omnifaces.cdi.Param;

/** The room of one incident: what is to be done by when, who does it, what happened, and what those who wait are told. */
@Named
@RequestScoped
public class IncidentPage {

    private final Incidents incidents;
    private final HttpServletRequest request;
    private final Clock clock;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param(name = "n")
    private @Nullable String number;

    private Incidents.@Nullable Whole whole;
    private @Nullable Map<String, Text> titles;
    private IncidentStatus status = IncidentStatus.INVESTIGATING;
    private Audience audience = Audience.STAFF;
    private @Nullable String issue;
    private @Nullable String issueFr;
    private @Nullable String impact;
    private @Nullable String impactFr;
    private Incidents.@Nullable Preview preview;
    private @Nullable String eta;
    private @Nullable String next;
    private @Nullable String contact;
    private @Nullable String note;
    private @Nullable Trigger trigger;
    private @Nullable String title;
    private @Nullable String description;
    private @Nullable Integer version;
    private @Nullable Severity severity;
    private @Nullable String reason;
    private @Nullable String lost;
    private @Nullable String lostWords;
    private @Nullable String resolution;

    @Inject
    public IncidentPage(Incidents incidents, HttpServletRequest request, Clock clock, Shell shell, Fmt fmt) {
        this.incidents = incidents;
        this.request = request;
        this.clock = clock;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected IncidentPage() {
        this(null, null, null, null, null);
    }

    /** The form begins with what was last told. */
    public void load() {
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            return;
        }
        Incident incident = getIncident();
        // A form that was sent keeps what was typed in it; the others begin with what there is.
        if (request.getParameter("describe") == null) {
            trigger = incident.trigger();
            title = incident.title();
            description = incident.description();
            version = incident.version();
        }
        if (request.getParameter("argue") == null) {
            severity = incident.severity();
        }
        if (request.getParameter("tell") == null) {
            begin(incident);
        }
    }

    private void begin(Incident incident) {
        status = incident.state() == IncidentState.RESOLVED ? IncidentStatus.RESOLVED : incident.status();
        issue = incident.title();
        whole().updates().stream().findFirst().ifPresent(last -> {
            issue = last.issue().en();
            issueFr = last.issue().fr().equals(issue) ? null : last.issue().fr();
            impact = last.impact().en();
            impactFr = last.impact().fr().equals(impact) ? null : last.impact().fr();
            contact = last.contact();
            audience = last.audience();
        });
    }

    private Incidents.Whole whole() {
        if (whole == null) {
            whole = incidents.whole(shell.actor(), Addressed.incident(number));
        }
        return whole;
    }

    public Incident getIncident() {
        return whole().incident();
    }

    public String getHeading() {
        return getIncident().name() + " · " + getIncident().title();
    }

    public boolean isMine() {
        return shell.can("TECHNICIAN LEAD MANAGER");
    }

    public boolean isOpen() {
        return getIncident().state() == IncidentState.OPEN;
    }

    /** Whether this person may do something about it now. */
    public boolean isAtWork() {
        return isMine() && isOpen();
    }

    public List<IncidentStep> getActions() {
        return steps(IncidentStep.Kind.ACTION);
    }

    public List<IncidentStep> getSteps() {
        return steps(IncidentStep.Kind.STEP);
    }

    private List<IncidentStep> steps(IncidentStep.Kind kind) {
        return whole().steps().stream().filter(step -> step.kind() == kind).toList();
    }

    /** By the server's clock, in milliseconds since 1970. */
    public long getNow() {
        return clock.instant().toEpochMilli();
    }

    /** Whether the countdown of the immediate actions still runs, or ran out. */
    public boolean isCounting() {
        return isOpen() && getActions().stream().anyMatch(step -> step.state() == StepState.OPEN);
    }

    /** One that a person ends by hand. */
    public boolean byHand(IncidentStep step) {
        return !step.key().equals(IncidentStep.POST_MORTEM);
    }

    /** Newest first. */
    public List<IncidentLine> getLines() {
        List<IncidentLine> lines = new ArrayList<>(whole().lines());
        Collections.reverse(lines);
        return lines;
    }

    /** What a line is about, in words; empty where its kind says it all. */
    public String about(IncidentLine line) {
        String subject = line.subject();
        if (subject == null) {
            return "";
        }
        return switch (line.kind()) {
            case DECLARED, DESCRIBED -> fmt.named("incident.trigger." + subject);
            case ASSIGNED -> fmt.words("incident.role." + subject);
            case DONE, SKIPPED, REOPENED -> title(subject);
            case UPDATE, UPDATE_WAITS, UPDATE_WITHDRAWN -> fmt.named("incident.status." + subject);
            case SEVERITY -> fmt.named("severity." + subject);
            case RESOLVED -> fmt.words("incident.data-lost." + subject);
            default -> "";
        };
    }

    private String title(String key) {
        if (titles == null) {
            titles = whole().steps().stream()
                    .collect(Collectors.toMap(IncidentStep::key, IncidentStep::title, (one, other) -> one));
        }
        Text title = titles.get(key);
        return title == null ? key : String.valueOf(fmt.text(title));
    }

    public List<IncidentUpdate> getUpdates() {
        return whole().updates().stream()
                .filter(update -> update.state() != UpdateState.WAITING)
                .toList();
    }

    public List<IncidentRole> getRoles() {
        return List.of(IncidentRole.values());
    }

    public List<IncidentStatus> getStatuses() {
        return isOpen()
                ? List.of(IncidentStatus.INVESTIGATING, IncidentStatus.IDENTIFIED, IncidentStatus.FIXING)
                : List.of(IncidentStatus.RESOLVED);
    }

    public List<Audience> getAudiences() {
        return List.of(Audience.values());
    }

    public @Nullable String complete(String key) {
        return done(at -> incidents.complete(shell.actor(), at, key, typed(key)));
    }

    public @Nullable String skip(String key) {
        return done(at -> incidents.skip(shell.actor(), at, key, typed(key)));
    }

    public @Nullable String reopen(String key) {
        return done(at -> incidents.reopen(shell.actor(), at, key));
    }

    /** What was typed beside a step. */
    private @Nullable String typed(String key) {
        return request.getParameter("why-" + key);
    }

    public @Nullable String assign(String role) {
        return done(at -> incidents.assign(
                shell.actor(), at, IncidentRole.valueOf(role), Owners.chosen(request.getParameter("role-" + role))));
    }

    public @Nullable String holder(IncidentRole role) {
        return getIncident().holder(role) == null
                ? null
                : String.valueOf(getIncident().holder(role));
    }

    public @Nullable String addNote() {
        return done(at -> incidents.note(shell.actor(), at, note));
    }

    public @Nullable String describe() {
        return done(at ->
                incidents.describe(shell.actor(), at, trigger, title, description, version == null ? -1 : version));
    }

    public @Nullable String argue() {
        return done(at -> incidents.argue(shell.actor(), at, severity, reason));
    }

    public List<Trigger> getTriggers() {
        return List.of(Trigger.values());
    }

    public List<Severity> getSeverities() {
        return List.of(Severity.values());
    }

    public @Nullable String endMaintenanceMode() {
        return done(at -> incidents.endMaintenanceMode(shell.actor(), at));
    }

    public @Nullable String update() {
        return done(at -> incidents.update(shell.actor(), at, wish()));
    }

    private UpdateWish wish() {
        return UpdateWish.of(
                status,
                audience,
                UpdateWish.words(issue, issueFr, "/issue"),
                UpdateWish.words(impact, impactFr, "/impact"),
                time("/eta", eta),
                time("/nextUpdate", next),
                contact);
    }

    /** Shows what would be sent, in both languages; sends nothing. */
    public void look() {
        try {
            preview = incidents.preview(shell.actor(), Addressed.incident(number), wish());
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
        }
    }

    public Incidents.@Nullable Preview getPreview() {
        return preview;
    }

    /** The words of an update in one language. */
    public record Previewed(String language, String title, String body) {}

    public List<Previewed> getPreviews() {
        Incidents.Preview shown = preview;
        return shown == null
                ? List.of()
                : Stream.of(Locale.FRENCH, Locale.ENGLISH)
                        .map(each -> new Previewed(
                                each.getLanguage(),
                                shown.title().in(each),
                                shown.body().in(each)))
                        .toList();
    }

    public @Nullable String approve() {
        return done(at -> incidents.approveUpdate(shell.actor(), at, Addressed.row(request)));
    }

    public @Nullable String withdraw() {
        return done(at -> incidents.withdrawUpdate(shell.actor(), at, Addressed.row(request)));
    }

    /** Those that wait for a second pair of eyes. */
    public List<IncidentUpdate> getWaiting() {
        return whole().updates().stream()
                .filter(update -> update.state() == UpdateState.WAITING)
                .toList();
    }

    public boolean ownUpdate(IncidentUpdate update) {
        return update.by().equals(shell.actor().id());
    }

    public @Nullable String resolve() {
        return done(at -> incidents.resolve(
                shell.actor(),
                at,
                lost == null || lost.isEmpty() ? null : (Boolean) "true".equals(lost),
                lostWords,
                resolution));
    }

    private @Nullable String done(LongConsumer deed) {
        long at = Addressed.incident(number);
        try {
            deed.accept(at);
            return "/incident.xhtml?faces-redirect=true&n=" + at;
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private @Nullable Instant time(String pointer, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(typed.strip()).atZone(fmt.zone()).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid(pointer, Message.of("problem.time-expected", typed));
        }
    }

    /** As a field for a time takes it. */
    public @Nullable String local(@Nullable Instant at) {
        return at == null
                ? null
                : LocalDateTime.ofInstant(at, fmt.zone())
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
    }

    public @Nullable Trigger getTrigger() {
        return trigger;
    }

    public void setTrigger(@Nullable Trigger trigger) {
        this.trigger = trigger;
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description;
    }

    public @Nullable Integer getVersion() {
        return version;
    }

    public void setVersion(@Nullable Integer version) {
        this.version = version;
    }

    public @Nullable Severity getSeverity() {
        return severity;
    }

    public void setSeverity(@Nullable Severity severity) {
        this.severity = severity;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    public IncidentStatus getStatus() {
        return status;
    }

    public void setStatus(IncidentStatus status) {
        this.status = status;
    }

    public Audience getAudience() {
        return audience;
    }

    public void setAudience(Audience audience) {
        this.audience = audience;
    }

    public @Nullable String getIssue() {
        return issue;
    }

    public void setIssue(@Nullable String issue) {
        this.issue = issue;
    }

    public @Nullable String getImpact() {
        return impact;
    }

    public void setImpact(@Nullable String impact) {
        this.impact = impact;
    }

    public @Nullable String getIssueFr() {
        return issueFr;
    }

    public void setIssueFr(@Nullable String issueFr) {
        this.issueFr = issueFr;
    }

    public @Nullable String getImpactFr() {
        return impactFr;
    }

    public void setImpactFr(@Nullable String impactFr) {
        this.impactFr = impactFr;
    }

    public @Nullable String getEta() {
        return eta;
    }

    public void setEta(@Nullable String eta) {
        this.eta = eta;
    }

    public @Nullable String getNext() {
        return next;
    }

    public void setNext(@Nullable String next) {
        this.next = next;
    }

    public @Nullable String getContact() {
        return contact;
    }

    public void setContact(@Nullable String contact) {
        this.contact = contact;
    }

    public @Nullable String getNote() {
        return note;
    }

    public void setNote(@Nullable String note) {
        this.note = note;
    }

    public @Nullable String getLost() {
        return lost;
    }

    public void setLost(@Nullable String lost) {
        this.lost = lost;
    }

    public @Nullable String getLostWords() {
        return lostWords;
    }

    public void setLostWords(@Nullable String lostWords) {
        this.lostWords = lostWords;
    }

    public @Nullable String getResolution() {
        return resolution;
    }

    public void setResolution(@Nullable String resolution) {
        this.resolution = resolution;
    }
}
