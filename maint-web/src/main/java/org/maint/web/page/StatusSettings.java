package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maint.communication.Subscriber;
import org.maint.communication.Subscribers;
import org.maint.people.Actor;
import org.maint.setting.CurrentSettings;
import org.maint.setting.SettingKey;
import org.maint.setting.Settings;
import org.maint.shared.Page;
import org.maint.shared.Refusal;
import org.maint.statuspage.ComponentWish;
import org.maint.statuspage.Components;
import org.maint.statuspage.StatusComponent;
import org.omnifaces.cdi.Param;

/** What the public sees: the parts of the platform, who hears by mail, and whether somebody reads it before. */
@Named
@RequestScoped
public class StatusSettings {
    private static final int SIZE = 50;

    private final Components components;
    private final Subscribers subscribers;
    private final Settings settings;
    private final HttpServletRequest request;
    private final Shell shell;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String page;

    private @Nullable List<StatusComponent> all;
    private @Nullable Page<Subscriber> found;
    private @Nullable CurrentSettings current;
    private @Nullable String en;
    private @Nullable String fr;
    private @Nullable String scope;
    private boolean automatic = true;
    private @Nullable String emails;
    private boolean checked;

    @Inject
    public StatusSettings(
            Components components,
            Subscribers subscribers,
            Settings settings,
            HttpServletRequest request,
            Shell shell,
            Fmt fmt) {
        this.components = components;
        this.subscribers = subscribers;
        this.settings = settings;
        this.request = request;
        this.shell = shell;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected StatusSettings() {
        this(null, null, null, null, null, null);
    }

    public List<StatusComponent> getComponents() {
        if (all == null) {
            all = components.all();
        }
        return all;
    }

    public String lines(StatusComponent component) {
        return String.join("\n", component.scope());
    }

    public Page<Subscriber> getFound() {
        if (found == null) {
            found = subscribers.list(shell.actor(), getNumber(), SIZE);
        }
        return found;
    }

    public int getNumber() {
        return page != null && page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    }

    public long getPages() {
        return Math.max(1, (getFound().total() + SIZE - 1) / SIZE);
    }

    private CurrentSettings current() {
        if (current == null) {
            current = settings.current();
        }
        return current;
    }

    public boolean isCheckedNow() {
        return current().customerUpdatesAreChecked();
    }

    public @Nullable String add() {
        return done(actor -> components.add(actor, ComponentWish.of(en, fr, scope, automatic)));
    }

    /** One of several on the page, whose fields are named after it. */
    public @Nullable String change() {
        return done(actor -> {
            UUID id = Addressed.row(request);
            components.change(
                    actor,
                    id,
                    ComponentWish.of(
                            request.getParameter("en-" + id),
                            request.getParameter("fr-" + id),
                            request.getParameter("scope-" + id),
                            request.getParameter("automatic-" + id) != null),
                    seen(id));
        });
    }

    public @Nullable String remove() {
        return done(actor -> {
            UUID id = Addressed.row(request);
            components.remove(actor, id, seen(id));
        });
    }

    /** The version that the page has shown. */
    private int seen(UUID id) {
        String seen = String.valueOf(request.getParameter("version-" + id));
        return seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : -1;
    }

    public @Nullable String addSubscribers() {
        return done(actor -> subscribers.add(actor, emails, fmt.locale()));
    }

    public @Nullable String removeSubscriber() {
        return done(actor -> subscribers.remove(actor, Addressed.row(request)));
    }

    public @Nullable String saveChecked() {
        return done(actor -> settings.changeCustomerUpdatesChecked(
                actor, current().version(SettingKey.CUSTOMER_UPDATES_CHECKED), checked));
    }

    private @Nullable String done(Consumer<Actor> deed) {
        try {
            deed.accept(shell.actor());
            Told.done(fmt.words("settings.saved"));
            return "/settings.xhtml?faces-redirect=true&part=status";
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }

    public @Nullable String getEn() {
        return en;
    }

    public void setEn(@Nullable String en) {
        this.en = en;
    }

    public @Nullable String getFr() {
        return fr;
    }

    public void setFr(@Nullable String fr) {
        this.fr = fr;
    }

    public @Nullable String getScope() {
        return scope;
    }

    public void setScope(@Nullable String scope) {
        this.scope = scope;
    }

    public boolean isAutomatic() {
        return automatic;
    }

    public void setAutomatic(boolean automatic) {
        this.automatic = automatic;
    }

    public @Nullable String getEmails() {
        return emails;
    }

    public void setEmails(@Nullable String emails) {
        this.emails = emails;
    }

    public boolean isChecked() {
        return isCheckedNow();
    }

    public void setChecked(boolean checked) {
        this.checked = checked;
    }
}
