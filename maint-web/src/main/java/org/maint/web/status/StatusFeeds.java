package org.maint.web.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;
import org.maint.shared.Text;
import org.maint.statuspage.PublicStatus;
import org.maint.statuspage.PublicStatus.PublicIncident;
import org.maint.statuspage.PublicStatus.PublicUpdate;
import org.maint.statuspage.PublicStatus.PublicWindow;

/** The public state for programs: Atom (RFC 4287), RSS 2.0, and JSON. */
final class StatusFeeds {
    private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final int MOST = 50;

    private StatusFeeds() {}

    private record Item(PublicIncident incident, PublicUpdate update) {}

    /** Newest first. */
    private static List<Item> items(PublicStatus status) {
        return Stream.concat(status.open().stream(), status.past().stream())
                .flatMap(incident -> incident.updates().stream().map(update -> new Item(incident, update)))
                .sorted(Comparator.comparing((Item item) -> item.update().at()).reversed())
                .limit(MOST)
                .toList();
    }

    private static String title(Item item, StatusWords words) {
        String issue = item.update().issue().in(words.locale());
        return "[" + words.of("incident.status." + item.update().status()) + "] "
                + issue.lines().findFirst().orElse("");
    }

    private static String content(Item item, StatusWords words) {
        PublicUpdate update = item.update();
        StringBuilder content = new StringBuilder(update.issue().in(words.locale()));
        content.append('\n')
                .append(words.of("status.impact"))
                .append(words.of("status.colon"))
                .append(update.impact().in(words.locale()));
        add(content, words, "status.eta", update.eta());
        add(content, words, "status.next", update.nextUpdate());
        return content.toString();
    }

    private static void add(StringBuilder content, StatusWords words, String key, @Nullable Instant at) {
        if (at != null) {
            content.append('\n')
                    .append(words.of(key))
                    .append(words.of("status.colon"))
                    .append(words.time(at));
        }
    }

    private static String link(String page, Item item) {
        return page + "#u-" + item.update().id();
    }

    /** @param page where the page is, in full */
    static String atom(PublicStatus status, Instant since, StatusWords words, String page) {
        Html feed = new Html(PROLOGUE);
        feed.open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", words.language())
                .element("id", page)
                .element("title", words.of("status.heading", status.organisation()))
                .element("updated", words.iso(since))
                .empty("link", "rel", "alternate", "type", "text/html", "href", page)
                .empty("link", "rel", "self", "type", "application/atom+xml", "href", page + "/atom")
                .open("author")
                .element("name", status.organisation())
                .close();
        for (Item item : items(status)) {
            String at = words.iso(item.update().at());
            feed.open("entry")
                    .element("id", "urn:uuid:" + item.update().id())
                    .element("title", title(item, words))
                    .element("updated", at)
                    .element("published", at)
                    .empty("link", "rel", "alternate", "type", "text/html", "href", link(page, item))
                    .element("content", content(item, words), "type", "text")
                    .close();
        }
        return feed.close().toString();
    }

    /** @param page where the page is, in full */
    static String rss(PublicStatus status, Instant since, StatusWords words, String page) {
        String heading = words.of("status.heading", status.organisation());
        Html feed = new Html(PROLOGUE);
        feed.open("rss", "version", "2.0")
                .open("channel")
                .element("title", heading)
                .element("link", page)
                .element("description", heading)
                .element("language", words.language())
                .element("lastBuildDate", words.rfc822(since));
        for (Item item : items(status)) {
            UUID id = item.update().id();
            feed.open("item")
                    .element("guid", id.toString(), "isPermaLink", "false")
                    .element("title", title(item, words))
                    .element("link", link(page, item))
                    .element("pubDate", words.rfc822(item.update().at()))
                    .element("description", content(item, words))
                    .close();
        }
        return feed.close().close().toString();
    }

    /** @param words of any language: both are in it */
    static String json(PublicStatus status, Instant since, StatusWords words) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("organisation", status.organisation());
        json.put("zone", status.zone().getId());
        json.put("state", status.state().name());
        json.put("since", words.iso(since));
        ArrayNode components = json.putArray("components");
        status.components().forEach(each -> {
            ObjectNode component = components.addObject();
            component.set("title", text(each.title()));
            component.put("state", each.state().name()).put("availablePercent", each.available());
            ArrayNode days = component.putArray("days");
            each.days().stream().filter(PublicStatus.Day::known).forEach(day -> days.addObject()
                    .put("date", day.date().toString())
                    .put("minutes", day.minutes()));
        });
        incidents(json.putArray("openIncidents"), status.open(), words);
        incidents(json.putArray("pastIncidents"), status.past(), words);
        ArrayNode windows = json.putArray("maintenance");
        for (PublicWindow window : status.windows()) {
            ObjectNode one = windows.addObject()
                    .put("id", window.id().toString())
                    .put("from", words.iso(window.from()))
                    .put("to", iso(window.to(), words))
                    .put("open", window.open());
            ArrayNode parts = one.putArray("components");
            window.components().forEach(part -> parts.add(text(part)));
        }
        return json.toString();
    }

    private static void incidents(ArrayNode array, List<PublicIncident> incidents, StatusWords words) {
        for (PublicIncident incident : incidents) {
            ObjectNode one = array.addObject();
            one.put("number", incident.number())
                    .put("state", incident.state().name())
                    .put("beganAt", words.iso(incident.beganAt()))
                    .put("resolvedAt", iso(incident.resolvedAt(), words));
            ArrayNode updates = one.putArray("updates");
            for (PublicUpdate update : incident.updates()) {
                ObjectNode told = updates.addObject();
                told.put("id", update.id().toString())
                        .put("at", words.iso(update.at()))
                        .put("status", update.status().name())
                        .put("eta", iso(update.eta(), words))
                        .put("nextUpdate", iso(update.nextUpdate(), words))
                        .put("contact", update.contact());
                told.set("issue", text(update.issue()));
                told.set("impact", text(update.impact()));
            }
        }
    }

    private static @Nullable String iso(@Nullable Instant at, StatusWords words) {
        return at == null ? null : words.iso(at);
    }

    private static ObjectNode text(Text text) {
        return Canonical.mapper().createObjectNode().put("en", text.en()).put("fr", text.fr());
    }
}
