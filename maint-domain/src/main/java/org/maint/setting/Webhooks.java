package org.maint.setting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.shared.RandomToken;

/** Decides to which outside program maint tells what happens, and keeps the secret with which it signs what it says. */
@ApplicationScoped
@Transactional
public class Webhooks {
    private final Settings settings;
    private final Secrets secrets;

    @Inject
    public Webhooks(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Webhooks() {
        this(null, null);
    }

    /** Where to, and with what it is signed. */
    public record Target(URI url, String secret) {}

    /**
     * @param typed null or blank to tell nobody any more
     * @return the new signing secret, to be shown once; empty when nobody is told any more
     */
    public Optional<String> point(Actor actor, int expectedVersion, @Nullable String typed) {
        String secret = signingSecret();
        boolean set = settings.changeWebhook(actor, expectedVersion, typed, secrets.seal(secret));
        return set ? Optional.of(secret) : Optional.empty();
    }

    /** With which what is said to an outside program is signed; its form is what such programs know. */
    public static String signingSecret() {
        return "whsec_" + RandomToken.create();
    }

    /** Whether somebody is to be told. */
    public boolean any() {
        return settings.current().webhookUrl().isPresent();
    }

    public Optional<Target> target() {
        CurrentSettings current = settings.current();
        return current.webhookUrl()
                .flatMap(url -> current.webhookSecret().map(kept -> new Target(url, secrets.open(kept))));
    }
}
