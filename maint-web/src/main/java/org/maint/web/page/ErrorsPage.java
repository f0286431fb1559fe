package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maint.activity.PlatformErrors;
import org.maint.activity.PlatformErrors.Line;
import org.maint.plan.Severity;
import org.omnifaces.cdi.Param;

/** The platform's errors of some days (seven when the address says nothing), grouped, the worst and most frequent first. */
@Named
@RequestScoped
public class ErrorsPage {
    private static final int MOST_DAYS = 366;
    private static final int WEEK = 7;

    private final PlatformErrors errors;
    private final Shell shell;
    private final Clock clock;

    @Inject
    @Param
    private @Nullable String days;

    private @Nullable List<Line> lines;

    @Inject
    public ErrorsPage(PlatformErrors errors, Shell shell, Clock clock) {
        this.errors = errors;
        this.shell = shell;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ErrorsPage() {
        this(null, null, null);
    }

    public int getDays() {
        return days != null && days.matches("\\d{1,3}")
                ? Math.max(1, Math.min(MOST_DAYS, Integer.parseInt(days)))
                : WEEK;
    }

    public List<Line> getLines() {
        if (lines == null) {
            Instant now = clock.instant();
            lines = errors.between(shell.actor(), now.minus(Duration.ofDays(getDays())), now);
        }
        return lines;
    }

    public Map<Severity, Long> getTotals() {
        Map<Severity, Long> totals = new java.util.EnumMap<>(Severity.class);
        getLines().forEach(line -> totals.merge(line.group().category(), line.number(), Long::sum));
        return totals;
    }

    public long total(String severity) {
        return getTotals().getOrDefault(Severity.valueOf(severity), 0L);
    }

    public boolean isMine() {
        return shell.can("TECHNICIAN LEAD");
    }

    public List<Severity> getCategories() {
        return List.of(Severity.values());
    }
}
