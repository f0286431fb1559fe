package org.maint.scheduler;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.maint.checklist.DueRuns;
import org.maint.installation.Installation;
import org.maint.notification.AddressBook;
import org.maint.people.People.Invited;
import org.maint.shared.Log;
import org.maint.vitals.Ticked;

/** Comes before every timer: installs on an empty database, and says that this node lives. */
@Ticked
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Start {
    private static final Log LOG = Log.of(Start.class);

    @Inject
    Installation installation;

    @Inject
    AddressBook addressBook;

    @Inject
    DueRuns dueRuns;

    @Inject
    @ConfigProperty(name = "maint.home")
    Optional<String> home;

    @Inject
    @ConfigProperty(name = "com.sun.aas.instanceName", defaultValue = "server")
    String instance;

    @PostConstruct
    void begin() {
        installation.install().ifPresent(this::handOver);
        addressBook.catchUp();
        // Before any timer looks at what is due, so that a downtime is known as the cause of what was missed.
        alive();
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    public void alive() {
        try {
            dueRuns.alive(instance);
        } catch (Exception e) {
            LOG.log(WARNING, "The sign of life failed; it is given again in ten seconds", e);
        }
    }

    /** The first password goes into a file that only the owner can read, never into a log. */
    private void handOver(Invited admin) {
        if (home.isEmpty()) {
            LOG.log(INFO, "The first administrator was made without a maint.home to keep the password in");
            return;
        }
        Path file = Path.of(home.get(), FirstPassword.FILE);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, admin.oneTimePassword() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The administrator's one-time password cannot be kept in " + file, e);
        }
    }
}
