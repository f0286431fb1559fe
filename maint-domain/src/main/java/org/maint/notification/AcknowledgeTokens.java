package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.maint.setting.Secrets;

/**
 * Signs the links by which whoever was told of alerts says that they have them in hand: by which notification, which
 * contact, until when. Following a link does nothing by itself, because programs that look through mail follow links too.
 */
@ApplicationScoped
public class AcknowledgeTokens {
    static final Duration LASTS = Duration.ofHours(24);

    private static final String PURPOSE = "acknowledge";

    private final Secrets secrets;
    private final Clock clock;

    @Inject
    public AcknowledgeTokens(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected AcknowledgeTokens() {
        this(null, null);
    }

    /** What a link says. */
    public record Claim(UUID notification, UUID contact, Instant until) {}

    String issue(UUID notification, UUID contact) {
        String said =
                notification + "." + contact + "." + clock.instant().plus(LASTS).getEpochSecond();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(said.getBytes(StandardCharsets.UTF_8)) + "."
                + secrets.sign(PURPOSE, said);
    }

    /** Empty for what was not signed here, was changed since, or is over. */
    public Optional<Claim> read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > 400) {
            return Optional.empty();
        }
        try {
            String said = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
            byte[] signature = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(signature, secrets.sign(PURPOSE, said).getBytes(StandardCharsets.UTF_8))) {
                return Optional.empty();
            }
            String[] parts = said.split("\\.", -1);
            Claim claim = new Claim(
                    UUID.fromString(parts[0]),
                    UUID.fromString(parts[1]),
                    Instant.ofEpochSecond(Long.parseLong(parts[2])));
            return clock.instant().isBefore(claim.until()) ? Optional.of(claim) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            // What is no token of ours says nothing.
            return Optional.empty();
        }
    }
}
