package org.maint.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.Length;

/** The bytes of an incident's file, apart from what is listed, so that a list never loads them. */
@Entity
@Table(name = "incident_file_content")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class IncidentFileContent {
    @Id
    @Column(name = "incident_file_id")
    private UUID id;

    @Column(length = Length.LONG32)
    private byte[] content;

    protected IncidentFileContent() {}

    IncidentFileContent(UUID id, byte[] content) {
        this.id = id;
        this.content = content;
    }

    byte[] content() {
        return content;
    }
}
