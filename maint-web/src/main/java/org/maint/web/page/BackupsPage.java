package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Heartbeat;
import org.maint.plan.Plans;
import org.maint.recovery.BackupConfidence;
import org.maint.recovery.BackupConfidence.Verdict;
import org.maint.recovery.Drill;
import org.maint.recovery.DrillKind;
import org.maint.recovery.DrillState;
import org.maint.recovery.Drills;
import org.maint.recovery.RecoveryTargets;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Whether the backups can be relied upon; the drills; what is aimed at. */
@Named
@RequestScoped
public class BackupsPage {
    private final BackupConfidence confidence;
    private final Drills drills;
    private final Plans plans;
    private final Shell shell;
    private final Fmt fmt;
    private final Clock clock;

    private BackupConfidence.@Nullable Standing standing;
    private @Nullable List<Drill> all;
    private @Nullable RecoveryTargets targets;
    private DrillKind kind = DrillKind.RESTORE;
    private @Nullable String backupAt;
    private @Nullable Integer rto;
    private @Nullable Integer rpo;

    @Inject
    public BackupsPage(BackupConfidence confidence, Drills drills, Plans plans, Shell shell, Fmt fmt, Clock clock) {
        this.confidence = confidence;
        this.drills = drills;
        this.plans = plans;
        this.shell = shell;
        this.fmt = fmt;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected BackupsPage() {
        this(null, null, null, null, null, null);
    }

    public BackupConfidence.Standing getStanding() {
        if (standing == null) {
            standing = confidence.standing(shell.actor());
        }
        return standing;
    }

    public List<Drill> getDrills() {
        if (all == null) {
            all = drills.list(shell.actor());
        }
        return all;
    }

    public RecoveryTargets getTargets() {
        if (targets == null) {
            targets = drills.targets(shell.actor());
        }
        return targets;
    }

    /** How a verdict looks. */
    public String verdict(Verdict verdict) {
        return switch (verdict) {
            case GOOD -> "PASS";
            case BAD -> "FAIL";
            case NO_DATA -> "NA";
        };
    }

    /** How a drill looks. */
    public String look(Drill drill) {
        return switch (drill.state()) {
            case RUNNING -> "IN_PROGRESS";
            case DONE -> "OPEN";
            case SIGNED -> drill.proves() ? "SIGNED" : "FAIL";
            case ABANDONED -> "SKIPPED";
        };
    }

    /** In words; one that was signed says whether it proves anything. */
    public String words(Drill drill) {
        return drill.state() == DrillState.SIGNED
                ? fmt.words(drill.proves() ? "drill.proves" : "drill.proves-not")
                : fmt.words(Message.of("drill.state." + drill.state()));
    }

    public String title(Drill drill) {
        return String.valueOf(fmt.text(Drills.title(drill)));
    }

    public String took(Drill drill) {
        return fmt.duration(drill.recoveryTime(clock.instant()));
    }

    public @Nullable String size(@Nullable Heartbeat of) {
        return of == null || of.sizeBytes() == null ? null : fmt.size(of.sizeBytes());
    }

    public @Nullable String usual() {
        Double usual = getStanding().usualSize();
        return usual == null ? null : fmt.size(Math.round(usual));
    }

    public boolean isWorking() {
        return shell.can("TECHNICIAN LEAD");
    }

    public boolean isKeeper() {
        return shell.can("LEAD MANAGER");
    }

    public List<DrillKind> getKinds() {
        return List.of(DrillKind.values());
    }

    public @Nullable String start() {
        try {
            Drills.Whole made = drills.start(shell.actor(), kind, when());
            return "/drill.xhtml?faces-redirect=true&n=" + made.drill().number();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private java.time.@Nullable Instant when() {
        if (backupAt == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(backupAt)
                    .atZone(plans.published().zone())
                    .toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid("/backupAt", Message.of("problem.time-expected", backupAt));
        }
    }

    public @Nullable String aim() {
        try {
            drills.aim(shell.actor(), rto, rpo);
            return "/backups.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public DrillKind getKind() {
        return kind;
    }

    public void setKind(DrillKind kind) {
        this.kind = kind;
    }

    /** The newest backup, as the field of the browser writes a time. */
    public @Nullable String getBackupAt() {
        Heartbeat newest = getStanding().newest();
        return backupAt != null || newest == null
                ? backupAt
                : newest.at()
                        .atZone(plans.published().zone())
                        .toLocalDateTime()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
    }

    public void setBackupAt(@Nullable String backupAt) {
        this.backupAt = backupAt;
    }

    public Integer getRto() {
        return rto == null ? Integer.valueOf(getTargets().rtoMinutes()) : rto;
    }

    public void setRto(@Nullable Integer rto) {
        this.rto = rto;
    }

    public Integer getRpo() {
        return rpo == null ? Integer.valueOf(getTargets().rpoMinutes()) : rpo;
    }

    public void setRpo(@Nullable Integer rpo) {
        this.rpo = rpo;
    }
}
