package org.maint.activity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.maint.people.PersonId;
import org.maint.plan.Severity;

/** Errors of one kind. */
@Entity
@Table(name = "error_group")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class ErrorGroup {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String fingerprint;
    private String message;
    private String level;

    @Enumerated(EnumType.STRING)
    private Severity category;

    private boolean decided;

    private String source;

    @Column(name = "first_at")
    private Instant firstAt;

    @Column(name = "last_at")
    private Instant lastAt;

    private long number;

    @Version
    private int version;

    protected ErrorGroup() {}

    ErrorGroup(String fingerprint, String message, String level, Severity category, String source, Instant at) {
        this.fingerprint = fingerprint;
        this.message = message;
        this.level = level;
        this.category = category;
        this.source = source;
        this.firstAt = at;
        this.lastAt = at;
    }

    void add(Instant at, String newestMessage, long count) {
        number += count;
        firstAt = at.isBefore(firstAt) ? at : firstAt;
        if (!at.isBefore(lastAt)) {
            lastAt = at;
            message = newestMessage;
        }
    }

    /** Empty when a person has said the same before. */
    Optional<ErrorCategorised> categorise(Severity as, PersonId by) {
        if (decided && category == as) {
            return Optional.empty();
        }
        Severity before = category;
        category = as;
        decided = true;
        return Optional.of(new ErrorCategorised(this, before, by));
    }

    /** As bad as the worst of its kind, unless a person has decided. */
    void worsen(Severity to) {
        if (!decided && to.compareTo(category) < 0) {
            category = to;
        }
    }

    public long id() {
        return id;
    }

    public String fingerprint() {
        return fingerprint;
    }

    /** The newest one's. */
    public String message() {
        return message;
    }

    public String level() {
        return level;
    }

    /** How bad, as the level says, or as a person has decided. */
    public Severity category() {
        return category;
    }

    /** Whether a person has decided how bad it is. */
    public boolean decided() {
        return decided;
    }

    public String source() {
        return source;
    }

    public Instant firstAt() {
        return firstAt;
    }

    public Instant lastAt() {
        return lastAt;
    }

    /** How many in all. */
    public long number() {
        return number;
    }
}
