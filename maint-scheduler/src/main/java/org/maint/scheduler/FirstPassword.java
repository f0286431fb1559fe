package org.maint.scheduler;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.maint.installation.FirstAdministrator;
import org.maint.people.People;
import org.maint.people.PersonId;
import org.maint.shared.Log;

/** The file with the administrator's first password, which opens nothing any more once they have one of their own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FirstPassword {
    static final String FILE = "admin-password";

    private static final Log LOG = Log.of(FirstPassword.class);

    @Inject
    People people;

    @Inject
    FirstAdministrator first;

    @Inject
    @ConfigProperty(name = "maint.home")
    Optional<String> home;

    /** Removes the file if it is the administrator who has changed their password. */
    @Asynchronous
    public void changed(PersonId person) {
        boolean administrators = people.active(person)
                .filter(found -> found.login().equals(first.login()))
                .isPresent();
        if (administrators && home.isPresent()) {
            try {
                Files.deleteIfExists(Path.of(home.get(), FILE));
            } catch (IOException e) {
                LOG.log(WARNING, "The file with the first password, which is not valid any more, stays", e);
            }
        }
    }
}
