package org.maint.incident;

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

/** A file that somebody added to the timeline of an incident. */
@Entity
@Table(name = "incident_file")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class IncidentFile {
    @Id
    private UUID id;

    @Column(name = "incident_number")
    private long incident;

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

    protected IncidentFile() {}

    IncidentFile(long incident, Upload upload, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.incident = incident;
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

    public long incident() {
        return incident;
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
