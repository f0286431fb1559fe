package org.maint.incident;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.plan.PlanDocument.Labelled;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Text;

/** One of the plan's immediate actions or resolution steps in one incident, as the plan named it when it was declared. */
@Entity
@Table(name = "incident_step")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class IncidentStep {
    /** Its key is written by the plan, and done when the post-mortem is approved. */
    public static final String POST_MORTEM = "post-mortem-analysis";

    static final String NOTIFY = "notify-stakeholders";
    static final String MAINTENANCE_MODE = "enable-maintenance-mode";

    /** Which of the plan's two lists it is of. */
    public enum Kind {
        /** Within the first minutes. */
        ACTION,
        STEP
    }

    /** Which incident, which key. */
    @Embeddable
    record Id(@Column(name = "incident_number") long incident, @Column(name = "step_key") String key)
            implements Serializable {}

    @EmbeddedId
    private Id id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private int position;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Enumerated(EnumType.STRING)
    private StepState state;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "ended_by"))
    private @Nullable PersonId endedBy;

    private @Nullable String reason;

    protected IncidentStep() {}

    IncidentStep(long incident, Kind kind, int position, Labelled labelled) {
        this.id = new Id(incident, labelled.key());
        this.kind = kind;
        this.position = position;
        this.title = labelled.title();
        this.state = StepState.OPEN;
    }

    /** @param why what was done, or why it is left out; null for nothing */
    void end(StepState how, Instant at, @Nullable PersonId by, @Nullable String why) {
        if (state != StepState.OPEN) {
            throw Refusal.conflict(Message.of("conflict.incident.step", title, Message.of("incident.step." + state)));
        }
        state = how;
        endedAt = at;
        endedBy = by;
        reason = why;
    }

    /** A slip is taken back. */
    void reopen() {
        if (state == StepState.OPEN) {
            throw Refusal.conflict(Message.of("conflict.incident.step", title, Message.of("incident.step." + state)));
        }
        state = StepState.OPEN;
        endedAt = null;
        endedBy = null;
        reason = null;
    }

    public String key() {
        return id.key();
    }

    public Kind kind() {
        return kind;
    }

    public Text title() {
        return title;
    }

    public StepState state() {
        return state;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    /** Null while it is open. */
    public @Nullable PersonId endedBy() {
        return endedBy;
    }

    /** What was done, or why it was left out. */
    public @Nullable String reason() {
        return reason;
    }
}
