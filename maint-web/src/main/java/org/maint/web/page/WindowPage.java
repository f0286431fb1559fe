package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;
import org.maint.window.WindowState;
import org.maint.window.WindowWish;
import org.omnifaces.cdi.Param;

/** A maintenance window: planning it, seeing it, changing it, ending it early or cancelling it. */
@Named
@RequestScoped
public class WindowPage {
    private static final int USUAL_HOUR = 22;
    private static final int USUAL_HOURS = 2;

    private final MaintenanceWindows windows;
    private final HttpServletRequest request;
    private final Clock clock;
    private final WindowRepeats repeats;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String id;

    /** On which a new one begins. */
    @Inject
    @Param
    private @Nullable String day;

    private @Nullable MaintenanceWindow window;
    private @Nullable String title;
    private @Nullable String reason;
    private @Nullable String from;
    private @Nullable String to;
    private @Nullable String scope;
    private int version;

    @Inject
    public WindowPage(
            MaintenanceWindows windows,
            HttpServletRequest request,
            Clock clock,
            WindowRepeats repeats,
            Shell shell,
            Fmt fmt) {
        this.windows = windows;
        this.request = request;
        this.clock = clock;
        this.repeats = repeats;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected WindowPage() {
        this(null, null, null, null, null, null);
    }

    /** The form begins with what there is; one that comes back keeps what was typed. */
    public void load() {
        if (isNew()) {
            shell.actor().require(org.maint.people.Role.LEAD);
        }
        boolean comesBack = "POST".equals(request.getMethod());
        if (!isNew()) {
            // Refused here, with its own status, when there is none.
            MaintenanceWindow there = window();
            if (!comesBack) {
                title = there.title();
                reason = there.reason();
                from = local(there.from());
                to = local(there.to());
                scope = String.join("\n", there.scope());
                version = there.version();
            }
        } else if (!comesBack) {
            LocalDateTime start = chosenDay().atTime(USUAL_HOUR, 0);
            from = start.toString();
            to = start.plusHours(USUAL_HOURS).toString();
        }
    }

    private LocalDate chosenDay() {
        try {
            return day == null ? fmt.today() : LocalDate.parse(day);
        } catch (DateTimeException notADay) {
            return fmt.today();
        }
    }

    private String local(Instant instant) {
        return LocalDateTime.ofInstant(instant, fmt.zone())
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    public boolean isNew() {
        return id == null || id.isBlank();
    }

    private MaintenanceWindow window() {
        if (window == null) {
            window = windows.get(shell.actor(), MaintenanceWindows.id(id));
        }
        return window;
    }

    public MaintenanceWindow getWindow() {
        return window();
    }

    public String getHeading() {
        return isNew() ? fmt.words("window.new") : window().title();
    }

    public WindowState getState() {
        return window().state(clock.instant());
    }

    /** As the other states are coloured and drawn. */
    public String getBadge() {
        return switch (getState()) {
            case PLANNED -> "PLANNED";
            case OPEN -> "OPEN";
            case ENDED -> "SIGNED";
            case CANCELLED -> "SKIPPED";
        };
    }

    public boolean isChangeable() {
        return shell.can("LEAD") && (getState() == WindowState.PLANNED || getState() == WindowState.OPEN);
    }

    /** Who works on runs may end what was born from one. */
    public boolean isEndable() {
        return isChangeable() || isOpen() && window().run() != null && shell.can("TECHNICIAN");
    }

    public boolean isOpen() {
        return getState() == WindowState.OPEN;
    }

    /** The day of its beginning, for the way back to the calendar. */
    public LocalDate getBegins() {
        return LocalDate.ofInstant(window().from(), fmt.zone());
    }

    public @Nullable String save() {
        try {
            if (isNew()) {
                WindowWish wish = WindowWish.of(title, reason, time("/from", from), time("/to", to), scope());
                if (repeats.asked()) {
                    LocalDate first = repeats.plan(wish);
                    return "/calendar.xhtml?faces-redirect=true&date=" + first + "&day=" + first;
                }
                MaintenanceWindow planned = windows.plan(shell.actor(), wish);
                Told.done(fmt.words("window.planned-done"));
                LocalDate begins = LocalDate.ofInstant(planned.from(), fmt.zone());
                return "/calendar.xhtml?faces-redirect=true&date=" + begins + "&day=" + begins;
            }
            MaintenanceWindow there = window();
            WindowWish wish = WindowWish.of(
                    title, reason, unlessSame(there.from(), time("/from", from)), time("/to", to), scope());
            windows.change(shell.actor(), there.id(), wish, version);
            Told.done(fmt.words("window.changed-done"));
            return here(there.id());
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private List<String> scope() {
        return scope == null ? List.of() : scope.lines().toList();
    }

    /** The form shows minutes: what was not touched keeps its seconds. */
    private Instant unlessSame(Instant there, Instant typed) {
        return local(there).equals(local(typed)) ? there : typed;
    }

    private Instant time(String pointer, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            throw Refusal.invalid(pointer, Message.of("invalid.missing"));
        }
        try {
            return LocalDateTime.parse(typed.strip()).atZone(fmt.zone()).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid(pointer, Message.of("problem.time-expected", typed));
        }
    }

    /** Cancels or ends it, whichever it is time for. */
    public @Nullable String end() {
        try {
            boolean open = isOpen();
            UUID there = window().id();
            windows.end(shell.actor(), there, version);
            Told.done(fmt.words(open ? "window.ended-done" : "window.cancelled-done"));
            return here(there);
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    private static String here(UUID there) {
        return "/window.xhtml?faces-redirect=true&id=" + there;
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    public @Nullable String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String from) {
        this.from = from;
    }

    public @Nullable String getTo() {
        return to;
    }

    public void setTo(@Nullable String to) {
        this.to = to;
    }

    public @Nullable String getScope() {
        return scope;
    }

    public void setScope(@Nullable String scope) {
        this.scope = scope;
    }

    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }
}
