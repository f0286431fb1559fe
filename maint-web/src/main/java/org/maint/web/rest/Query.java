package org.maint.web.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Page;
import org.maint.shared.Refusal;

/** Reads the parameters of an address; a fault names the parameter. */
final class Query {
    private Query() {}

    /** From 0. */
    static int page(@Nullable String value) {
        return number("page", value, 0, 0, 1_000_000);
    }

    /** From 1 to 500; 50 when nothing is said. */
    static int size(@Nullable String value) {
        return number("size", value, 50, 1, Page.LARGEST);
    }

    static int size(@Nullable String value, int otherwise, int most) {
        return number("size", value, otherwise, 1, most);
    }

    static int number(String name, @Nullable String value, int otherwise, int least, int most) {
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, as a number out of range is.
        }
        throw Refusal.invalid("/" + name, Message.of("invalid.number.range", least, most));
    }

    static @Nullable LocalDate date(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(value.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid("/" + name, Message.of("problem.date-expected", value));
        }
    }

    static LocalDate requiredDate(String name, @Nullable String value) {
        LocalDate date = date(name, value);
        if (date == null) {
            throw Refusal.invalid("/" + name, Message.of("invalid.missing"));
        }
        return date;
    }

    /** A date, its whole day meant, or a time with its offset; the exclusive end of it when {@code end}. */
    static @Nullable Instant time(String name, @Nullable String value, ZoneId zone, boolean end) {
        if (value == null || value.isBlank()) {
            return null;
        }
        // In an address a plus sign arrives as a space.
        String text = value.strip().replace(' ', '+');
        try {
            if (!text.matches("(19[7-9]|[2-9]\\d\\d)\\d-.*")) {
                throw new DateTimeException("Before 1970 or after 9999");
            }
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(end ? 1 : 0)
                            .atStartOfDay(zone)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid("/" + name, Message.of("problem.time-expected", value));
        }
    }

    static @Nullable UUID id(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(value.strip());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("/" + name, Message.of("problem.id-expected", value));
        }
    }

    static <E extends Enum<E>> @Nullable E oneOf(String name, @Nullable String value, Class<E> type) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String wanted = value.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "/" + name,
                        Message.of(
                                "problem.one-of-expected",
                                Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .toList())));
    }
}
