package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.maint.notification.ChannelConfig.Smtp;
import org.maint.notification.ChannelConfig.Tls;

/**
 * The mail server that the configuration names: {@code maint.smtp.host}, {@code .port} (587, or 465 with TLS),
 * {@code .user}, {@code .password}, {@code .from} and {@code .tls} ({@code NONE}, {@code STARTTLS} or {@code TLS}).
 */
@ApplicationScoped
public class MailServer {
    /** Of the channel that it is. */
    public static final String KEY = "email";

    private final @Nullable Smtp smtp;

    @Inject
    public MailServer(
            @ConfigProperty(name = "maint.smtp.host") Optional<String> host,
            @ConfigProperty(name = "maint.smtp.port") Optional<Integer> port,
            @ConfigProperty(name = "maint.smtp.user") Optional<String> user,
            @ConfigProperty(name = "maint.smtp.password") Optional<String> password,
            @ConfigProperty(name = "maint.smtp.from") Optional<String> from,
            @ConfigProperty(name = "maint.smtp.tls") Optional<String> tls) {
        if (host.filter(name -> !name.isBlank()).isEmpty()) {
            this.smtp = null;
        } else {
            Tls how = tls.filter(name -> !name.isBlank())
                    .map(name -> Tls.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                    .orElse(Tls.STARTTLS);
            this.smtp = new Smtp(
                    host.get().strip(),
                    port.orElse(how == Tls.TLS ? 465 : 587),
                    how,
                    user.filter(name -> !name.isBlank()).orElse(null),
                    password.filter(word -> !word.isEmpty()).orElse(null),
                    from.filter(address -> !address.isBlank())
                            .orElse("maint@" + host.get().strip()));
        }
    }

    /** For CDI's proxy, and where nothing is configured. */
    public MailServer() {
        this.smtp = null;
    }

    public Optional<Smtp> configured() {
        return Optional.ofNullable(smtp);
    }
}
