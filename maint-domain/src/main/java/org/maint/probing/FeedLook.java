package org.maint.probing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Counts the advisories that are new and about something in use. One without a time that can be read counts as new, for
 * an advisory that is overlooked does more harm than one that is read twice.
 */
record FeedLook(ProbeSpec.AdvisoryFeed spec) implements Look {
    private static final int NAMED = 5;

    @Override
    public void look(Attempt attempt) throws ProbeFault {
        Sheet sheet = attempt.sheet();
        Answer answer = HttpLook.answer(attempt, spec.call());
        if (!new AnswerChecks(sheet, "").status(answer, List.of(200))) {
            return;
        }
        List<FeedReader.Entry> entries = FeedReader.read(answer);
        Instant since = attempt.surroundings().clock().instant().minus(Duration.ofDays(spec.days()));
        int count = 0;
        StringBuilder seen = new StringBuilder();
        for (FeedReader.Entry entry : entries) {
            boolean recent = entry.at() == null || entry.at().isAfter(since);
            String text = entry.title() + "\n" + entry.summary();
            if (recent && BoundedText.find(spec.matches(), text, attempt.deadline()) != null) {
                count++;
                if (count <= NAMED) {
                    seen.append(count == 1 ? ": " : "; ").append(entry.title());
                }
            }
        }
        sheet.value("entries", entries.size());
        sheet.value("count", count);
        sheet.add(new Assertion("advisories", count == 0, "0", count + seen.toString(), (double) count, null));
    }
}
