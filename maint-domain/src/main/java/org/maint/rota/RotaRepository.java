package org.maint.rota;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps rotas and what was taken of them. */
public interface RotaRepository {
    void add(Rota rota);

    void add(RotaOverride override);

    Optional<Rota> find(UUID id);

    /** Locked until the transaction ends. */
    Optional<Rota> findForChange(UUID id);

    /** Those in use, by level and title; archived ones too when they were in use after {@code since}. */
    List<Rota> usedSince(Instant since);

    /** All, archived ones last. */
    List<Rota> all();

    Optional<RotaOverride> override(UUID id);

    /** Those that share a moment with this time, withdrawn ones too, by their beginning. */
    List<RotaOverride> overrides(Instant from, Instant to);

    /** A rota's, withdrawn ones too, the newest first. */
    List<RotaOverride> overridesOf(UUID rota, int most);

    /** Pushes what was changed to the store, so that versions are up to date. */
    void flush();
}
