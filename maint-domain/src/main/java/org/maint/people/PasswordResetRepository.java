package org.maint.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the links by which people choose a new password. */
public interface PasswordResetRepository {
    void add(PasswordReset reset);

    Optional<PasswordReset> find(String tokenHash);

    /** Locked until the transaction ends. */
    Optional<PasswordReset> findForChange(String tokenHash);

    /** Those of a person that were neither followed nor replaced, locked. */
    List<PasswordReset> open(PersonId person);

    void removeExpiredBefore(Instant at);

    /** People, not machines, who are active and have this login or this address. */
    List<Person> called(String loginOrEmail);
}
