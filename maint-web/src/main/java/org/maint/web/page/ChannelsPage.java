package org.maint.web.page;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Channel;
import org.maint.notification.ChannelConfig;
import org.maint.notification.ChannelFields;
import org.maint.notification.ChannelWish;
import org.maint.notification.Channels;
import org.maint.notification.Medium;
import org.maint.notification.Notifications;
import org.maint.people.Role;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/**
 * The ways by which maint may speak: listed, set up, changed, tried, removed. Which fields the form has is the medium's to
 * say, so it is read as it was sent.
 */
@Named
@RequestScoped
public class ChannelsPage {
    private static final String LIST = "/settings.xhtml?faces-redirect=true&part=channels";
    private static final String MARK = "c-title";
    private static final String SETTING = "c-set-";

    private final Channels channels;
    private final Notifications notifications;
    private final HttpServletRequest request;
    private final Shell shell;
    private final Fmt fmt;
    private final Faults faults = new Faults();

    @Inject
    @Param(name = "channel")
    private @Nullable String key;

    @Inject
    @Param(name = "medium")
    private @Nullable String asked;

    private @Nullable Channel channel;
    private @Nullable Medium medium;
    private Map<String, String> known = Map.of();
    private Channels.@Nullable Made made;

    @Inject
    public ChannelsPage(
            Channels channels, Notifications notifications, HttpServletRequest request, Shell shell, Fmt fmt) {
        this.channels = channels;
        this.notifications = notifications;
        this.request = request;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ChannelsPage() {
        this(null, null, null, null, null);
    }

    /** The form begins with what there is; what is sent comes over it. */
    @PostConstruct
    void prefill() {
        shell.actor().require(Role.ADMIN);
        if (key != null && !key.isBlank()) {
            Channel found = channels.get(shell.actor(), key);
            channel = found;
            medium = found.medium();
            known = channels.shown(shell.actor(), found);
        } else {
            medium = getMedia().stream()
                    .filter(each -> each.name().equals(asked))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Before anything is shown: an address that names nothing is refused as a whole. */
    public void load() {
        getMedium();
    }

    public List<Channel> getAll() {
        return channels.list(shell.actor());
    }

    /** What the configuration of the server names; null when it names none. */
    public ChannelConfig.@Nullable Smtp getMailServer() {
        return channels.configured().orElse(null);
    }

    public List<Medium> getMedia() {
        return Arrays.stream(Medium.values())
                .filter(each -> each != Medium.PORTAL)
                .toList();
    }

    /** Whether a channel is being set up or changed; once a new one is there, all are shown again. */
    public boolean isForm() {
        return medium != null && made == null;
    }

    public boolean isFresh() {
        return channel == null;
    }

    public @Nullable Channel getChannel() {
        return channel;
    }

    public @Nullable Medium getMedium() {
        return medium;
    }

    public boolean isRoom() {
        return medium != null && !medium.toAnAddress();
    }

    public List<ChannelFields.Field> getFields() {
        return medium == null ? List.of() : ChannelFields.of(medium);
    }

    public List<Severity> getSeverities() {
        return List.of(Severity.values());
    }

    /** A field's own words for this medium, or those that it has for all; {@code kind} is {@code label} or {@code hint}. */
    public String about(String kind, String field) {
        String all = "channels." + kind + "." + field;
        return fmt.optional(all + "." + medium).or(() -> fmt.optional(all)).orElse("");
    }

    /** Whether something secret is kept that an empty field leaves as it is. */
    public boolean kept(ChannelFields.Field field) {
        return field.secret() && channel != null && channel.keepsSecret();
    }

    /** What stands in a field: what was typed, else what there is; nothing where it is secret. */
    public String value(ChannelFields.Field field) {
        if (field.secret()) {
            return "";
        }
        return posted() ? typed(SETTING + field.key()) : known.getOrDefault(field.key(), usual(field.key()));
    }

    private static String usual(String field) {
        return switch (field) {
            case "port" -> "587";
            case "tls" -> "STARTTLS";
            default -> "";
        };
    }

    public String fault(String pointer) {
        return faults.at(pointer);
    }

    private boolean posted() {
        return request.getParameter(MARK) != null;
    }

    private String typed(String name) {
        String typed = request.getParameter(name);
        return typed == null ? "" : typed.strip();
    }

    public String getTitle() {
        return posted() ? typed(MARK) : channel == null ? "" : channel.title();
    }

    public boolean isEnabled() {
        return posted() ? request.getParameter("c-enabled") != null : channel == null || channel.enabled();
    }

    public String getAlertsFrom() {
        if (posted()) {
            return typed("c-alerts");
        }
        Severity from = channel == null ? null : channel.alertsFrom();
        return from == null ? "" : from.name();
    }

    public String getLanguage() {
        if (posted()) {
            return typed("c-language");
        }
        return channel == null ? shell.getLanguage() : channel.language().getLanguage();
    }

    public String getMost() {
        if (posted()) {
            return typed("c-most");
        }
        Integer most = channel == null ? null : channel.mostPerMinute();
        return most == null ? "" : most.toString();
    }

    public String getVersion() {
        boolean sent = request.getParameter("c-version") != null;
        return sent ? typed("c-version") : channel == null ? "" : Integer.toString(channel.version());
    }

    private ChannelWish wish() {
        Map<String, String> settings = new HashMap<>();
        getFields().forEach(field -> settings.put(field.key(), typed(SETTING + field.key())));
        return new ChannelWish(
                medium,
                getTitle(),
                isEnabled(),
                Arrays.stream(Severity.values())
                        .filter(each -> each.name().equals(getAlertsFrom()))
                        .findFirst()
                        .orElse(null),
                getLanguage(),
                most(),
                settings);
    }

    private @Nullable Integer most() {
        String most = getMost();
        if (most.isEmpty()) {
            return null;
        }
        if (!most.matches("\\d{1,6}")) {
            throw Refusal.invalid("/mostPerMinute", Message.of("invalid.number.range", 1, 10_000));
        }
        return Integer.valueOf(most);
    }

    private @Nullable Integer version() {
        String version = getVersion();
        return version.matches("\\d{1,9}") ? Integer.valueOf(version) : null;
    }

    /** A secret that was made is shown this once, so the page is not left for another. */
    public @Nullable String save() {
        try {
            if (key != null && channel != null) {
                channels.change(shell.actor(), key, wish(), version());
                Told.done(fmt.words("settings.saved"));
                return LIST;
            }
            Channels.Made done = channels.make(shell.actor(), wish());
            if (done.secret() == null) {
                Told.done(fmt.words("channels.made", done.channel().title()));
                return LIST;
            }
            made = done;
        } catch (Refusal refusal) {
            faults.note(refusal, fmt);
        }
        return null;
    }

    /** The signing secret that was just made; null for none. */
    public @Nullable String getSecret() {
        return made == null ? null : made.secret();
    }

    public @Nullable String getSecretFor() {
        return made == null ? null : made.channel().title();
    }

    public @Nullable String remove() {
        try {
            channels.remove(shell.actor(), String.valueOf(key), version());
            Told.done(fmt.words("channels.removed"));
            return LIST;
        } catch (Refusal refusal) {
            faults.note(refusal, fmt);
            return null;
        }
    }

    public @Nullable String test(String which) {
        try {
            return LIST + "&test=" + notifications.test(shell.actor(), which);
        } catch (Refusal refusal) {
            faults.note(refusal, fmt);
            return null;
        }
    }

    /** How many can be written before others go into a digest. */
    public String limit(@Nullable Integer most) {
        return Optional.ofNullable(most)
                .map(number -> String.format(Locale.ROOT, "%d", number))
                .orElseGet(() -> fmt.words("channels.no-limit"));
    }
}
