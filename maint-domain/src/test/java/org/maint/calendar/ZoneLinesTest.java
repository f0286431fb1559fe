package org.maint.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The zone as a feed describes it, for a program that does not know it by its name. */
class ZoneLinesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final int DAYS = 800;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/Toronto",
                "Europe/Paris",
                "America/St_Johns",
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "America/Santiago",
                "Asia/Tokyo",
                "Asia/Kathmandu",
                "UTC"
            })
    void says_at_which_offset_each_morning_and_evening_is(String id) throws Exception {
        ZoneId zone = ZoneId.of(id);
        Instant from = FIRST.minusYears(1).atStartOfDay(zone).toInstant();
        Instant to = FIRST.plusYears(3).atStartOfDay(zone).toInstant();
        String text = FeedText.of(List.of(), "Empty", zone, from, to, "http://localhost");
        NavigableMap<Instant, ZoneOffset> described = offsets(text);
        assertThat(IntStream.range(0, 2 * DAYS)
                        .mapToObj(i -> FIRST.plusDays(i / 2)
                                .atTime(i % 2 == 0 ? 5 : 20, 0)
                                .atZone(zone))
                        .filter(time -> !offset(described, time).equals(time.getOffset()))
                        .map(time -> time + " is not at " + offset(described, time)))
                .isEmpty();
    }

    /** By the latest beginning before that time, as RFC 5545 has it. */
    private static ZoneOffset offset(NavigableMap<Instant, ZoneOffset> described, ZonedDateTime time) {
        return described.floorEntry(time.toInstant()).getValue();
    }

    /**
     * When which offset begins. The parts and the rules are ical4j's to read; it is not asked for the sum, because it
     * compares the beginnings as if their local times were UTC.
     */
    private static NavigableMap<Instant, ZoneOffset> offsets(String text) throws Exception {
        NavigableMap<Instant, ZoneOffset> offsets = new TreeMap<>();
        VTimeZone described = new CalendarBuilder()
                .build(new StringReader(text))
                .<VTimeZone>getComponents("VTIMEZONE")
                .get(0);
        for (Observance each : described.getObservances()) {
            LocalDateTime start = LocalDateTime.from(
                    each.<DtStart<?>>getProperty("DTSTART").orElseThrow().getDate());
            ZoneOffset before =
                    each.<TzOffsetFrom>getProperty("TZOFFSETFROM").orElseThrow().getOffset();
            ZoneOffset after =
                    each.<TzOffsetTo>getProperty("TZOFFSETTO").orElseThrow().getOffset();
            offsets.put(start.toInstant(before), after);
            each.<RRule<LocalDateTime>>getProperty("RRULE").ifPresent(rule -> rule.getRecur()
                    .getDates(start, start, start.plusYears(10))
                    .forEach(date -> offsets.put(date.toInstant(before), after)));
        }
        return offsets;
    }
}
