package org.maint.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Text;

/**
 * The whole maintenance plan, as read from its text. Immutable.
 *
 * @param documentVersion the document's own version text, beside the number under which it was published
 * @param zone in which every local time of the plan is meant
 */
public record PlanDocument(
        Text title,
        Text subtitle,
        String organisation,
        String documentVersion,
        LocalDate lastUpdated,
        Review review,
        Text responsible,
        Text purpose,
        ZoneId zone,
        Holidays holidays,
        List<TierPlan> tiers,
        Emergency emergency,
        List<Template> dashboards,
        List<Threshold> thresholds,
        List<Response> responses,
        Template logTemplate,
        List<Template> reports,
        List<Target> targets,
        List<Text> afterMiss,
        List<EscalationLevel> escalation,
        List<EscalationPolicy> policies,
        List<Text> dos,
        List<Text> donts,
        List<Text> skills,
        List<Training> trainings) {

    /** When the document itself is to be looked at again. */
    public record Review(String every, LocalDate next) {}

    /**
     * A tier with its routines.
     *
     * @param leastMinutes the plan's own estimate for the tier as a whole, its lower end
     * @param mostMinutes its upper end
     */
    public record TierPlan(Tier tier, Text title, int leastMinutes, int mostMinutes, List<Routine> routines) {}

    /** Something with a stable key and a label. */
    public record Labelled(String key, Text title) {}

    /** What happens in an emergency; the immediate actions have so many minutes. */
    public record Emergency(
            int immediateWithinMinutes,
            List<Labelled> triggers,
            List<Labelled> immediateActions,
            List<Labelled> resolutionSteps,
            Text communicationSubject,
            List<Labelled> communicationStatuses,
            List<Field> communicationFields) {}

    /** What a blank of a template holds. */
    public enum FieldKind {
        NUMBER,
        TEXT,
        LIST,
        CHOICE,
        YES_NO,
        COLOUR,
        DATE,
        DATE_TIME
    }

    /** A blank of a template. */
    public record Field(String key, Text title, FieldKind kind, @Nullable Text unit, List<Text> choices) {}

    /** A dashboard, a report or the log entry: a title and its blanks. The key is the report's kind for reports. */
    public record Template(String key, Text title, List<Field> fields) {}

    /** How a value is compared. */
    public enum Comparison {
        /** Strictly greater. */
        ABOVE,
        /** Strictly less. */
        BELOW,
        AT_LEAST,
        EQUAL,
        /** Against its own history. */
        ANOMALY,
        /** A sign of life that reports failure, or that does not come within the window. */
        FAILED_OR_ABSENT,
        /** A sign of life that reports success. */
        COMPLETED
    }

    /**
     * When an alert is raised.
     *
     * @param lasting how long it must hold, in the time of the data; zero for at once
     * @param window over which the value is taken
     * @param recovery the value that must be passed again before it is over; null for the same as {@code value}
     * @param keepFiring for how long it must not hold before it is over; zero for at once
     * @param noData after how long without any sample that alone is a warning; null for never
     */
    public record Threshold(
            String key,
            Text title,
            Severity severity,
            String metric,
            Comparison when,
            @Nullable BigDecimal value,
            Duration lasting,
            Duration window,
            @Nullable BigDecimal recovery,
            Duration keepFiring,
            @Nullable Duration noData) {}

    /** Within which time somebody reacts to an alert of this severity; zero is immediately. */
    public record Response(Severity severity, Text title, Duration within) {}

    /** What must be kept. */
    public record Target(String key, Text title, String metric, Comparison when, BigDecimal value, Text unit) {}

    /** Who is told, and how soon they answer. The plan leaves some addresses open: they are null until filled in. */
    public record EscalationLevel(
            String level,
            Text title,
            Text contact,
            @Nullable String email,
            @Nullable String phone,
            Duration response) {}

    /** A training that the team repeats. */
    public record Training(String key, Text title, String every) {}

    /**
     * The policy for alerts of this severity: one that is for a rule among these, else the one that is for all of the
     * severity, else the usual one.
     */
    public EscalationPolicy policy(Severity severity, Collection<String> rules) {
        List<EscalationPolicy> of = policies.stream()
                .filter(policy -> policy.severity() == severity)
                .toList();
        return of.stream()
                .filter(policy -> policy.rules().stream().anyMatch(rules::contains))
                .findFirst()
                .or(() -> of.stream().filter(policy -> policy.rules().isEmpty()).findFirst())
                .orElseGet(() -> EscalationPolicy.usual(severity));
    }

    /** How a skill or a practice is named elsewhere in the document: the kebab-case of its English words. */
    public static String key(Text words) {
        return words.en().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** A skill by its key. */
    public Optional<Text> skill(String key) {
        return skills.stream().filter(each -> key(each).equals(key)).findFirst();
    }

    public Optional<Training> training(String key) {
        return trainings.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** A practice by its key, what to do and what not. */
    public Optional<Text> practice(String key) {
        return Stream.concat(dos.stream(), donts.stream())
                .filter(each -> key(each).equals(key))
                .findFirst();
    }

    public Stream<Routine> routines() {
        return tiers.stream().flatMap(tier -> tier.routines().stream());
    }

    public List<Routine> routinesOf(Tier tier) {
        return tiers.stream()
                .filter(each -> each.tier() == tier)
                .flatMap(each -> each.routines().stream())
                .toList();
    }

    public Optional<Routine> routine(String key) {
        return routines().filter(routine -> routine.key().equals(key)).findFirst();
    }

    /** The tier of a routine that the plan has. */
    public Tier tierOf(String routineKey) {
        return tiers.stream()
                .filter(tier -> tier.routines().stream()
                        .anyMatch(routine -> routine.key().equals(routineKey)))
                .map(TierPlan::tier)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No routine " + routineKey));
    }
}
