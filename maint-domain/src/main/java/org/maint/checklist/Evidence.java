package org.maint.checklist;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;

/** What proves an item: a file, the output of a command, or an automatic look. It never changes; its SHA-256 goes into the log. */
@Entity
@Table(name = "evidence")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class Evidence {
    /** What it is. */
    public enum Kind {
        FILE,
        COMMAND_OUTPUT,
        /** What an automatic look asked and what came back, as a JSON document. */
        CHECK
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "run_item_id")
    private RunItem item;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String name;

    @Column(name = "media_type")
    private String mediaType;

    private long size;
    private String sha256;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "recorded_by"))
    private @Nullable PersonId recordedBy;

    protected Evidence() {}

    Evidence(RunItem item, Kind kind, Upload upload, Instant recordedAt, @Nullable PersonId recordedBy) {
        this.id = UUID.randomUUID();
        this.item = item;
        this.kind = kind;
        this.name = upload.name();
        this.mediaType = upload.mediaType();
        this.size = upload.content().length;
        this.sha256 = upload.sha256();
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy;
    }

    public UUID id() {
        return id;
    }

    public UUID itemId() {
        return item.id();
    }

    public String itemKey() {
        return item.key();
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public String mediaType() {
        return mediaType;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    public String sha256() {
        return sha256;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    /** Null when maint recorded it itself. */
    public @Nullable PersonId recordedBy() {
        return recordedBy;
    }
}
