package org.maint.logbook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.maint.checklist.Evidence;
import org.maint.checklist.Outcome;
import org.maint.checklist.Run;
import org.maint.checklist.RunEvent.RunMissed;
import org.maint.checklist.RunEvent.RunSigned;
import org.maint.checklist.RunEvent.RunSkipped;
import org.maint.checklist.RunItem;
import org.maint.people.PersonId;
import org.maint.shared.Canonical;
import org.maint.shared.Text;

/**
 * Fills the plan's log template from a run: date, type, performed by, tasks completed, issues found, resolved and
 * escalated, next actions, notes, time spent, sign-off. Labels stand in both languages, people by their ids, numbers as
 * text so that no digit is lost.
 */
final class EntryContent {
    private EntryContent() {}

    static ObjectNode of(RunSigned signed, List<Evidence> evidence) {
        Run run = signed.run();
        ObjectNode content = about(run);
        Set<String> performers = new LinkedHashSet<>();
        run.items().forEach(item -> {
            PersonId by = item.recordedBy();
            if (by != null) {
                performers.add(by.toString());
            }
        });
        performers.add(signed.by().toString());
        ArrayNode performedBy = content.putArray("performedBy");
        performers.stream().sorted().forEach(performedBy::add);

        Map<UUID, List<Evidence>> proofs = evidence.stream().collect(Collectors.groupingBy(Evidence::itemId));
        ArrayNode completed = content.putArray("tasksCompleted");
        ArrayNode found = content.putArray("issuesFound");
        for (RunItem item : run.items()) {
            if (item.answered()) {
                completed.add(task(item, proofs.getOrDefault(item.id(), List.of())));
            }
            if (item.outcome() == Outcome.FAIL) {
                ObjectNode issue = found.addObject();
                issue.put("item", item.key());
                issue.set("title", EntryParts.text(item.title()));
                issue.put("seen", item.note());
                issue.put("severity", item.severity().name());
            }
        }
        lines(content.putArray("issuesResolved"), signed.signOff().issuesResolved());
        lines(content.putArray("issuesEscalated"), signed.signOff().issuesEscalated());
        lines(content.putArray("nextActions"), signed.signOff().nextActions());
        content.put("notes", signed.signOff().notes());
        content.put("minutesSpent", signed.signOff().minutesSpent());
        content.put("signedBy", signed.by().toString());
        return content;
    }

    static ObjectNode of(RunSkipped skipped) {
        ObjectNode content = about(skipped.run());
        content.put("reason", skipped.reason());
        content.put("skippedBy", skipped.by().toString());
        return content;
    }

    static ObjectNode of(RunMissed missed) {
        Run run = missed.run();
        ObjectNode content = about(run);
        content.put("cause", missed.cause().name());
        if (run.downFrom() != null && run.downTo() != null) {
            content.put("downFrom", run.downFrom().toString());
            content.put("downTo", run.downTo().toString());
        }
        long answered = run.items().stream().filter(RunItem::answered).count();
        content.put("itemsAnswered", answered);
        content.put("items", run.items().size());
        return content;
    }

    static ObjectNode correction(LogEntry corrected, String words, PersonId by) {
        ObjectNode content = Canonical.mapper().createObjectNode();
        content.put("corrects", corrected.sequence());
        content.put("correctsHash", corrected.hash());
        content.put("correction", words);
        content.put("signedBy", by.toString());
        return content;
    }

    private static ObjectNode about(Run run) {
        ObjectNode content = Canonical.mapper().createObjectNode();
        content.put("run", run.id().toString());
        content.put("routine", run.routineKey().orElse(null));
        content.put("date", run.nominalDate().toString());
        content.put("planVersion", run.planVersion());
        content.set("title", EntryParts.text(run.title()));
        return content;
    }

    private static ObjectNode task(RunItem item, List<Evidence> evidence) {
        ObjectNode task =
                EntryParts.task(item.key(), item.sectionTitle(), item.title(), String.valueOf(item.outcome()));
        EntryParts.putIfPresent(task, "value", item.value());
        Text unit = item.unit();
        if (unit != null && item.value() != null) {
            task.set("unit", EntryParts.text(unit));
        }
        EntryParts.putIfPresent(task, "note", item.note());
        EntryParts.putIfPresent(task, "overrideReason", item.overrideReason());
        EntryParts.putIfPresent(task, "at", item.recordedAt());
        EntryParts.putIfPresent(task, "by", item.recordedBy());
        EntryParts.putIfPresent(task, "skill", item.skill());
        EntryParts.putIfPresent(task, "countersignedAt", item.countersignedAt());
        EntryParts.putIfPresent(task, "countersignedBy", item.countersignedBy());
        if (item.proofState() != null) {
            // What the probe said stands beside what the person said, whichever counts.
            ObjectNode proof = task.putObject("proof");
            proof.put("state", item.proofState().name());
            EntryParts.putIfPresent(proof, "outcome", item.proofOutcome());
            EntryParts.putIfPresent(proof, "value", item.proofValue());
            EntryParts.putIfPresent(proof, "expected", item.proofExpected());
            Text why = item.proofWhy();
            if (why != null) {
                proof.set("why", EntryParts.text(why));
            }
            EntryParts.putIfPresent(proof, "observedAt", item.proofObserved());
            EntryParts.putIfPresent(proof, "recordedAt", item.proofRecorded());
        }
        if (!evidence.isEmpty()) {
            ArrayNode files = task.putArray("evidence");
            for (Evidence each : evidence) {
                files.addObject().put("name", each.name()).put("sha256", each.sha256());
            }
        }
        return task;
    }

    private static void lines(ArrayNode array, List<String> lines) {
        lines.forEach(array::add);
    }
}
