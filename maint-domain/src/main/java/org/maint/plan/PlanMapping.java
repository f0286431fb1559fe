package org.maint.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.maint.people.Role;
import org.maint.plan.PlanDocument.Comparison;
import org.maint.plan.PlanDocument.Emergency;
import org.maint.plan.PlanDocument.EscalationLevel;
import org.maint.plan.PlanDocument.Field;
import org.maint.plan.PlanDocument.FieldKind;
import org.maint.plan.PlanDocument.Labelled;
import org.maint.plan.PlanDocument.Response;
import org.maint.plan.PlanDocument.Review;
import org.maint.plan.PlanDocument.Target;
import org.maint.plan.PlanDocument.Template;
import org.maint.plan.PlanDocument.Threshold;
import org.maint.plan.PlanDocument.TierPlan;
import org.maint.plan.PlanDocument.Training;
import org.maint.shared.Text;

/** From a tree that has passed every check to the plan; here the document's defaults are filled in. */
final class PlanMapping {
    private static final List<String> WEEKDAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    private PlanMapping() {}

    static PlanDocument document(JsonNode root) {
        JsonNode practices = root.path("practices");
        JsonNode training = root.path("training");
        JsonNode review = root.path("review");
        return new PlanDocument(
                text(root.path("title")),
                text(root.path("subtitle")),
                root.path("organisation").asText(),
                root.path("documentVersion").asText(),
                LocalDate.parse(root.path("lastUpdated").asText()),
                new Review(
                        review.path("every").asText(),
                        LocalDate.parse(review.path("next").asText())),
                text(root.path("responsible")),
                text(root.path("purpose")),
                ZoneId.of(root.path("zone").asText()),
                holidays(root.path("holidays")),
                list(root.path("tiers"), PlanMapping::tier),
                emergency(root.path("emergency")),
                list(root.path("dashboards"), node -> template(node, "key")),
                list(root.path("thresholds"), PlanMapping::threshold),
                list(root.path("responses"), PlanMapping::response),
                template(root.path("logTemplate"), "key"),
                list(root.path("reports"), node -> template(node, "kind")),
                list(root.path("targets"), PlanMapping::target),
                list(root.path("afterMiss"), PlanMapping::text),
                list(root.path("escalation"), PlanMapping::level),
                list(root.path("policies"), PlanMapping::policy),
                list(practices.path("dos"), PlanMapping::text),
                list(practices.path("donts"), PlanMapping::text),
                list(training.path("skills"), PlanMapping::text),
                list(
                        training.path("courses"),
                        node -> new Training(
                                node.path("key").asText(),
                                text(node.path("title")),
                                node.path("every").asText())));
    }

