package org.maint.report;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.maint.people.PersonId;

/** A figure over a period that nothing measured and a person has said. */
@Entity
@Table(name = "entered_figure")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class EnteredFigure {
    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private ReportKind kind;

    @Column(name = "from_date")
    private LocalDate from;

    private String name;

    @Column(name = "figure")
    private double value;

    @Column(name = "entered_at")
    private Instant enteredAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "entered_by"))
    private PersonId enteredBy;

    @Version
    private int version;

    protected EnteredFigure() {}

    EnteredFigure(Report report, String name) {
        this.id = UUID.randomUUID();
        this.kind = report.kind();
        this.from = report.from();
        this.name = name;
    }

    void say(double figure, PersonId by, Instant at) {
        value = figure;
        enteredBy = by;
        enteredAt = at;
    }

    /** The blank's key, or what the formula calls it. */
    public String name() {
        return name;
    }

    public double value() {
        return value;
    }

    public Instant enteredAt() {
        return enteredAt;
    }

    public PersonId enteredBy() {
        return enteredBy;
    }
}
