package org.maint.survey;

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
import java.time.LocalDate;
import org.maint.people.PersonId;

/** One round of asking. */
@Entity
@Table(name = "survey")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Survey {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long number;

    private String title;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "opened_by"))
    private PersonId openedBy;

    @Column(name = "closes_on")
    private LocalDate closesOn;

    @Version
    private int version;

    protected Survey() {}

    Survey(String title, LocalDate closesOn, Instant at, PersonId by) {
        this.title = title;
        this.closesOn = closesOn;
        this.openedAt = at;
        this.openedBy = by;
    }

    void close(LocalDate last) {
        closesOn = last;
    }

    /** Whether it takes answers on a day. */
    public boolean open(LocalDate today) {
        return !today.isAfter(closesOn);
    }

    public long number() {
        return number;
    }

    public String title() {
        return title;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public PersonId openedBy() {
        return openedBy;
    }

    /** The last day on which it takes answers. */
    public LocalDate closesOn() {
        return closesOn;
    }
}
