package org.maint.people;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a person for ever, also after the person was erased. */
@Embeddable
public record PersonId(UUID value) implements Serializable {

    public static PersonId create() {
        return new PersonId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
