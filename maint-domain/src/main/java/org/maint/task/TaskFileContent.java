package org.maint.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.Length;

/** The bytes of a task's file, apart from what is listed, so that a list never loads them. */
@Entity
@Table(name = "task_file_content")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
class TaskFileContent {
    @Id
    @Column(name = "task_file_id")
    private UUID id;

    @Column(length = Length.LONG32)
    private byte[] content;

    protected TaskFileContent() {}

    TaskFileContent(UUID id, byte[] content) {
        this.id = id;
        this.content = content;
    }

    byte[] content() {
        return content;
    }
}
