package org.maint.people;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps under which names providers know people. */
public interface ExternalIdentityRepository {
    void add(ExternalIdentity identity);

    Optional<ExternalIdentity> find(String issuer, String subject);

    Optional<ExternalIdentity> find(UUID id);

    /** By issuer. */
    List<ExternalIdentity> of(PersonId person);

    void remove(ExternalIdentity identity);
}
