package org.maint.logbook;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.WorkType;
import org.maint.people.PersonId;
import org.maint.shared.Canonical;
import org.maint.shared.Text;

/**
 * A line of the log. What counts is {@code content}, canonical JSON (RFC 8785) with the sequence and the time inside;
 * the other columns repeat parts of it, for looking things up. It holds ids of people, not names, so that a person can
 * be erased and the chain stays intact.
 */
@Entity
@Table(name = "log_entry")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class LogEntry {
    @Id
    private long sequence;

    @Column(name = "at")
    private Instant at;

    @Enumerated(EnumType.STRING)
    private LogEvent event;

    @Enumerated(EnumType.STRING)
    private WorkType type;

    @Column(name = "run_id")
    private @Nullable UUID runId;

    private @Nullable Long corrects;

    @Embedded
    @AttributeOverride(name = "en", column = @Column(name = "title_en"))
    @AttributeOverride(name = "fr", column = @Column(name = "title_fr"))
    private Text title;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "person_id"))
    private @Nullable PersonId by;

    @Column(length = Length.LONG32)
    private String content;

    @Column(name = "previous_hash")
    private String previousHash;

    private String hash;

    protected LogEntry() {}

    LogEntry(
            Chain.Link link,
            Instant at,
            LogEvent event,
            WorkType type,
            @Nullable UUID runId,
            @Nullable Long corrects,
            Text title,
            @Nullable PersonId by) {
        this.sequence = link.sequence();
        this.content = link.content();
        this.previousHash = link.previousHash();
        this.hash = link.hash();
        this.at = at;
        this.event = event;
        this.type = type;
        this.runId = runId;
        this.corrects = corrects;
        this.title = title;
        this.by = by;
    }

    Chain.Link link() {
        return new Chain.Link(sequence, content, previousHash, hash);
    }

    /** From 1, without gaps. */
    public long sequence() {
        return sequence;
    }

    public Instant at() {
        return at;
    }

    public LogEvent event() {
        return event;
    }

    public WorkType type() {
        return type;
    }

    /** The run that it is about; null for an incident. */
    public @Nullable UUID runId() {
        return runId;
    }

    /** The sequence of the entry that this one corrects. */
    public @Nullable Long corrects() {
        return corrects;
    }

    public Text title() {
        return title;
    }

    /** Who signed; null when maint itself wrote it. */
    public @Nullable PersonId by() {
        return by;
    }

    public JsonNode content() {
        return Canonical.parse(content);
    }

    /** 64 hexadecimal digits; zeros for the first entry. */
    public String previousHash() {
        return previousHash;
    }

    /** SHA-256 of the previous hash and the content, 64 hexadecimal digits. */
    public String hash() {
        return hash;
    }
}
