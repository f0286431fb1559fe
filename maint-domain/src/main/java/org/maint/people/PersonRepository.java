package org.maint.people;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps people, their tokens, and how often signing in has failed lately. */
public interface PersonRepository {
    void add(Person person);

    void add(ApiToken token);

    Optional<Person> find(PersonId id);

    /** Locked until the transaction ends. */
    Optional<Person> findForChange(PersonId id);

    Optional<Person> findByLogin(String login);

    /** People, not machines, with this address of mail, active or not; the case of letters does not count. */
    List<Person> withAddress(String email);

    List<Person> all();

    List<Person> named(Collection<PersonId> ids);

    boolean isEmpty();

    /** The active people, not machines, who administer; locked until the transaction ends, so that their number stays. */
    Set<PersonId> lockAdministrators();

    /** Pushes what was changed to the store. */
    void flush();

    Optional<ApiToken> token(UUID id);

    Optional<ApiToken> tokenByHash(String hash);

    /** Newest first. */
    List<ApiToken> tokens();

    /** How many times signing in has failed for this subject since then. */
    int failuresSince(String subject, Instant since);

    void addFailure(String subject, Instant at);

    void clearFailures(String subject);

    void forgetFailuresBefore(Instant at);
}
