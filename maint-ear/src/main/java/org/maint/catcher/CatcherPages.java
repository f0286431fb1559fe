package org.maint.catcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pages, in French or English. */
final class CatcherPages {
    /** Its links may open windows that are windows like others; it has no script that could. */
    static final String SANDBOX = "allow-popups allow-popups-to-escape-sandbox";

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** The words of a language. */
    record Words(Locale locale, ResourceBundle bundle) {
        String of(String key, Object... arguments) {
            return escaped(new MessageFormat(bundle.getString(key), locale).format(arguments));
        }
    }

    /** In the first language that a browser asks for and that there is. */
    Words words(@Nullable String acceptLanguage) {
        Locale locale = Locale.CANADA;
        if (acceptLanguage != null) {
            try {
                Locale asked = Locale.lookup(
                        Locale.LanguageRange.parse(acceptLanguage), List.of(Locale.FRENCH, Locale.ENGLISH));
                locale = Locale.FRENCH.equals(asked) ? Locale.CANADA_FRENCH : Locale.CANADA;
            } catch (IllegalArgumentException notALanguage) {
                locale = Locale.CANADA;
            }
        }
        return new Words(locale, ResourceBundle.getBundle("org.maint.catcher.words", locale, NO_FALLBACK));
    }

    static String resource(String name) {
        try (InputStream in = CatcherPages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String page(Words words, String title, String main) {
        return resource("page.html")
                .replace("{{language}}", words.locale().getLanguage())
                .replace("{{title}}", title)
                .replace("{{home}}", words.of("title"))
                .replace("{{main}}", main);
    }

    private static String time(Words words, Caught mail) {
        String shown = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(words.locale())
                .withZone(ZoneId.systemDefault())
                .format(mail.at());
        return "<time datetime=\"" + mail.at() + "\">" + escaped(shown) + "</time>";
    }

    private static String subject(Words words, Caught mail) {
        return mail.subject().isBlank() ? words.of("no-subject") : escaped(mail.subject());
    }

    String list(Words words, List<Caught> mails) {
        String rows = mails.stream()
                .map(mail -> "<tr><td>" + time(words, mail) + "</td><td>" + escaped(String.join(", ", mail.to()))
                        + "</td><td><a href=\"/mail/" + mail.id() + "\">" + subject(words, mail) + "</a></td></tr>\n")
                .collect(Collectors.joining());
        String count = words.of("count", mails.size());
        String main = "<p>" + words.of("about") + "</p>\n<p id=\"count\" role=\"status\">" + count + "</p>\n"
                + "<table id=\"mails\"><thead><tr><th scope=\"col\">" + words.of("time") + "</th><th scope=\"col\">"
                + words.of("to") + "</th><th scope=\"col\">" + words.of("subject") + "</th></tr></thead><tbody>\n"
                + rows + "</tbody></table>\n<script src=\"/catcher.js\"></script>";
        return page(words, words.of("title"), main);
    }

    String mail(Words words, Caught mail) {
        String subject = subject(words, mail);
        String headers = mail.headers().stream()
                .map(line -> "<dt>" + escaped(line.name()) + "</dt><dd>" + escaped(line.value()) + "</dd>\n")
                .collect(Collectors.joining());
        StringBuilder main = new StringBuilder("<p><a href=\"/\">" + words.of("back") + "</a></p>\n<h2>" + subject
                + "</h2>\n<p>" + time(words, mail) + "<br>"
                + words.of("for", String.join(", ", mail.to())) + "</p>\n");
        if (!mail.html().isEmpty()) {
            main.append("<h3>")
                    .append(words.of("html"))
                    .append("</h3>\n<iframe sandbox=\"" + SANDBOX + "\" title=\"")
                    .append(words.of("html"))
                    .append("\" src=\"/mail/")
                    .append(mail.id())
                    .append("/html\"></iframe>\n");
        }
        main.append("<h3>")
                .append(words.of("text"))
                .append("</h3>\n<pre tabindex=\"0\">")
                .append(mail.text().isEmpty() ? words.of("no-text") : escaped(mail.text()))
                .append("</pre>\n<h3>")
                .append(words.of("headers"))
                .append("</h3>\n<dl>\n")
                .append(headers)
                .append("</dl>");
        return page(words, subject, main.toString());
    }

    /** @param why the key of the words */
    String sorry(Words words, String why) {
        return page(
                words,
                words.of("title"),
                "<p>" + words.of(why) + "</p>\n<p><a href=\"/\">" + words.of("back") + "</a></p>");
    }
}
