package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.plan.Plans;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.silence.AlertMatcher;
import org.maint.silence.Silence;
import org.maint.silence.SilenceState;
import org.maint.silence.SilenceWish;
import org.maint.silence.Silences;
import org.omnifaces.cdi.Param;

/** Of what nobody is told: which silences hold, will hold and have held; making one, ending one. */
@Named
@RequestScoped
public class SilencesPage {
    private static final int SIZE = 50;
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    /** When a silence expires, as people say it. */
    public enum Ends {
        HOUR,
        MORNING,
        WEEK,
        /** At the time that is typed. */
        AT
    }

    private final Silences silences;
    private final Plans plans;
    private final HttpServletRequest request;
    private final Clock clock;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String state;

    /** For the form: of which alert. */
    @Inject
    @Param(name = "fingerprint")
    private @Nullable String prefilled;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable Page<Silence> found;
    private @Nullable String fingerprint;
    private @Nullable Severity severity;
    private @Nullable String rule;
    private @Nullable String label;
    private boolean everything;
    private @Nullable String reason;
    private @Nullable String from;
    private Ends ends = Ends.HOUR;
    private @Nullable String expiry;

    @Inject
    public SilencesPage(Silences silences, Plans plans, HttpServletRequest request, Clock clock, Shell shell, Fmt fmt) {
        this.silences = silences;
        this.plans = plans;
        this.request = request;
        this.clock = clock;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SilencesPage() {
        this(null, null, null, null, null, null);
    }

    /** The form begins with the alert from which one comes; one that comes back keeps what was typed. */
    public void load() {
        if (!"POST".equals(request.getMethod())) {
            fingerprint = prefilled;
        }
        getFound();
    }

    public SilenceState getState() {
        return Arrays.stream(SilenceState.values())
                .filter(each -> each.name().equals(state))
                .findFirst()
                .orElse(SilenceState.ACTIVE);
    }

    public List<SilenceState> getStates() {
        return List.of(SilenceState.values());
    }

    public Page<Silence> getFound() {
        if (found == null) {
            found = silences.list(shell.actor(), getState(), getNumber(), SIZE);
        }
        return found;
    }

    public int getNumber() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public long getPages() {
        return Math.max(1, (getFound().total() + SIZE - 1) / SIZE);
    }

    public String address(int toPage) {
        return "silences?state=" + getState() + "&page=" + toPage;
    }

    /** When it was over: expired, or ended by somebody. */
    public Instant end(Silence silence) {
        Instant ended = silence.endedAt();
        return ended == null ? silence.to() : ended;
    }

    /** The kinds of alerts that can be silenced without naming one. */
    public List<Severity> getSeverities() {
        return List.of(Severity.WARNING, Severity.INFO);
    }

    public List<Threshold> getRules() {
        return plans.published().document().thresholds();
    }

    public List<Ends> getChoices() {
        return List.of(Ends.values());
    }

    public @Nullable String make() {
        try {
            AlertMatcher matcher = AlertMatcher.of(everything, fingerprint, severity, rule, label);
            Instant begins = time("/from", from);
            silences.silence(shell.actor(), SilenceWish.of(matcher, reason, begins, expires(begins)));
            Told.done(fmt.words("silence.made-done"));
            boolean coming = begins != null && begins.isAfter(clock.instant());
            return "/silences.xhtml?faces-redirect=true&state=" + (coming ? SilenceState.COMING : SilenceState.ACTIVE);
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private @Nullable Instant expires(@Nullable Instant begins) {
        Instant start = begins == null ? clock.instant() : begins;
        return switch (ends) {
            case HOUR -> start.plus(Duration.ofHours(1));
            case MORNING -> LocalDateTime.ofInstant(start, fmt.zone())
                    .toLocalDate()
                    .plusDays(1)
                    .atTime(MORNING)
                    .atZone(fmt.zone())
                    .toInstant();
            case WEEK -> LocalDateTime.ofInstant(start, fmt.zone())
                    .plusWeeks(1)
                    .atZone(fmt.zone())
                    .toInstant();
            case AT -> time("/expiry", expiry);
        };
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

    public @Nullable String end(String id, int version) {
        try {
            silences.end(shell.actor(), Silences.id(id), version);
            Told.done(fmt.words("silence.ended-done"));
            return "/silences.xhtml?faces-redirect=true&state=" + getState();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String getFingerprint() {
        return fingerprint;
    }

    public void setFingerprint(@Nullable String fingerprint) {
        this.fingerprint = fingerprint;
    }

    public @Nullable Severity getSeverity() {
        return severity;
    }

    public void setSeverity(@Nullable Severity severity) {
        this.severity = severity;
    }

    public @Nullable String getRule() {
        return rule;
    }

    public void setRule(@Nullable String rule) {
        this.rule = rule;
    }

    public @Nullable String getLabel() {
        return label;
    }

    public void setLabel(@Nullable String label) {
        this.label = label;
    }

    public boolean isEverything() {
        return everything;
    }

    public void setEverything(boolean everything) {
        this.everything = everything;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    public @Nullable String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String from) {
        this.from = from;
    }

    public Ends getEnds() {
        return ends;
    }

    public void setEnds(Ends ends) {
        this.ends = ends;
    }

    public @Nullable String getExpiry() {
        return expiry;
    }

    public void setExpiry(@Nullable String expiry) {
        this.expiry = expiry;
    }
}
