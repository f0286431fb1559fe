package org.maint.web.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Text;
import org.maint.statuspage.PublicState;
import org.maint.statuspage.PublicStatus;
import org.maint.statuspage.PublicStatus.Component;
import org.maint.statuspage.PublicStatus.Day;
import org.maint.statuspage.PublicStatus.PublicIncident;
import org.maint.statuspage.PublicStatus.PublicUpdate;
import org.maint.statuspage.PublicStatus.PublicWindow;

/** The pages that customers see, whole as they are sent: their style is in them, and no script. */
final class StatusHtml {
    private static final String STYLE = style();

    /** Nothing but this style is allowed, and forms that come back here. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final StatusWords words;
    private final String root;

    /** @param root the context root, such as {@code /maint} */
    StatusHtml(StatusWords words, String root) {
        this.words = words;
        this.root = root;
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(StatusHtml.class.getResourceAsStream("status.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /**
     * @param since since when it is so
     * @param seen when it was seen last, where that is too long ago; null when it is not
     * @param subscribing whether news by mail can be asked for
     */
    String page(PublicStatus status, Instant since, @Nullable Instant seen, boolean subscribing) {
        Html html = begin(status.organisation(), words.of("status.heading", status.organisation()));
        html.open("p", "class", "now is-" + status.state())
                .element("span", mark(status.state()), "class", "mark", "aria-hidden", "true")
                .element("strong", words.of("status.state." + status.state()))
                .close();
        html.open("p", "class", "quiet").text(words.of("status.since") + " ");
        time(html, since).close();
        if (seen != null) {
            html.element("p", words.of("status.stale", words.time(seen)), "class", "warning", "role", "status");
        }
        incidents(html, status.open(), "open", true);
        components(html, status.components());
        windows(html, status.windows());
        incidents(html, status.past(), "past", false);
        if (subscribing) {
            subscribe(html, null);
        }
        html.open("footer").open("p");
        html.element("a", "Atom", "href", root + "/status/atom?lang=" + words.language(), "rel", "alternate")
                .text(" · ")
                .element("a", "RSS", "href", root + "/status/rss?lang=" + words.language(), "rel", "alternate")
                .text(" · ")
                .element("a", "JSON", "href", root + "/status/json")
                .close();
        html.element("p", words.of("status.zone", status.zone().getId()), "class", "quiet")
                .close();
        return end(html);
    }

    private Html begin(String organisation, String heading) {
        Html html = new Html("<!DOCTYPE html>\n");
        html.open("html", "lang", words.language())
                .open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .empty("meta", "name", "color-scheme", "content", "light dark")
                .element("title", heading)
                .empty("link", "rel", "icon", "href", root + "/assets/icon.svg")
                .empty(
                        "link",
                        "rel",
                        "alternate",
                        "type",
                        "application/atom+xml",
                        "title",
                        heading,
                        "href",
                        root + "/status/atom?lang=" + words.language())
                .element("style", STYLE)
                .close();
        html.open("body").element("a", words.of("shell.skip"), "class", "skip", "href", "#content");
        html.open("header").element("a", organisation, "class", "brand", "href", root + "/status");
        String other = words.language().equals("fr") ? "en" : "fr";
        html.element(
                        "a",
                        words.of("status.other-language"),
                        "href",
                        root + "/status?lang=" + other,
                        "hreflang",
                        other,
                        "lang",
                        other)
                .close();
        return html.open("main", "id", "content").element("h1", heading);
    }

    private static String end(Html html) {
        return html.close().close().close().toString();
    }

    private Html time(Html html, Instant at) {
        return html.element("time", words.time(at), "datetime", words.iso(at));
    }

    private static String mark(PublicState state) {
        return switch (state) {
            case OPERATIONAL -> "✓";
            case MAINTENANCE -> "⚙";
            case DEGRADED -> "!";
            case DISRUPTED -> "✕";
        };
    }

    private void components(Html html, List<Component> components) {
        if (components.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "parts").element("h2", words.of("status.parts"), "id", "parts");
        html.open("ul", "class", "plain");
        components.forEach(each -> component(html, each));
        html.close().element("p", words.of("status.legend"), "class", "quiet").close();
    }

    private void component(Html html, Component component) {
        String state = words.of("status.part." + component.state());
        html.open("li", "class", "card").open("p", "class", "row").element("strong", text(component.title()));
        html.open("span", "class", "is-" + component.state())
                .element("span", mark(component.state()), "class", "mark", "aria-hidden", "true")
                .text(state)
                .close()
                .close();
        List<Day> bad =
                component.days().stream().filter(day -> day.minutes() > 0).toList();
        Double available = component.available();
        String summary = available == null
                ? words.of("status.unknown")
                : words.of(
                        "status.available", percent(available), component.days().size());
        html.open("div", "class", "days", "role", "img", "aria-label", summary);
        for (Day day : component.days()) {
            String kind = !day.known() ? "none" : day.minutes() == 0 ? "good" : "bad";
            html.element("span", "", "class", kind, "title", words.of("status.day", words.day(day.date()), day(day)));
        }
        html.close().element("p", summary, "class", "quiet");
        if (!bad.isEmpty()) {
            html.open("details")
                    .element("summary", words.of("status.bad-days", bad.size()))
                    .open("ul");
            bad.forEach(day -> html.element("li", words.of("status.day", words.day(day.date()), day(day))));
            html.close().close();
        }
        html.close();
    }

    private String day(Day day) {
        return day.known() ? words.of("status.minutes", day.minutes()) : words.of("status.not-watched");
    }

    private String percent(double available) {
        NumberFormat format = NumberFormat.getPercentInstance(words.locale());
        format.setMaximumFractionDigits(2);
        return format.format(available / 100);
    }

    private void windows(Html html, List<PublicWindow> windows) {
        html.open("section", "aria-labelledby", "planned").element("h2", words.of("status.planned"), "id", "planned");
        if (windows.isEmpty()) {
            html.element("p", words.of("status.none-planned"), "class", "quiet");
        } else {
            html.open("ul", "class", "plain");
            for (PublicWindow window : windows) {
                html.open("li", "class", "card").open("p");
                html.element("strong", words.of(window.open() ? "status.window-open" : "status.window-coming"))
                        .text(" ");
                time(html, window.from());
                Instant to = window.to();
                if (to != null) {
                    html.text(" – ");
                    time(html, to);
                }
                html.close();
                String touched = window.components().isEmpty()
                        ? words.of("status.everything")
                        : window.components().stream().map(this::text).collect(Collectors.joining(", "));
                html.element("p", touched, "class", "quiet").close();
            }
            html.close();
        }
        html.close();
    }

    private void incidents(Html html, List<PublicIncident> incidents, String which, boolean open) {
        if (open && incidents.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", which).element("h2", words.of("status." + which), "id", which);
        if (incidents.isEmpty()) {
            html.element("p", words.of("status.none-past"), "class", "quiet");
        }
        for (PublicIncident incident : incidents) {
            html.open("article", "class", "card " + (open ? "is-" + incident.state() : "over"), "id", id(incident));
            html.element("h3", text(incident.issue()));
            html.open("p", "class", "quiet").text(words.of("status.began") + " ");
            time(html, incident.beganAt());
            Instant over = incident.resolvedAt();
            if (over != null) {
                html.text(" · " + words.of("status.over") + " ");
                time(html, over);
            }
            html.close();
            html.open("ol", "class", "plain updates");
            incident.updates().forEach(each -> update(html, each));
            html.close().close();
        }
        html.close();
    }

    private void update(Html html, PublicUpdate update) {
        html.open("li", "id", "u-" + update.id()).open("p");
        html.element("strong", words.of("incident.status." + update.status())).text(" · ");
        time(html, update.at()).close();
        html.element("p", text(update.issue()), "class", "words");
        html.open("dl").element("dt", words.of("status.impact")).element("dd", text(update.impact()));
        Instant eta = update.eta();
        if (eta != null) {
            html.element("dt", words.of("status.eta")).element("dd", words.time(eta));
        }
        Instant next = update.nextUpdate();
        if (next != null) {
            html.element("dt", words.of("status.next")).element("dd", words.time(next));
        }
        if (update.contact() != null) {
            html.element("dt", words.of("status.contact")).element("dd", update.contact());
        }
        html.close().close();
    }

    static String id(PublicIncident incident) {
        return "i-" + incident.number();
    }

    private String text(Text text) {
        return text.in(words.locale());
    }

    private void subscribe(Html html, @Nullable String typed) {
        html.open("section", "aria-labelledby", "news").element("h2", words.of("status.news"), "id", "news");
        html.element("p", words.of("status.news-words"), "class", "quiet");
        html.open("form", "method", "post", "action", root + "/status/subscribe", "class", "row");
        html.empty("input", "type", "hidden", "name", "lang", "value", words.language());
        html.open("label", "for", "email").text(words.of("status.email")).close();
        html.empty(
                "input",
                "type",
                "email",
                "id",
                "email",
                "name",
                "email",
                "required",
                "required",
                "maxlength",
                "254",
                "autocomplete",
                "email",
                "value",
                typed == null ? "" : typed);
        html.element("button", words.of("status.subscribe")).close().close();
    }

    /** The form again, with what is wrong. */
    String refused(String organisation, String why, @Nullable String typed) {
        Html html = begin(organisation, words.of("status.news"));
        html.element("p", why, "class", "warning", "role", "alert");
        subscribe(html, typed);
        return end(html);
    }

    /** One sentence and the way back. */
    String said(String organisation, String heading, String sentence) {
        Html html = begin(organisation, heading);
        html.element("p", sentence, "role", "status");
        back(html);
        return end(html);
    }

    /** Asks before it does what a link says: programs that look through mail follow links too. */
    String asked(String organisation, String heading, String button, String action, String token) {
        Html html = begin(organisation, heading);
        html.open("form", "method", "post", "action", root + action);
        html.empty("input", "type", "hidden", "name", "lang", "value", words.language());
        html.empty("input", "type", "hidden", "name", "t", "value", token);
        html.element("button", button).close();
        back(html);
        return end(html);
    }

    private void back(Html html) {
        html.open("p")
                .element("a", words.of("status.back"), "href", root + "/status")
                .close();
    }
}
