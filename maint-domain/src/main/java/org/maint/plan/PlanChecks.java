package org.maint.plan;

import com.fasterxml.jackson.databind.JsonNode;
import de.focus_shift.jollyday.core.HolidayManager;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.maint.plan.MalformedPlan.Fault;
import org.maint.shared.Message;

/** Whether a document of the right form makes sense. */
final class PlanChecks {
    /** Longer than the longest gap that the Gregorian calendar gives a rule (29 February on a given weekday: 40 years). */
    private static final LocalDate SEARCH_FROM = LocalDate.of(2000, 1, 1);

    /** What a rule may look back at, and wait for. */
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Whoever is called needs the time to answer. */
    private static final Duration SHORTEST_REPEAT = Duration.ofMinutes(1);

    private static final LocalDate SEARCH_TO = LocalDate.of(2044, 12, 31);
    private static final Pattern WITHIN_A_DAY =
            Pattern.compile("(?i).*(FREQ=(SECONDLY|MINUTELY|HOURLY)|BYSECOND|BYMINUTE|BYHOUR|UNTIL|COUNT).*");

    private final YamlSource source;
    private final Set<String> skills;
    private final Set<String> practices;
    private final List<Fault> faults = new ArrayList<>();

    PlanChecks(YamlSource source) {
        this.source = source;
        JsonNode root = source.root();
        this.skills = keys(root.path("training").path("skills"));
        this.practices = keys(root.path("practices").path("dos"));
        this.practices.addAll(keys(root.path("practices").path("donts")));
        zone(root.path("zone").asText());
        holidays(root.path("holidays"));
        Set<String> tiers = new HashSet<>();
        Set<String> routines = new HashSet<>();
        for (int t = 0; t < root.path("tiers").size(); t++) {
            JsonNode tier = root.path("tiers").path(t);
            String at = "/tiers/" + t;
            unique(tiers, tier.path("tier").asText(), at + "/tier");
            for (int r = 0; r < tier.path("routines").size(); r++) {
                routine(tier.path("routines").path(r), at + "/routines/" + r, routines);
            }
        }
        uniqueKeys(root.path("thresholds"), "/thresholds", "key");
        for (int i = 0; i < root.path("thresholds").size(); i++) {
            String at = "/thresholds/" + i;
            durations(root.path("thresholds").path(i), (field, key, arguments) -> fault(at + field, key, arguments));
        }
        uniqueKeys(root.path("targets"), "/targets", "key");
        uniqueKeys(root.path("escalation"), "/escalation", "level");
        for (int i = 0; i < root.path("escalation").size(); i++) {
            duration(root.path("escalation").path(i).path("response"), "/escalation/" + i + "/response");
        }
        uniqueKeys(root.path("policies"), "/policies", "key");
        for (int i = 0; i < root.path("policies").size(); i++) {
            policy(root.path("policies").path(i), "/policies/" + i);
        }
        uniqueKeys(root.path("reports"), "/reports", "kind");
    }

    List<Fault> faults() {
        return faults;
    }

    /** By which items and sections name them, in the document's order. */
    private static Set<String> keys(JsonNode texts) {
        Set<String> keys = new LinkedHashSet<>();
        texts.forEach(each -> keys.add(PlanDocument.key(PlanMapping.text(each))));
        return keys;
    }

    private void fault(String pointer, String key, Object... arguments) {
        faults.add(source.fault(pointer, Message.of("plan.fault." + key, arguments)));
    }

    private void zone(String id) {
        try {
            ZoneId.of(id);
        } catch (DateTimeException e) {
            fault("/zone", "zone", id);
        }
    }

    private void holidays(JsonNode holidays) {
        String[] code =
                holidays.path("calendar").asText().toLowerCase(Locale.ROOT).split("-", -1);
        boolean known = HolidayManager.getSupportedCalendarCodes().contains(code[0].toUpperCase(Locale.ROOT))
                && (code.length == 1
                        || HolidayManager.getInstance(de.focus_shift.jollyday.core.ManagerParameters.create(code[0]))
                                .getCalendarHierarchy()
                                .getChildren()
                                .containsKey(code[1]));
        if (!known) {
            fault(
                    "/holidays/calendar",
                    "holiday-calendar",
                    holidays.path("calendar").asText());
        }
        Set<String> worked = new HashSet<>();
        for (int i = 0; i < holidays.path("worked").size(); i++) {
            String date = holidays.path("worked").path(i).asText();
            date(date, "/holidays/worked/" + i);
            worked.add(date);
        }
        for (int i = 0; i < holidays.path("closed").size(); i++) {
            String date = holidays.path("closed").path(i).path("date").asText();
            String at = "/holidays/closed/" + i + "/date";
            date(date, at);
            if (worked.contains(date)) {
                fault(at, "closed-and-worked", date);
            }
        }
    }

    private void date(String words, String at) {
        try {
            LocalDate.parse(words);
        } catch (DateTimeException e) {
            fault(at, "date", words);
        }
    }

