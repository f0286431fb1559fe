package org.maint.shared;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/** Turns {@link Message}s into words, in French or English. */
public final class Messages {
    private static final String BUNDLE = "org.maint.messages";
    private static final ResourceBundle.Control NEVER_THE_SERVERS_LOCALE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** Reading a pattern takes longer than filling it in; there are as many as the bundles have lines. */
    private static final Map<Locale, Map<String, MessageFormat>> FORMATS =
            Map.of(Locale.CANADA, new ConcurrentHashMap<>(), Locale.CANADA_FRENCH, new ConcurrentHashMap<>());

    private Messages() {}

    public static String words(Message message, Locale locale) {
        Locale language = language(locale);
        MessageFormat format = FORMATS.getOrDefault(language, new ConcurrentHashMap<>())
                .computeIfAbsent(
                        message.key(), key -> new MessageFormat(bundle(language).getString(key), language));
        Object[] arguments = message.arguments().stream()
                .map(argument -> localized(argument, language))
                .toArray();
        // One is not made for several threads at once.
        return ((MessageFormat) format.clone()).format(arguments);
    }

    public static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE, language(locale), Messages.class.getClassLoader(), NEVER_THE_SERVERS_LOCALE);
    }

    /** French for any French locale, English otherwise, with the conventions of Canada. */
    public static Locale language(Locale locale) {
        return Locale.FRENCH.getLanguage().equals(locale.getLanguage()) ? Locale.CANADA_FRENCH : Locale.CANADA;
    }

    private static Object localized(Object argument, Locale locale) {
        if (argument instanceof Text text) {
            return text.in(locale);
        }
        if (argument instanceof Message message) {
            return words(message, locale);
        }
        if (argument instanceof List<?> list) {
            return String.join(
                    ", ",
                    list.stream()
                            .map(each -> localized(each, locale).toString())
                            .toList());
        }
        if (argument instanceof Number) {
            return argument;
        }
        if (argument instanceof LocalDate date) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(locale)
                    .format(date);
        }
        return argument.toString();
    }
}
