package org.maint.checklist;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.Length;

/** The bytes of a piece of evidence, apart from what is listed, so that a list never loads them. */
@Entity
@Table(name = "evidence_content")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class EvidenceContent {
    @Id
    @Column(name = "evidence_id")
    private UUID id;

    @Column(length = Length.LONG32)
    private byte[] content;

    protected EvidenceContent() {}

    EvidenceContent(UUID id, byte[] content) {
        this.id = id;
        this.content = content;
    }

    byte[] content() {
        return content;
    }
}
