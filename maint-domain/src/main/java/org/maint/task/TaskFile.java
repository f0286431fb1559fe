package org.maint.task;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.maint.checklist.Upload;
import org.maint.people.PersonId;

/** A file that somebody added to a task. */
@Entity
@Table(name = "task_file")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class TaskFile {
    @Id
    private UUID id;

    @Column(name = "task_number")
    private long task;

    private String name;

    @Column(name = "media_type")
    private String mediaType;

    private long size;
    private String sha256;

    @Column(name = "added_at")
    private Instant addedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "added_by"))
    private PersonId addedBy;

    protected TaskFile() {}

    TaskFile(long task, Upload upload, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.task = task;
        this.name = upload.name();
        this.mediaType = upload.mediaType();
        this.size = upload.content().length;
        this.sha256 = upload.sha256();
        this.addedAt = at;
        this.addedBy = by;
    }

    public UUID id() {
        return id;
    }

    public long task() {
        return task;
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

    public Instant addedAt() {
        return addedAt;
    }

    public PersonId addedBy() {
        return addedBy;
    }
}
