package org.maint.installation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may sign in to a new installation, as its configuration says: {@code maint.admin.login} (default {@code admin}),
 * {@code maint.admin.email}, and {@code maint.admin.password}, which opens the portal once and must be changed then.
 * Without a password one is made.
 */
@ApplicationScoped
public class FirstAdministrator {
    private static final String LOGIN = "admin";
    private static final String EMAIL = "admin@plomberiedexperts.com";

    private final String login;
    private final String email;
    private final Optional<String> password;

    @Inject
    public FirstAdministrator(
            @ConfigProperty(name = "maint.admin.login") Optional<String> login,
            @ConfigProperty(name = "maint.admin.email") Optional<String> email,
            @ConfigProperty(name = "maint.admin.password") Optional<String> password) {
        this.login = given(login).orElse(LOGIN);
        this.email = given(email).orElse(EMAIL);
        this.password = given(password);
    }

    /** For CDI's proxy. */
    protected FirstAdministrator() {
        this(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Optional<String> given(Optional<String> setting) {
        return setting.map(String::strip).filter(text -> !text.isEmpty());
    }

    public String login() {
        return login;
    }

    public String email() {
        return email;
    }

    /** Given by whoever installs; never written anywhere by maint. */
    public Optional<String> password() {
        return password;
    }
}
