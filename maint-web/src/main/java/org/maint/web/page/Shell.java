package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.installation.FirstSteps;
import org.maint.notification.Notifications;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Messages;
import org.maint.web.proxy.Origin;
import org.maint.web.security.Caller;
import org.maint.web.security.PortalSession;
import org.maint.web.security.Preferences;
import org.maint.window.MaintenanceWindow;
import org.maint.window.MaintenanceWindows;

/** What every page needs of its request: who is there, which language, light or dark, what the rail offers. */
@Named
@RequestScoped
public class Shell {
    private static final int ROOM_ON_A_PHONE = 5;

    private final HttpServletRequest request;
    private final Notifications notifications;
    private final FirstSteps firstSteps;
    private final Owners owners;
    private final MaintenanceWindows windows;
    private final Origin origin;
    private @Nullable Long unread;
    private @Nullable Locale greeting;
    private @Nullable List<MaintenanceWindow> openWindows;
    private FirstSteps.@Nullable State steps;

    @Inject
    public Shell(
            HttpServletRequest request,
            Notifications notifications,
            FirstSteps firstSteps,
            Owners owners,
            MaintenanceWindows windows,
            Origin origin) {
        this.request = request;
        this.notifications = notifications;
        this.firstSteps = firstSteps;
        this.owners = owners;
        this.windows = windows;
        this.origin = origin;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Shell() {
        this(null, null, null, null, null, null);
    }

    /** An entry of the rail; {@code page} is its path and the name of its words and of its icon. */
    public record Destination(String page, boolean current) {}

    /** Who is signed in; refused where nobody is. */
    public Actor actor() {
        return caller().orElseThrow(() -> new IllegalStateException("Nobody is signed in"))
                .actor();
    }

    /** In which session they sit; null where nobody is signed in. */
    @Nullable
    UUID session() {
        return PortalSession.id(request).orElse(null);
    }

    /** In which zone they live; null for the plan's. */
    @Nullable
    ZoneId zone() {
        return caller().map(Caller::zone).orElse(null);
    }

    /** A page's whole address, for handing over. */
    String address(String page) {
        return origin.root(request) + "/" + page;
    }

    /** Whether only what is kept fresh on a page is asked for, by {@code fresh.js}. */
    public boolean isFreshened() {
        return request.getHeader("X-Maint-Fresh") != null;
    }

    private Optional<Caller> caller() {
        return Caller.of(request);
    }

    public boolean isSignedIn() {
        return caller().isPresent();
    }

    /** Whether the whole portal is open to them: nothing is before a password of their own. */
    public boolean isReady() {
        return caller().filter(known -> !known.held()).isPresent();
    }

    public String getName() {
        return caller().map(Caller::name).orElse("");
    }

    public String getInitials() {
        return initials(getName());
    }

    static String initials(String name) {
        return Arrays.stream(name.split("[\\s-]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1))
                .limit(2)
                .reduce("", String::concat)
                .toUpperCase(Locale.ROOT);
    }

    /** Whether the caller holds one of the roles, named as in {@code LEAD MANAGER}. */
    public boolean can(String roles) {
        return caller().filter(
                        known -> Arrays.stream(roles.split(" ", -1)).anyMatch(role -> known.is(Role.valueOf(role))))
                .isPresent();
    }

    /** Signed in: the person's own; before that the cookie's, then that of a greeting, then the browser's. */
    public Locale getLocale() {
        return Messages.language(caller().map(Caller::locale)
                .or(() -> Preferences.cookie(request, Preferences.LANGUAGE).map(Locale::forLanguageTag))
                .or(() -> Optional.ofNullable(greeting))
                .orElseGet(request::getLocale));
    }

    /** The language in which somebody is expected who has not chosen one yet. */
    void greetIn(@Nullable Locale language) {
        greeting = language;
    }

    public String getLanguage() {
        return getLocale().getLanguage();
    }

    public String getOtherLanguage() {
        return getLanguage().equals("fr") ? "en" : "fr";
    }

    /** {@code light}, {@code dark}, or {@code auto} for what the machine prefers. */
    public String getTheme() {
        return Preferences.cookie(request, Preferences.THEME)
                .filter(List.of("light", "dark")::contains)
                .orElse("auto");
    }

    public boolean isShortcuts() {
        return !Preferences.cookie(request, Preferences.SHORTCUTS)
                .filter("off"::equals)
                .isPresent();
    }

    public String getCsrf() {
        return PortalSession.token(request).orElse("");
    }

    /** The address of this page below the context root, to come back to. */
    public String getHere() {
        String query = request.getQueryString();
        return page() + (query == null ? "" : "?" + query);
    }

    private String page() {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.endsWith(".xhtml") ? path.substring(0, path.length() - ".xhtml".length()) : path;
    }

    public List<Destination> getRail() {
        if (!isReady()) {
            return List.of();
        }
        List<String> pages = new ArrayList<>(List.of(
                "today",
                "calendar",
                "alerts",
                "incidents",
                "monitor",
                "tasks",
                "log",
                "reports",
                "plan",
                "team",
                "settings"));
        if (isFirstSteps()) {
            pages.add("first-steps");
        }
        return pages.stream()
                .map(page -> new Destination(page, owner(page()).equals("/" + page)))
                .toList();
    }

    /** What a phone's bar has room for; the rest is behind a button there. */
    public List<Destination> getBar() {
        List<Destination> all = getRail();
        return all.size() <= ROOM_ON_A_PHONE ? all : all.subList(0, ROOM_ON_A_PHONE - 1);
    }

    public List<Destination> getBehind() {
        List<Destination> all = getRail();
        return all.subList(getBar().size(), all.size());
    }

    public boolean isCurrentBehind() {
        return getBehind().stream().anyMatch(Destination::current);
    }

    /** Whether the installation still lacks something that this person can do something about. */
    public boolean isFirstSteps() {
        return isReady() && can("LEAD MANAGER ADMIN") && !getSteps().open().isEmpty();
    }

    /** How the first steps stand; refused to who has no say in them. */
    public FirstSteps.State getSteps() {
        if (steps == null) {
            steps = firstSteps.state(actor(), owners.all());
        }
        return steps;
    }

    /** The pages that show what the record says, as {@code seeNav.xhtml} links them. */
    public List<String> getSee() {
        return List.of(
                "reports", "targets", "weekly", "goals", "handover", "feedback", "surveys", "backups", "workload");
    }

    /** The entry of the rail to which a page belongs. */
    private static String owner(String page) {
        return switch (page) {
            case "/run", "/unplanned" -> "/today";
            case "/feeds", "/window" -> "/calendar";
            case "/alert", "/silences" -> "/alerts";
            case "/incident", "/declare", "/post-mortem", "/post-mortems" -> "/incidents";
            case "/probe", "/errors", "/changes", "/targets", "/weekly" -> "/monitor";
            case "/task", "/task-new" -> "/tasks";
            case "/entry" -> "/log";
            case "/report",
                    "/feedback",
                    "/feedback-item",
                    "/surveys",
                    "/goals",
                    "/handover",
                    "/workload",
                    "/backups",
                    "/drill" -> "/reports";
            case "/draft", "/plan-changes" -> "/plan";
            case "/person", "/absence", "/invite", "/on-call", "/rota", "/training" -> "/team";
            case "/notifications", "/notification", "/password", "/profile" -> "/settings";
            default -> page;
        };
    }

    public long getUnread() {
        if (unread == null) {
            unread = notifications.unread(actor());
        }
        return unread;
    }

    /** What the platform is under now, the first to end first; null when it is under nothing. */
    public @Nullable MaintenanceWindow getOpenWindow() {
        if (openWindows == null) {
            openWindows = windows.openNow();
        }
        return openWindows.isEmpty() ? null : openWindows.get(0);
    }
}