    private static Holidays holidays(JsonNode node) {
        Set<DayOfWeek> week = EnumSet.noneOf(DayOfWeek.class);
        node.path("workingWeek").forEach(day -> week.add(weekday(day.asText())));
        return new Holidays(
                node.path("calendar").asText(),
                week,
                list(
                        node.path("closed"),
                        day -> new Holidays.ClosedDay(
                                LocalDate.parse(day.path("date").asText()), text(day.path("title")))),
                list(node.path("worked"), day -> LocalDate.parse(day.asText())).stream()
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static TierPlan tier(JsonNode node) {
        JsonNode estimate = node.path("estimateMinutes");
        return new TierPlan(
                Tier.valueOf(node.path("tier").asText()),
                text(node.path("title")),
                estimate.path("least").asInt(),
                estimate.path("most").asInt(),
                list(node.path("routines"), PlanMapping::routine));
    }

    private static Routine routine(JsonNode node) {
        return new Routine(
                node.path("key").asText(),
                text(node.path("title")),
                node.path("recurrence").asText(),
                LocalTime.parse(node.path("opens").asText()),
                due(node.path("due")),
                duration(node.path("grace")),
                Roll.valueOf(node.path("roll").asText("NONE")),
                Role.valueOf(node.path("responsible").asText()),
                node.path("assignee").asText(null),
                list(node.path("sections"), PlanMapping::section));
    }

    private static Due due(JsonNode node) {
        LocalTime at = LocalTime.parse(node.path("at").asText());
        if (node.has("days")) {
            return new Due.AfterDays(node.path("days").asInt(), at);
        }
        if (node.has("workingDays")) {
            return new Due.AfterWorkingDays(node.path("workingDays").asInt(), at);
        }
        if (node.has("weekday")) {
            return new Due.OnWeekday(weekday(node.path("weekday").asText()), at);
        }
        return new Due.OnMonthDay(node.path("monthDay").asInt(), at);
    }

    private static Section section(JsonNode node) {
        return new Section(
                node.path("key").asText(),
                text(node.path("title")),
                list(node.path("items"), PlanMapping::item),
                list(node.path("practices"), JsonNode::asText));
    }

    private static Item item(JsonNode node) {
        return new Item(
                node.path("key").asText(),
                text(node.path("title")),
                ItemKind.valueOf(node.path("kind").asText("CHECK")),
                textOrNull(node.path("unit")),
                number(node.path("min")),
                number(node.path("max")),
                list(
                        node.path("choices"),
                        choice -> new Item.Choice(choice.path("key").asText(), text(choice.path("title")))),
                node.path("required").asBoolean(true),
                Verification.valueOf(node.path("verification").asText("MANUAL")),
                Severity.valueOf(node.path("severity").asText("WARNING")),
                list(node.path("commands"), JsonNode::asText),
                node.has("proof") ? proof(node.path("proof")) : null,
                node.has("skill") ? node.path("skill").asText() : null);
    }

    private static Proof proof(JsonNode node) {
        return new Proof(
                Proof.Source.valueOf(node.path("source").asText()),
                node.path("key").asText(),
                node.path("part").asText(null),
                node.has("take") ? Proof.Take.valueOf(node.path("take").asText()) : null,
                node.has("over") ? duration(node.path("over")) : null,
                node.has("when") ? Comparison.valueOf(node.path("when").asText()) : null,
                number(node.path("value")));
    }

    private static Emergency emergency(JsonNode node) {
        JsonNode communication = node.path("communication");
        return new Emergency(
                node.path("immediateWithinMinutes").asInt(),
                list(node.path("triggers"), PlanMapping::labelled),
                list(node.path("immediateActions"), PlanMapping::labelled),
                list(node.path("resolutionSteps"), PlanMapping::labelled),
                text(communication.path("subject")),
                list(communication.path("statuses"), PlanMapping::labelled),
                list(communication.path("fields"), PlanMapping::field));
    }

    private static Labelled labelled(JsonNode node) {
        return new Labelled(node.path("key").asText(), text(node.path("title")));
    }

    private static Template template(JsonNode node, String key) {
        return new Template(
                node.path(key).asText(), text(node.path("title")), list(node.path("fields"), PlanMapping::field));
    }

    private static Field field(JsonNode node) {
        return new Field(
                node.path("key").asText(),
                text(node.path("title")),
                FieldKind.valueOf(node.path("kind").asText()),
                textOrNull(node.path("unit")),
                list(node.path("choices"), PlanMapping::text));
    }

    static Threshold threshold(JsonNode node) {
        return new Threshold(
                node.path("key").asText(),
                text(node.path("title")),
                Severity.valueOf(node.path("severity").asText()),
                node.path("metric").asText(),
                Comparison.valueOf(node.path("when").asText()),
                number(node.path("value")),
                duration(node.path("for")),
                duration(node.path("window")),
                number(node.path("recovery")),
                duration(node.path("keepFiring")),
                node.has("noData") ? duration(node.path("noData")) : null);
    }

    private static Response response(JsonNode node) {
        return new Response(
                Severity.valueOf(node.path("severity").asText()),
                text(node.path("title")),
                duration(node.path("within")));
    }

    private static Target target(JsonNode node) {
        return new Target(
                node.path("key").asText(),
                text(node.path("title")),
                node.path("metric").asText(),
                Comparison.valueOf(node.path("when").asText()),
                node.path("value").decimalValue(),
                text(node.path("unit")));
    }

    private static EscalationLevel level(JsonNode node) {
        return new EscalationLevel(
                node.path("level").asText(),
                text(node.path("title")),
                text(node.path("contact")),
                node.path("email").asText(null),
                node.path("phone").asText(null),
                duration(node.path("response")));
    }

    private static EscalationPolicy policy(JsonNode node) {
        return new EscalationPolicy(
                node.path("key").asText(),
                Severity.valueOf(node.path("severity").asText()),
                list(node.path("rules"), JsonNode::asText),
                EscalationPolicy.Clock.valueOf(node.path("clock").asText()),
                EscalationPolicy.Group.valueOf(node.path("group").asText()),
                duration(node.path("groupWait")),
                duration(node.path("groupInterval")),
                duration(node.path("repeat")),
                list(
                        node.path("steps"),
                        step -> new EscalationPolicy.Step(
                                duration(step.path("after")), list(step.path("levels"), JsonNode::asText))));
    }

    private static DayOfWeek weekday(String code) {
        return DayOfWeek.of(WEEKDAYS.indexOf(code) + 1);
    }

    private static Duration duration(JsonNode node) {
        return node.isMissingNode() ? Duration.ZERO : Duration.parse(node.asText());
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    static Text text(JsonNode node) {
        return new Text(node.path("en").asText(), node.path("fr").asText());
    }

    private static @Nullable Text textOrNull(JsonNode node) {
        return node.isObject() ? text(node) : null;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> mapping) {
        return StreamSupport.stream(array.spliterator(), false).map(mapping).toList();
    }
}
