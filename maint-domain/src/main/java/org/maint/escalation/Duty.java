package org.maint.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.maint.people.PersonId;
import org.maint.rota.OnCall;
import org.maint.rota.Rotas;

/** Who answers at a level: whoever is on call, or where there is no rota, the contact that the plan itself names. */
@ApplicationScoped
public class Duty {
    private final Rotas rotas;

    @Inject
    public Duty(Rotas rotas) {
        this.rotas = rotas;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Duty() {
        this(null);
    }

    /** Empty when the level has no rota. A rota may have nobody on it now. */
    Optional<List<PersonId>> at(String level, Instant at) {
        OnCall onCall = rotas.onCallAt(level, at);
        return onCall.rota() ? Optional.of(onCall.people()) : Optional.empty();
    }
}