    private void routine(JsonNode routine, String at, Set<String> routines) {
        unique(routines, routine.path("key").asText(), at + "/key");
        recurrence(routine.path("recurrence").asText(), (key, arguments) -> fault(at + "/recurrence", key, arguments));
        if (routine.path("due").size() != 2) {
            fault(at + "/due", "due");
        }
        Set<String> sections = new HashSet<>();
        Set<String> items = new HashSet<>();
        for (int s = 0; s < routine.path("sections").size(); s++) {
            JsonNode section = routine.path("sections").path(s);
            String atSection = at + "/sections/" + s;
            unique(sections, section.path("key").asText(), atSection + "/key");
            for (int i = 0; i < section.path("practices").size(); i++) {
                String practice = section.path("practices").path(i).asText();
                if (!practices.contains(practice)) {
                    fault(atSection + "/practices/" + i, "unknown-practice", practice, String.join(", ", practices));
                }
            }
            for (int i = 0; i < section.path("items").size(); i++) {
                JsonNode item = section.path("items").path(i);
                String atItem = atSection + "/items/" + i;
                unique(items, item.path("key").asText(), atItem + "/key");
                item(item, atItem);
                String skill = item.path("skill").asText("");
                if (!skill.isEmpty() && !skills.contains(skill)) {
                    fault(atItem + "/skill", "unknown-skill", skill, String.join(", ", skills));
                }
            }
        }
    }

    private void item(JsonNode item, String at) {
        String kind = item.path("kind").asText("CHECK");
        boolean number = kind.equals("NUMBER");
        if (number && !item.has("unit")) {
            fault(at, "number-without-unit");
        }
        if (!number && (item.has("unit") || item.has("min") || item.has("max"))) {
            fault(at, "range-without-number", kind);
        }
        if (kind.equals("CHOICE") == item.path("choices").isEmpty()) {
            fault(at, "choices", kind);
        }
        if (item.has("min") && item.has("max")) {
            BigDecimal min = item.path("min").decimalValue();
            BigDecimal max = item.path("max").decimalValue();
            if (min.compareTo(max) > 0) {
                fault(at + "/min", "range", min.toPlainString(), max.toPlainString());
            }
        }
    }

    /** Where a fault of a rule goes: its key below {@code plan.fault} and what is filled in. */
    @FunctionalInterface
    interface RuleFault {
        void found(String key, Object... arguments);
    }

    /** Whether a rule is one of whole days, without end, that occurs. */
    static void recurrence(String rule, RuleFault fault) {
        if (WITHIN_A_DAY.matcher(rule).matches()) {
            fault.found("recurrence-of-days", rule);
            return;
        }
        try {
            RecurrenceRule parsed = new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
            if (parsed.getInterval() > 1000) {
                fault.found("recurrence-never", rule);
                return;
            }
        } catch (InvalidRecurrenceRuleException e) {
            fault.found("recurrence", rule, String.valueOf(e.getMessage()));
            return;
        }
        boolean occurs;
        try {
            occurs = new Recurrence(rule)
                    .between(SEARCH_FROM, SEARCH_TO)
                    .findFirst()
                    .isPresent();
        } catch (IllegalArgumentException gaveUp) {
            // The library stops looking after too many empty periods.
            occurs = false;
        }
        if (!occurs) {
            fault.found("recurrence-never", rule);
        }
    }

    /** Where a fault of a threshold goes: its pointer within the threshold, its key, and what is filled in. */
    @FunctionalInterface
    interface ThresholdFault {
        void found(String pointer, String key, Object... arguments);
    }

    /** Whether the durations of a threshold are some, and none is longer than rules can look back. */
    static void durations(JsonNode threshold, ThresholdFault fault) {
        for (String field : List.of("for", "window", "keepFiring", "noData")) {
            String words = threshold.path(field).asText("PT0S");
            try {
                if (Duration.parse(words).compareTo(LONGEST) > 0) {
                    fault.found("/" + field, "duration-long", words, LONGEST.toDays());
                }
            } catch (DateTimeException | ArithmeticException e) {
                fault.found("/" + field, "duration", words);
            }
        }
    }

    /** Its steps are taken one after the other, the first one at once, and nobody is called without a pause. */
    private void policy(JsonNode policy, String at) {
        duration(policy.path("groupWait"), at + "/groupWait");
        duration(policy.path("groupInterval"), at + "/groupInterval");
        duration(policy.path("repeat"), at + "/repeat")
                .filter(repeat -> repeat.compareTo(SHORTEST_REPEAT) < 0)
                .ifPresent(repeat -> fault(at + "/repeat", "repeat-short", repeat, SHORTEST_REPEAT.toMinutes()));
        Duration before = Duration.ZERO;
        for (int i = 0; i < policy.path("steps").size(); i++) {
            String step = at + "/steps/" + i + "/after";
            Duration after =
                    duration(policy.path("steps").path(i).path("after"), step).orElse(before);
            if (i == 0 && !after.isZero()) {
                fault(step, "first-step", after);
            } else if (i > 0 && after.compareTo(before) <= 0) {
                fault(step, "steps-order", after, before);
            }
            before = after;
        }
    }

    /** Empty when it is missing, or is a fault. */
    private Optional<Duration> duration(JsonNode written, String at) {
        if (!written.isTextual()) {
            return Optional.empty();
        }
        String words = written.asText();
        try {
            Duration duration = Duration.parse(words);
            if (duration.compareTo(LONGEST) <= 0) {
                return Optional.of(duration);
            }
            fault(at, "duration-long", words, LONGEST.toDays());
        } catch (DateTimeException | ArithmeticException e) {
            fault(at, "duration", words);
        }
        return Optional.empty();
    }

    private void uniqueKeys(JsonNode list, String at, String name) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            unique(seen, list.path(i).path(name).asText(), at + "/" + i + "/" + name);
        }
    }

    private void unique(Set<String> seen, String key, String at) {
        if (!seen.add(key)) {
            fault(at, "key-twice", key);
        }
    }
}
