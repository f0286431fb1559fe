package org.maint.target;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.maint.plan.PlanDocument.Target;
import org.maint.shared.Text;

/**
 * A target was missed: what is done about it, until it has been met for {@value #GOOD_PERIODS} months in a row. One is open
 * for one target; a month that misses again belongs to it and begins the count anew.
 */
@Entity
@Table(name = "corrective_case")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class CorrectiveCase {
    /** So many good months in a row end it. */
    public static final int GOOD_PERIODS = 2;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    @Column(name = "target_key")
    private String target;

    @Column(name = "open_key")
    private @Nullable String openKey;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Column(name = "first_month")
    private String firstMonth;

    @Column(name = "newest_month")
    private String newestMonth;

    @Column(name = "newest_value")
    private double newestValue;

    @Column(name = "good_periods")
    private int goodPeriods;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Version
    private int version;

    protected CorrectiveCase() {}

    CorrectiveCase(Target target, YearMonth month, double value, Instant at) {
        this.target = target.key();
        this.openKey = target.key();
        this.title = target.title();
        this.firstMonth = month.toString();
        this.openedAt = at;
        missed(month, value);
    }

    final void missed(YearMonth month, double value) {
        newestMonth = month.toString();
        newestValue = value;
        goodPeriods = 0;
    }

    /** Answers whether it is over with that. */
    boolean met(Instant at) {
        goodPeriods++;
        if (goodPeriods < GOOD_PERIODS) {
            return false;
        }
        openKey = null;
        closedAt = at;
        return true;
    }

    public long number() {
        return number;
    }

    public String target() {
        return target;
    }

    /** The target's, as the plan named it then. */
    public Text title() {
        return title;
    }

    public YearMonth firstMonth() {
        return YearMonth.parse(firstMonth);
    }

    /** The newest that missed. */
    public YearMonth newestMonth() {
        return YearMonth.parse(newestMonth);
    }

    /** What was measured in the newest month that missed, in the target's unit. */
    public double newestValue() {
        return newestValue;
    }

    /** Since the newest month that missed, in a row. */
    public int goodPeriods() {
        return goodPeriods;
    }

    public Instant openedAt() {
        return openedAt;
    }

    /** Null while it is open. */
    public @Nullable Instant closedAt() {
        return closedAt;
    }

    public boolean open() {
        return closedAt == null;
    }
}
