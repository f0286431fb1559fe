package org.maint.notification;

import java.util.Locale;
import java.util.Map;
import org.maint.plan.Severity;

/** A mail as HTML: the same words as its plain text, a word and a colour for how bad it is, and one thing to do. */
final class MailPage {
    private static final Map<Severity, String> COLOURS =
            Map.of(Severity.CRITICAL, "#b3261e", Severity.WARNING, "#8a5a00", Severity.INFO, "#1f5fa8");

    private MailPage() {}

    static String html(Severity severity, String subject, String text, String action, String label, Locale language) {
        StringBuilder html = new StringBuilder(1_500);
        html.append("<!DOCTYPE html><html lang=\"")
                .append(language.getLanguage())
                .append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\"><title>")
                .append(escape(subject))
                .append("</title></head><body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif\">")
                .append("<div style=\"max-width:600px;margin:0 auto;border-top:4px solid ")
                .append(COLOURS.getOrDefault(severity, "#1f5fa8"))
                .append(";padding-top:16px\"><h1 style=\"font-size:20px;margin:0 0 12px\">")
                .append(escape(subject))
                .append("</h1>");
        for (String paragraph : text.split("\\n{2,}", -1)) {
            html.append("<p style=\"margin:0 0 12px\">")
                    .append(escape(paragraph).replace("\n", "<br>"))
                    .append("</p>");
        }
        html.append("<p style=\"margin:24px 0\"><a href=\"")
                .append(escape(action))
                .append("\" style=\"background:#1f5fa8;color:#ffffff;padding:12px 20px;border-radius:6px;")
                .append("text-decoration:none;display:inline-block\">")
                .append(escape(label))
                .append("</a></p></div></body></html>");
        return html.toString();
    }

    static String escape(String words) {
        StringBuilder escaped = new StringBuilder(words.length() + 16);
        words.chars().forEach(each -> {
            switch (each) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append((char) each);
            }
        });
        return escaped.toString();
    }
}
