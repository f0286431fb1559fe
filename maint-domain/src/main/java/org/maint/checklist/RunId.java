package org.maint.checklist;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a run. */
@Embeddable
public record RunId(UUID value) implements Serializable {

    public static RunId create() {
        return new RunId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
