package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.plan.Plans;
import org.maint.setting.Secrets;
import org.maint.shared.Message;
import org.maint.shared.Messages;

/** Puts a notification into the words, the language and the form of whoever gets it. */
@ApplicationScoped
@Transactional
public class Rendering {
    private final Templates templates;
    private final AcknowledgeTokens tokens;
    private final Secrets secrets;
    private final Plans plans;
    private final String base;

    @Inject
    public Rendering(
            Templates templates,
            AcknowledgeTokens tokens,
            Secrets secrets,
            Plans plans,
            @ConfigProperty(name = "maint.base.url") Optional<String> baseUrl) {
        this.templates = templates;
        this.tokens = tokens;
        this.secrets = secrets;
        this.plans = plans;
        this.base = baseUrl.map(url -> url.replaceFirst("/+$", "")).orElse("");
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Rendering() {
        this(null, null, null, null, Optional.empty());
    }

    /** Empty when it carries a secret that cannot be opened. */
    Optional<Outgoing> outgoing(Notification notification, @Nullable ChannelConfig config) {
        String sealed = notification.sealedLink();
        Optional<String> secret = sealed == null ? Optional.of("") : secrets.tryOpen(sealed);
        return secret.map(opened -> outgoing(notification, config, opened));
    }

    private Outgoing outgoing(Notification notification, @Nullable ChannelConfig config, String secret) {
        Locale language = Messages.language(Objects.requireNonNullElse(notification.language(), Locale.FRENCH));
        boolean plain = notification.medium() == Medium.PORTAL || notification.medium() == Medium.WEBHOOK;
        Rendered words = plain
                ? new Rendered(
                        notification.title().in(language),
                        notification.body().in(language),
                        null,
                        null,
                        null,
                        List.of())
                : render(
                        notification,
                        templates.wording(topic(notification), notification.medium(), language),
                        language,
                        secret);
        return new Outgoing(
                notification.id(),
                notification.attempt(),
                notification.kind(),
                notification.severity(),
                notification.createdAt(),
                notification.medium(),
                config,
                notification.recipient(),
                notification.address(),
                language,
                words,
                notification.title(),
                notification.body(),
                base + notification.link(),
                notification.data(),
                notification.thread(),
                notification.correlation());
    }

    private static Topic topic(Notification notification) {
        return Topic.of(notification.kind());
    }

    private Rendered render(Notification notification, Wording wording, Locale language, String secret) {
        boolean code = notification.kind().equals("account.code");
        // What customers are told leads to the page; the secret leads off the list.
        boolean listed = notification.kind().equals("status.update");
        String link = secret.isEmpty() || code || listed ? base + notification.link() : base + secret;
        String unsubscribe = listed ? base + secret : null;
        Long alert = notification.alert();
        UUID contact = notification.contact();
        String token = alert != null && contact != null && notification.kind().equals("page.alert")
                ? tokens.issue(notification.id(), contact)
                : "";
        boolean answerable = !token.isEmpty();
        String acknowledge = answerable ? base + "/acknowledge?t=" + token : "";
        Map<String, String> values = new HashMap<>();
        values.put("title", notification.title().in(language));
        values.put("body", notification.body().in(language));
        values.put("severity", Messages.words(Message.of("severity." + notification.severity()), language));
        values.put("link", link);
        values.put("acknowledge", acknowledge);
        values.put("alert", alert == null ? "" : "A-" + alert);
        values.put("time", time(notification, language));
        values.put("organisation", plans.published().document().organisation());
        values.put("code", code ? secret : "");
        Wording filled = wording.with(values);
        String subject = filled.subject().replaceAll("\\s+", " ").strip();
        String text = filled.body().strip();
        if (unsubscribe != null) {
            text += "\n\n" + Messages.words(Message.of("status.unsubscribe.mail", unsubscribe), language);
        }
        String action = answerable ? acknowledge : link;
        String label = Messages.words(
                Message.of(
                        answerable
                                ? "mail.acknowledge"
                                : notification.kind().startsWith("status.")
                                        ? "mail." + notification.kind()
                                        : "mail.open"),
                language);
        String html = notification.medium() == Medium.EMAIL
                ? MailPage.html(notification.severity(), subject, text, action, label, language)
                : null;
        List<String> hidden = Stream.of(secret, secret.replaceFirst(".*=", ""), token, acknowledge)
                .filter(each -> !each.isEmpty())
                .toList();
        return new Rendered(subject, text, html, code ? null : action, code ? null : label, hidden, unsubscribe);
    }

    private String time(Notification notification, Locale language) {
        ZoneId zone = plans.published().zone();
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language)
                .format(notification.createdAt().atZone(zone));
    }

    /** How the words would look for a notification that there is, before they are saved; refused like saving is. */
    public Rendered preview(Actor actor, Notification like, Medium medium, Wording wording, Locale language) {
        actor.requireStaff();
        Templates.refuseUnknown(wording, "/body");
        Map<String, String> values = new HashMap<>();
        values.put("title", like.title().in(language));
        values.put("body", like.body().in(language));
        values.put("severity", Messages.words(Message.of("severity." + like.severity()), language));
        values.put("link", base + like.link());
        values.put("acknowledge", base + "/acknowledge?t=\u2026");
        values.put("alert", like.alert() == null ? "" : "A-" + like.alert());
        values.put("time", time(like, language));
        values.put("organisation", plans.published().document().organisation());
        values.put("code", "123456");
        Wording filled = wording.with(values);
        return new Rendered(
                filled.subject().replaceAll("\\s+", " ").strip(), filled.body().strip(), null, null, null, List.of());
    }
}
