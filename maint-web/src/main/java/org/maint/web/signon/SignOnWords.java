package org.maint.web.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.people.SingleSignOn;

/** What the sign-in page says about the provider. */
@ApplicationScoped
public class SignOnWords {
    private static final Set<String> REASONS = Stream.concat(
                    Stream.of(SignOnFailure.Why.values()), Stream.of(SingleSignOn.Why.values()))
            .map(SignOnWords::inAddresses)
            .collect(Collectors.toUnmodifiableSet());

    private final OpenIdSettings settings;

    @Inject
    public SignOnWords(OpenIdSettings settings) {
        this.settings = settings;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected SignOnWords() {
        this(null);
    }

    static String inAddresses(Enum<?> why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the provider is called; empty where there is none. */
    public Optional<String> provider() {
        return settings.issuer().map(issuer -> settings.name());
    }

    /**
     * The key of the words that say why nobody came in.
     *
     * @param why what stands in the address; anybody can write something else there, which is nothing
     */
    public Optional<String> failure(@Nullable String why) {
        return Optional.ofNullable(why).filter(REASONS::contains).map(reason -> "sign-on.failed." + reason);
    }
}
