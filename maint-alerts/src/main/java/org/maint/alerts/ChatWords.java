package org.maint.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Outgoing;
import org.maint.plan.Severity;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Messages;

/**
 * A notification in the JSON of each chat. What an alert says may come from anywhere: it must call nobody, link nowhere
 * and look like nothing but text, so each chat gets it in the element that reads no markup where there is one, and
 * escaped where there is none.
 */
final class ChatWords {
    /** What the programs take, in characters. */
    private static final int SLACK_HEADER = 150;

    private static final int SLACK_SECTION = 3_000;
    private static final int BUTTON = 75;
    private static final int LONGEST_URL = 3_000;
    private static final int OTHERS = 4_000;

    private ChatWords() {}

    private static ObjectNode object() {
        return Canonical.mapper().createObjectNode();
    }

    /** "Critical: …"; the colour alone would say it to some only. */
    private static String title(Outgoing outgoing) {
        Locale language = outgoing.language();
        String word = Messages.words(Message.of("document.severity." + outgoing.severity()), language);
        boolean french = Locale.FRENCH.getLanguage().equals(language.getLanguage());
        return word + (french ? "\u00A0: " : ": ") + Plain.line(outgoing.words().subject());
    }

    private static @Nullable String url(Outgoing outgoing) {
        String url = outgoing.words().actionUrl();
        return url != null && url.matches("https?://\\S+") && url.length() <= LONGEST_URL ? url : null;
    }

    private static String label(Outgoing outgoing, String url) {
        String label = outgoing.words().actionLabel();
        return Plain.cut(Plain.line(label == null ? url : label), BUTTON, outgoing.language());
    }

    /** Blocks of {@code plain_text}, in which neither mentions nor links are read; Slack wants three characters escaped. */
    static ObjectNode slack(Outgoing outgoing) {
        Locale language = outgoing.language();
        ObjectNode message = object();
        // For the notification of the device, and the only text that may hold markup.
        message.put("text", forSlack(title(outgoing), SLACK_SECTION, language));
        message.put("mrkdwn", false);
        message.put("link_names", 0);
        message.put("unfurl_links", false);
        ArrayNode blocks = message.putArray("blocks");
        ObjectNode header = blocks.addObject().put("type", "header");
        plainText(header.putObject("text"), forSlack(title(outgoing), SLACK_HEADER, language));
        String text = Plain.lines(outgoing.words().text());
        if (!text.isEmpty()) {
            ObjectNode section = blocks.addObject().put("type", "section");
            plainText(section.putObject("text"), forSlack(text, SLACK_SECTION, language));
        }
        String url = url(outgoing);
        if (url != null) {
            ObjectNode button = blocks.addObject()
                    .put("type", "actions")
                    .putArray("elements")
                    .addObject()
                    .put("type", "button")
                    .put("url", url);
            plainText(button.putObject("text"), forSlack(label(outgoing, url), BUTTON, language));
        }
        return message;
    }

    private static void plainText(ObjectNode into, String text) {
        into.put("type", "plain_text").put("text", text).put("emoji", false);
    }

    /** Escaped text grows; it must still fit, and no escape may be cut in two. */
    private static String forSlack(String text, int longest, Locale language) {
        int room = longest;
        String escaped = forSlack(Plain.cut(text, room, language));
        while (escaped.length() > longest) {
            room -= Math.max(1, (escaped.length() - longest) / 5);
            escaped = forSlack(Plain.cut(text, room, language));
        }
        return escaped;
    }

    private static String forSlack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** An attachment, whose text is Markdown. */
    static ObjectNode mattermost(Outgoing outgoing) {
        Locale language = outgoing.language();
        ObjectNode message = object();
        ObjectNode attachment = message.putArray("attachments").addObject();
        String title = forMattermost(Plain.cut(title(outgoing), 200, language));
        attachment.put("fallback", title);
        attachment.put("color", colour(outgoing.severity()));
        attachment.put("title", title);
        String text = forMattermost(Plain.cut(Plain.lines(outgoing.words().text()), OTHERS, language));
        String url = url(outgoing);
        if (url != null) {
            attachment.put("title_link", url);
            text += (text.isEmpty() ? "" : "\n\n") + "[" + forMattermost(label(outgoing, url)) + "]("
                    + url.replace("(", "%28")
                            .replace(")", "%29")
                            .replace("<", "%3C")
                            .replace(">", "%3E") + ")";
        }
        attachment.put("text", text);
        return message;
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#b3261e";
            case WARNING -> "#b06000";
            case INFO -> "#1a5fb4";
        };
    }

    /**
     * The angle brackets become entities, because Mattermost reads Slack's {@code <!channel>} before it reads Markdown; an
     * {@code @} is parted from its name by a space of no width, for which Markdown has no escape.
     */
    private static String forMattermost(String text) {
        return text.replace("\\", "\\\\")
                .replaceAll("([`*_~\\[\\]#|!])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "@\u200B");
    }

    /** An adaptive card in the envelope that workflows take; a {@code TextRun} knows no Markdown. */
    static ObjectNode teams(Outgoing outgoing) {
        Locale language = outgoing.language();
        ObjectNode message = object();
        message.put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.putNull("contentUrl");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("lang", language.getLanguage());
        ArrayNode body = card.putArray("body");
        textRun(body, Plain.cut(title(outgoing), 200, language))
                .put("size", "large")
                .put("weight", "bolder")
                .put("color", cardColour(outgoing.severity()));
        String text = Plain.cut(Plain.lines(outgoing.words().text()), OTHERS, language);
        for (String paragraph : text.split("\n+", -1)) {
            if (!paragraph.isBlank()) {
                textRun(body, paragraph);
            }
        }
        String url = url(outgoing);
        if (url != null) {
            card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", label(outgoing, url))
                    .put("url", url);
        }
        return message;
    }

    private static ObjectNode textRun(ArrayNode body, String text) {
        return body.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", text);
    }

    private static String cardColour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "attention";
            case WARNING -> "warning";
            case INFO -> "accent";
        };
    }
}
