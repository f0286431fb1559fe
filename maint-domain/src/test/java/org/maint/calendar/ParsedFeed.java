package org.maint.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.util.DateTimeComponents;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.parameter.TzId;
import net.fortuna.ical4j.model.property.DateProperty;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStart;

/** A feed as a calendar program understands it, by two parsers that share nothing. */
final class ParsedFeed {
    private ParsedFeed() {}

    /**
     * @param start an instant in UTC, or a date
     * @param end the same as {@code start} where there is none
     */
    record Event(
            String summary,
            String description,
            String start,
            String end,
            String status,
            int sequence,
            Instant lastModified,
            String url) {}

    static Map<String, Event> byIcal4j(String text) {
        try {
            return new CalendarBuilder()
                            .build(new StringReader(text))
                            .<net.fortuna.ical4j.model.component.VEvent>getComponents("VEVENT")
                            .stream()
                            .collect(Collectors.toMap(event -> value(event, "UID"), ParsedFeed::event));
        } catch (IOException | ParserException e) {
            throw new AssertionError(e);
        }
    }

    private static Event event(net.fortuna.ical4j.model.component.VEvent event) {
        String start = time(event.<DtStart<?>>getProperty("DTSTART").orElseThrow());
        return new Event(
                value(event, "SUMMARY"),
                value(event, "DESCRIPTION"),
                start,
                event.<DtEnd<?>>getProperty("DTEND").map(ParsedFeed::time).orElse(start),
                value(event, "STATUS"),
                Integer.parseInt(value(event, "SEQUENCE")),
                event.getLastModified().getDate(),
                value(event, "URL"));
    }

    private static String value(net.fortuna.ical4j.model.component.VEvent event, String name) {
        return event.getProperty(name).map(Property::getValue).orElse("");
    }

    /**
     * The local time as ical4j read it, in the zone that it names: made into an instant by ical4j itself, even with its own
     * description of the zone, it is an hour off in the week before the clocks go forward.
     */
    private static String time(DateProperty<?> property) {
        return property.getDate() instanceof LocalDate date
                ? date.toString()
                : LocalDateTime.from(property.getDate())
                        .atZone(ZoneId.of(
                                property.<TzId>getRequiredParameter("TZID").getValue()))
                        .toInstant()
                        .toString();
    }

    static Map<String, Event> byBiweekly(String text) {
        ICalendar calendar = Biweekly.parse(text).first();
        return calendar.getEvents().stream()
                .collect(Collectors.toMap(event -> event.getUid().getValue(), event -> event(calendar, event)));
    }

    private static Event event(ICalendar calendar, VEvent event) {
        String start = time(calendar, event.getDateStart());
        return new Event(
                event.getSummary().getValue(),
                Optional.ofNullable(event.getDescription())
                        .map(words -> words.getValue())
                        .orElse(""),
                start,
                event.getDateEnd() == null ? start : time(calendar, event.getDateEnd()),
                event.getStatus().getValue(),
                event.getSequence().getValue(),
                event.getLastModified().getValue().toInstant(),
                Optional.ofNullable(event.getUrl()).map(url -> url.getValue()).orElse(""));
    }

    /**
     * The local time as biweekly read it, in the zone that it names: made into an instant by biweekly itself it is an hour
     * off on the very days on which the clocks change, whoever wrote the zone.
     */
    private static String time(ICalendar calendar, DateOrDateTimeProperty property) {
        DateTimeComponents local = property.getValue().getRawComponents();
        LocalDate date = LocalDate.of(local.getYear(), local.getMonth(), local.getDate());
        if (!property.getValue().hasTime()) {
            return date.toString();
        }
        String zone = calendar.getTimezoneInfo()
                .getTimezone(property)
                .getComponent()
                .getTimezoneId()
                .getValue();
        return date.atTime(local.getHour(), local.getMinute(), local.getSecond())
                .atZone(ZoneId.of(zone))
                .toInstant()
                .toString();
    }
}
