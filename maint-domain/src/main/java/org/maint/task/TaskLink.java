package org.maint.task;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.WebAddress;
import org.maint.shared.Words;

/** An address elsewhere that belongs to a task: a ticket, a page of documentation, a commit. */
@Entity
@Table(name = "task_link")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class TaskLink {
    private static final int LONGEST_ADDRESS = 1_000;

    @Id
    private UUID id;

    @Column(name = "task_number")
    private long task;

    private String address;
    private String title;

    @Column(name = "added_at")
    private Instant addedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "added_by"))
    private PersonId addedBy;

    protected TaskLink() {}

    /** Refused unless the address is an absolute http or https one: no other scheme may be clicked. */
    TaskLink(long task, @Nullable String typedAddress, @Nullable String typedTitle, Instant at, PersonId by) {
        this.id = UUID.randomUUID();
        this.task = task;
        this.address = checked(Words.required(typedAddress, "/address", LONGEST_ADDRESS));
        String words = Words.optional(typedTitle, "/title", Task.LONGEST_TITLE);
        this.title = words != null
                ? words
                : address.length() <= Task.LONGEST_TITLE ? address : address.substring(0, Task.LONGEST_TITLE);
        this.addedAt = at;
        this.addedBy = by;
    }

    private static String checked(String typed) {
        if (WebAddress.read(typed).isEmpty()) {
            throw Refusal.invalid("/address", Message.of("invalid.task.link"));
        }
        return typed;
    }

    public String address() {
        return address;
    }

    public String title() {
        return title;
    }

    public Instant addedAt() {
        return addedAt;
    }

    public PersonId addedBy() {
        return addedBy;
    }
}
