package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Medium;
import org.maint.notification.Preferences;
import org.maint.notification.QuietHours;
import org.maint.notification.Topic;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** What reaches me by which way, and when I am not to be disturbed. */
@Named
@RequestScoped
public class PreferencesPage {
    private final Preferences preferences;
    private final ProfilePage profile;
    private final Shell shell;
    private final Fmt fmt;
    private @Nullable List<Row> rows;
    private @Nullable Optional<QuietHours> hours;
    private @Nullable String begins;
    private @Nullable String ends;
    private boolean typed;

    @Inject
    public PreferencesPage(Preferences preferences, ProfilePage profile, Shell shell, Fmt fmt) {
        this.preferences = preferences;
        this.profile = profile;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected PreferencesPage() {
        this(null, null, null, null);
    }

    /** One answer; {@code key} is what the form sends for it. */
    public record Cell(Topic topic, Medium medium, boolean wanted, boolean mandatory) {
        public String key() {
            return topic + "." + medium;
        }
    }

    public record Row(Topic topic, List<Cell> cells) {}

    public List<Medium> getMedia() {
        return Preferences.MEDIA;
    }

    public List<Row> getRows() {
        if (rows == null) {
            rows = preferences.mine(shell.actor()).entrySet().stream()
                    .map(each -> new Row(
                            each.getKey(),
                            each.getValue().entrySet().stream()
                                    .map(cell -> new Cell(
                                            each.getKey(),
                                            cell.getKey(),
                                            cell.getValue(),
                                            each.getKey().mandatory(cell.getKey())))
                                    .toList()))
                    .toList();
        }
        return rows;
    }

    /** What is ticked is wanted, and what is not is not; what is mandatory is not sent at all. */
    public @Nullable String save() {
        String[] sent = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterValuesMap()
                .get("wanted");
        Set<String> ticked = sent == null ? Set.of() : Set.of(sent);
        Map<Topic, Map<Medium, Boolean>> answers = new EnumMap<>(Topic.class);
        for (Row row : getRows()) {
            Map<Medium, Boolean> answer = new EnumMap<>(Medium.class);
            row.cells().stream()
                    .filter(cell -> !cell.mandatory())
                    .forEach(cell -> answer.put(cell.medium(), ticked.contains(cell.key())));
            answers.put(row.topic(), answer);
        }
        return deed(() -> preferences.choose(shell.actor(), answers));
    }

    public @Nullable String saveQuiet() {
        return deed(() -> preferences.quietHours(shell.actor(), time(begins, "/begins"), time(ends, "/ends")));
    }

    public @Nullable String noQuiet() {
        return deed(() -> preferences.quietHours(shell.actor(), null, null));
    }

    private static @Nullable LocalTime time(@Nullable String text, String pointer) {
        try {
            return text == null || text.isBlank() ? null : LocalTime.parse(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid(pointer, Message.of("invalid.quiet-hours"));
        }
    }

    private @Nullable String deed(Runnable deed) {
        try {
            deed.run();
            Told.done(fmt.words("reach.saved"));
            return "/profile.xhtml?faces-redirect=true";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            profile.load();
            return null;
        }
    }

    private Optional<QuietHours> hours() {
        if (hours == null) {
            hours = preferences.quietHours(shell.actor());
        }
        return hours;
    }

    public boolean isQuiet() {
        return hours().isPresent();
    }

    /** In whose clock they are. */
    public String getZoneWords() {
        return Objects.requireNonNullElseGet(shell.zone(), fmt::zone).getId();
    }

    /** What was typed; else what there is. */
    public @Nullable String getBegins() {
        return typed
                ? begins
                : hours().map(QuietHours::begins).map(LocalTime::toString).orElse(null);
    }

    public void setBegins(@Nullable String begins) {
        this.begins = begins;
        this.typed = true;
    }

    public @Nullable String getEnds() {
        return typed
                ? ends
                : hours().map(QuietHours::ends).map(LocalTime::toString).orElse(null);
    }

    public void setEnds(@Nullable String ends) {
        this.ends = ends;
        this.typed = true;
    }
}
