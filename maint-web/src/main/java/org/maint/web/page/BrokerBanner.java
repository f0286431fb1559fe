package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Brokers;

/** Says on every page that the broker is away: messages go out all the same, only a little later. */
@Named
@RequestScoped
public class BrokerBanner {
    private final Brokers brokers;
    private @Nullable Optional<Instant> since;

    @Inject
    public BrokerBanner(Brokers brokers) {
        this.brokers = brokers;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected BrokerBanner() {
        this(null);
    }

    /** Null while it is there. */
    public @Nullable Instant getSince() {
        if (since == null) {
            since = brokers.awaySince();
        }
        return since.orElse(null);
    }
}
