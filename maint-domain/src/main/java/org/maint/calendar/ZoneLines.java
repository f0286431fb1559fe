package org.maint.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A zone as RFC 5545 describes one (VTIMEZONE), out of the very rules by which runs open: a library's own tables may know
 * more or less than this machine does.
 */
final class ZoneLines {
    private static final int DAYS_OF_A_WEEK = 7;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("zzz", Locale.CANADA);

    private final IcsLines lines;
    private final ZoneId zone;

    private ZoneLines(IcsLines lines, ZoneId zone) {
        this.lines = lines;
        this.zone = zone;
    }

    /** Right for every time from {@code from} to {@code to}. */
    static void write(IcsLines lines, ZoneId zone, Instant from, Instant to) {
        lines.begin("VTIMEZONE").line("TZID", zone.getId());
        new ZoneLines(lines, zone).observances(from, to);
        lines.end("VTIMEZONE");
    }

    private void observances(Instant from, Instant to) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition last = rules.previousTransition(from);
        if (last == null) {
            ZoneOffset always = rules.getOffset(from);
            observance(LocalDateTime.of(1970, 1, 1, 0, 0), always, always, null);
        } else if (goesByRule(rules, from)) {
            int year = last.getDateTimeBefore().getYear() - 1;
            for (ZoneOffsetTransitionRule rule : rules.getTransitionRules()) {
                observance(rule.createTransition(year), yearly(rule));
            }
        } else {
            for (ZoneOffsetTransition each = last;
                    each != null && each.getInstant().isBefore(to);
                    each = rules.nextTransition(each.getInstant())) {
                observance(each, null);
            }
        }
    }

    /** Whether from then on the clocks change each year on "the n-th (or the last) such weekday of a month". */
    private static boolean goesByRule(ZoneRules rules, Instant from) {
        int named = rules.getTransitions().size();
        boolean over =
                named == 0 || rules.getTransitions().get(named - 1).getInstant().isBefore(from);
        return over
                && !rules.getTransitionRules().isEmpty()
                && rules.getTransitionRules().stream().allMatch(ZoneLines::isPlain);
    }

    private static boolean isPlain(ZoneOffsetTransitionRule rule) {
        int day = rule.getDayOfMonthIndicator();
        // A time that is meant in UTC, or midnight at the end of a day, may put the local change on a neighbouring day.
        LocalDateTime sample = rule.createTransition(2000).getDateTimeBefore();
        return rule.getDayOfWeek() != null
                && (day == -1 || day > 0 && day % DAYS_OF_A_WEEK == 1)
                && sample.getDayOfWeek() == rule.getDayOfWeek()
                && sample.getMonth() == rule.getMonth();
    }

    private static String yearly(ZoneOffsetTransitionRule rule) {
        int day = rule.getDayOfMonthIndicator();
        return "FREQ=YEARLY;BYMONTH=" + rule.getMonth().getValue() + ";BYDAY="
                + (day == -1 ? -1 : day / DAYS_OF_A_WEEK + 1)
                + rule.getDayOfWeek().name().substring(0, 2);
    }

    private void observance(ZoneOffsetTransition change, @Nullable String rule) {
        observance(change.getDateTimeBefore(), change.getOffsetBefore(), change.getOffsetAfter(), rule);
    }

    private void observance(LocalDateTime start, ZoneOffset before, ZoneOffset after, @Nullable String rule) {
        Instant at = start.toInstant(before);
        String component = zone.getRules().isDaylightSavings(at) ? "DAYLIGHT" : "STANDARD";
        lines.begin(component)
                .line("DTSTART", FeedText.local(start))
                .line("TZOFFSETFROM", offset(before))
                .line("TZOFFSETTO", offset(after))
                .text("TZNAME", NAME.format(at.atZone(zone)));
        if (rule != null) {
            lines.line("RRULE", rule);
        }
        lines.end(component);
    }

    /** {@code -0500}; with seconds where there are some. */
    private static String offset(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+0000" : offset.getId().replace(":", "");
    }
}
