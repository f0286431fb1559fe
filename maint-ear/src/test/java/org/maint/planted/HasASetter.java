package org.maint.planted;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Breaks the rule that an entity has no setter. */
@Entity
public class HasASetter {
    @Id
    private long id;

    public void setId(long id) {
        this.id = id;
    }
}
