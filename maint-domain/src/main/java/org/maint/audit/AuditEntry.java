package org.maint.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Audited;
import org.maint.shared.Rows;

/** A line of the audit trail. */
@Entity
@Table(name = "audit_entry")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class AuditEntry {
    static final Rows ROWS = new Rows("audit_entry", List.of("at", "person_id", "action", "subject", "detail"));

    private static final int LONGEST_DETAIL = 1_000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Column(name = "at")
    private Instant at;

    @Column(name = "person_id")
    private @Nullable UUID person;

    private String action;
    private String subject;
    private String detail;

    protected AuditEntry() {}

    AuditEntry(Instant at, Audited.AuditLine line) {
        this.at = at;
        this.person = line.person();
        this.action = line.action();
        this.subject = line.subject();
        String words = line.detail();
        this.detail = words.length() > LONGEST_DETAIL ? words.substring(0, LONGEST_DETAIL) : words;
    }

    List<@Nullable Object> row() {
        return Arrays.asList(at, person, action, subject, detail);
    }

    public long id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    /** Who did it; null for maint itself. */
    public @Nullable UUID person() {
        return person;
    }

    public String action() {
        return action;
    }

    public String subject() {
        return subject;
    }

    public String detail() {
        return detail;
    }
}
