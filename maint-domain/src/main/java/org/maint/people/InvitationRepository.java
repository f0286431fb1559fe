package org.maint.people;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps invitations. */
public interface InvitationRepository {
    void add(Invitation invitation);

    /** Locked until the transaction ends, so that it is followed, renewed or withdrawn once. */
    Optional<Invitation> findForChange(UUID id);

    Optional<Invitation> findByHash(String hash);

    Optional<UUID> idByHash(String hash);

    /** Neither followed nor withdrawn; newest first. */
    List<Invitation> waiting();
}
