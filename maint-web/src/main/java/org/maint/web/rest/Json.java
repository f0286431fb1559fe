package org.maint.web.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.checklist.Evidence;
import org.maint.checklist.Run;
import org.maint.checklist.RunItem;
import org.maint.logbook.LogEntry;
import org.maint.people.PersonId;
import org.maint.people.Role;
import org.maint.plan.ItemKind;
import org.maint.shared.Canonical;
import org.maint.shared.Page;
import org.maint.web.page.ProofWords;

/** What runs, items and log entries look like outside. */
final class Json {
    private Json() {}

    /** ISO-8601 with the offset of the plan's zone. */
    static @Nullable String time(@Nullable Instant instant, ZoneId zone) {
        return instant == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        instant.atZone(zone).toOffsetDateTime());
    }

    static String role(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static <T> ObjectNode page(Page<T> page, BiConsumer<ObjectNode, T> each) {
        ObjectNode json = Canonical.mapper().createObjectNode();
        ArrayNode items = json.putArray("items");
        page.items().forEach(item -> each.accept(items.addObject(), item));
        json.put("page", page.page());
        json.put("size", page.size());
        json.put("total", page.total());
        return json;
    }

    /** @param names of the people whom runs name */
    static void run(
            ObjectNode json,
            Run run,
            List<Evidence> evidence,
            Map<PersonId, String> names,
            Clock clock,
            ZoneId zone,
            Locale locale) {
        json.put("id", run.id().toString());
        json.put("routine", run.routineKey().orElse(null));
        json.put("type", run.type().name());
        json.put("title", run.title().in(locale));
        json.put("nominalDate", run.nominalDate().toString());
        json.put("planVersion", run.planVersion());
        json.put("state", run.state().name());
        json.put("late", run.late(clock.instant()));
        json.put("responsible", role(run.responsible()));
        json.put("assignee", id(run.assignee()));
        json.put("assigneeName", run.assignee() == null ? null : names.get(run.assignee()));
        json.put("opensAt", time(run.opensAt(), zone));
        json.put("dueAt", time(run.dueAt(), zone));
        json.put("openedAt", time(run.openedAt(), zone));
        json.put("startedAt", time(run.startedAt(), zone));
        json.put("closedAt", time(run.closedAt(), zone));
        json.put("closedBy", id(run.closedBy()));
        json.put("skipReason", run.skipReason());
        json.put(
                "missedCause",
                run.missedCause() == null ? null : run.missedCause().name());
        json.put("downFrom", time(run.downFrom(), zone));
        json.put("downTo", time(run.downTo(), zone));
        json.put("minutesSpent", run.minutesSpent());
        Map<UUID, List<Evidence>> proofs = evidence.stream().collect(Collectors.groupingBy(Evidence::itemId));
        ArrayNode items = json.putArray("items");
        run.items()
                .forEach(
                        item -> item(items.addObject(), item, proofs.getOrDefault(item.id(), List.of()), zone, locale));
    }

    static void item(ObjectNode json, RunItem item, List<Evidence> evidence, ZoneId zone, Locale locale) {
        json.put("key", item.key());
        json.put("title", item.title().in(locale));
        json.put("section", item.sectionKey());
        json.put("kind", item.kind().name());
        json.put("unit", item.unit() == null ? null : item.unit().in(locale));
        json.put("min", item.min());
        json.put("max", item.max());
        ArrayNode choices = json.putArray("choices");
        item.choices().forEach(choice -> choices.addObject()
                .put("key", choice.key())
                .put("title", choice.title().in(locale)));
        json.put("required", item.required());
        json.put("verification", item.verification().name());
        json.put("severity", item.severity().name());
        json.put("outcome", item.outcome() == null ? null : item.outcome().name());
        String value = item.value();
        if (value != null && item.kind() == ItemKind.NUMBER) {
            json.put("value", new BigDecimal(value));
        } else {
            json.put("value", value);
        }
        json.put("note", item.note());
        json.put("overrideReason", item.overrideReason());
        json.put("recordedAt", time(item.recordedAt(), zone));
        json.put("recordedBy", id(item.recordedBy()));
        json.put("skill", item.skill());
        json.put("countersignedAt", time(item.countersignedAt(), zone));
        json.put("countersignedBy", id(item.countersignedBy()));
        proof(json, item, zone, locale);
        json.put("version", item.version());
        ArrayNode proofs = json.putArray("evidence");
        evidence.forEach(each -> evidence(proofs.addObject(), each, zone));
    }

    /** What was found without anybody's help; null for an item that people look at. */
    private static void proof(ObjectNode json, RunItem item, ZoneId zone, Locale locale) {
        if (item.proofState() == null) {
            json.putNull("proof");
            return;
        }
        ObjectNode proof = json.putObject("proof");
        proof.put("state", item.proofState().name());
        proof.put(
                "outcome",
                item.proofOutcome() == null ? null : item.proofOutcome().name());
        proof.put("value", item.proofValue() == null ? null : new BigDecimal(item.proofValue()));
        proof.put("expected", item.proofExpected());
        proof.put("why", item.proofWhy() == null ? null : item.proofWhy().in(locale));
        proof.put("observedAt", time(item.proofObserved(), zone));
        proof.put("recordedAt", time(item.proofRecorded(), zone));
        proof.put("words", ProofWords.of(item, locale, zone));
        proof.put("overridden", item.overridden());
    }

    static void evidence(ObjectNode json, Evidence evidence, ZoneId zone) {
        json.put("id", evidence.id().toString());
        json.put("kind", evidence.kind().name());
        json.put("name", evidence.name());
        json.put("mediaType", evidence.mediaType());
        json.put("size", evidence.size());
        json.put("sha256", evidence.sha256());
        json.put("recordedAt", time(evidence.recordedAt(), zone));
        json.put("recordedBy", id(evidence.recordedBy()));
    }

    static void entry(ObjectNode json, LogEntry entry, ZoneId zone, Locale locale) {
        json.put("sequence", entry.sequence());
        json.put("at", time(entry.at(), zone));
        json.put("event", entry.event().name());
        json.put("type", entry.type().name());
        json.put("title", entry.title().in(locale));
        json.put("run", entry.runId() == null ? null : entry.runId().toString());
        json.put("corrects", entry.corrects());
        json.put("signedBy", id(entry.by()));
        json.set("content", entry.content());
        json.put("previousHash", entry.previousHash());
        json.put("hash", entry.hash());
    }

    private static @Nullable String id(@Nullable PersonId id) {
        return id == null ? null : id.toString();
    }
}
