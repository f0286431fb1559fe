package org.maint.scheduler;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.maint.people.PeopleEvent.PasswordChanged;

/** Listens for new passwords. Not an EJB: one cannot observe the end of a transaction without disturbing it. */
@ApplicationScoped
public class PasswordChanges {
    private final FirstPassword firstPassword;

    @Inject
    public PasswordChanges(FirstPassword firstPassword) {
        this.firstPassword = firstPassword;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PasswordChanges() {
        this(null);
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) PasswordChanged changed) {
        firstPassword.changed(changed.person());
    }
}
