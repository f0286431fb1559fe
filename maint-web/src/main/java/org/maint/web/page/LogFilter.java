package org.maint.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.WorkType;
import org.maint.logbook.LogEvent;
import org.maint.logbook.LogQuery;
import org.maint.people.PersonId;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Which entries of the log are meant, as it stands in an address; {@code from} and {@code to} are dates, both included. */
record LogFilter(
        @Nullable String from,
        @Nullable String to,
        @Nullable String type,
        @Nullable String event,
        @Nullable String words,
        @Nullable String person) {

    LogFilter {
        from = orNull(from);
        to = orNull(to);
        type = orNull(type);
        event = orNull(event);
        words = orNull(words);
        person = orNull(person);
    }

    private static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    static LogFilter of(UnaryOperator<@Nullable String> parameters) {
        return new LogFilter(
                parameters.apply("from"),
                parameters.apply("to"),
                parameters.apply("type"),
                parameters.apply("event"),
                parameters.apply("words"),
                parameters.apply("person"));
    }

    boolean any() {
        return !address("").isEmpty();
    }

    /** What cannot be read is no limit: the page shows it as it was typed, and all entries. */
    LogQuery query(ZoneId zone) {
        LocalDate first = date(from);
        LocalDate last = date(to);
        return new LogQuery(
                first == null ? null : first.atStartOfDay(zone).toInstant(),
                last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant(),
                oneOf(type, WorkType.class),
                oneOf(event, LogEvent.class),
                words,
                personId());
    }

    /** The same, but refused when a part of it cannot be read: on paper nobody sees what was typed. */
    LogQuery strictQuery(ZoneId zone) {
        LogQuery query = query(zone);
        require("from", from, query.from());
        require("to", to, query.to());
        require("type", type, query.type());
        require("event", event, query.event());
        require("person", person, query.person());
        return query;
    }

    private static void require(String name, @Nullable String typed, @Nullable Object read) {
        if (typed != null && read == null) {
            throw Refusal.invalid("/" + name, Message.of("document.filter-unreadable", name, typed));
        }
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static <E extends Enum<E>> @Nullable E oneOf(@Nullable String text, Class<E> all) {
        return Arrays.stream(all.getEnumConstants())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private @Nullable PersonId personId() {
        try {
            return person == null ? null : new PersonId(UUID.fromString(person));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** {@code path} with this filter after a question mark, or as it is when there is none. */
    String address(String path) {
        Map<String, @Nullable String> parts = new LinkedHashMap<>();
        parts.put("from", from);
        parts.put("to", to);
        parts.put("type", type);
        parts.put("event", event);
        parts.put("words", words);
        parts.put("person", person);
        StringBuilder address = new StringBuilder(path);
        parts.forEach((name, value) -> {
            if (value != null) {
                address.append(address.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(Objects.requireNonNull(value), StandardCharsets.UTF_8));
            }
        });
        return address.toString();
    }
}
