package org.maint.document;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.maint.checklist.WorkType;
import org.maint.document.Markup.Bookmark;
import org.maint.document.Markup.Node;
import org.maint.logbook.LogEntry;
import org.maint.logbook.LogEvent;

/** A period of the log on paper: what it covers and counts, what is where, and then entry after entry, day by day. */
final class PeriodSheet {
    /** So many entries are laid out at once; a new month begins on a new page anyway. */
    private static final int MOST_IN_CHAPTER = 100;

    private final Desk desk;
    private final Wording wording;
    private final EntryPart part;
    private final Limits limits;

    PeriodSheet(Desk desk, Limits limits) {
        this.desk = desk;
        this.wording = desk.wording();
        this.part = new EntryPart(wording, desk.names());
        this.limits = limits;
    }

    /**
     * The entries come first, because the contents in front of them say on which page each stands.
     *
     * @param corrections of each entry, by its number
     */
    void write(Binder binder, List<LogEntry> all, Map<Long, List<LogEntry>> corrections) {
        Map<String, Integer> pages = new HashMap<>();
        for (List<LogEntry> chapter : chapters(all)) {
            Markup markup = blank();
            entries(markup, chapter, corrections);
            pages.putAll(binder.add(markup));
        }
        int front = binder.pagesOf(front(all, pages, 0));
        binder.addInFront(front(all, pages, front));
    }

    private Markup blank() {
        return desk.markup(limits.title(), wording.word("subject.period"));
    }

    private List<List<LogEntry>> chapters(List<LogEntry> all) {
        List<List<LogEntry>> chapters = new ArrayList<>();
        List<LogEntry> chapter = new ArrayList<>();
        for (LogEntry each : all) {
            boolean full = chapter.size() == MOST_IN_CHAPTER;
            if (full || !chapter.isEmpty() && !month(each).equals(month(chapter.get(0)))) {
                chapters.add(chapter);
                chapter = new ArrayList<>();
            }
            chapter.add(each);
        }
        if (!chapter.isEmpty()) {
            chapters.add(chapter);
        }
        return chapters;
    }

    private YearMonth month(LogEntry entry) {
        return YearMonth.from(wording.dateOf(entry.at()));
    }

    private void entries(Markup markup, List<LogEntry> chapter, Map<Long, List<LogEntry>> corrections) {
        Node section = markup.body().add("div", "entries");
        LocalDate day = LocalDate.MIN;
        Bookmark bookmark = null;
        for (LogEntry each : chapter) {
            LocalDate its = wording.dateOf(each.at());
            if (bookmark == null || !its.equals(day)) {
                day = its;
                String name = wording.day(day);
                section.add("h2", "day").id("day-" + day).text(name);
                bookmark = markup.bookmark(name, "day-" + day);
            }
            bookmark.add(wording.title(each), Logged.id(each));
            // Read here and forgotten at once: the content as a tree takes many times the memory of its text.
            part.write(section, Logged.of(each), corrections.getOrDefault(each.sequence(), List.of()));
        }
    }

    /** @param offset how many pages come before the entries */
    private Markup front(List<LogEntry> all, Map<String, Integer> pages, int offset) {
        Markup markup = blank();
        Node cover = markup.body().add("div", "cover");
        String title = wording.word("log");
        markup.bookmark(title, "cover");
        cover.add("p", "kicker").text(desk.organisation());
        cover.add("h1").id("cover").text(title);
        Node facts = Parts.facts(cover);
        limits.lines().forEach((name, words) -> Parts.fact(facts, name).text(words));
        Parts.fact(facts, wording.word("entries")).text(Integer.toString(all.size()));
        if (all.isEmpty()) {
            cover.add("p").text(wording.word("period.empty"));
        } else {
            counts(cover, all);
            proof(cover, all);
            contents(markup, all, pages, offset);
        }
        return markup;
    }

    /** How many of each type ended how. */
    private void counts(Node parent, List<LogEntry> all) {
        Map<WorkType, Map<LogEvent, Integer>> counts = new EnumMap<>(WorkType.class);
        all.forEach(each -> counts.computeIfAbsent(each.type(), type -> new EnumMap<>(LogEvent.class))
                .merge(each.event(), 1, Integer::sum));
        List<String> columns = new ArrayList<>(List.of(wording.word("type")));
        for (LogEvent event : LogEvent.values()) {
            columns.add(wording.event(event));
        }
        columns.add(wording.word("total"));
        parent.add("h2").text(wording.word("counts"));
        Node rows = Parts.table(parent, "counts", columns);
        Map<LogEvent, Integer> totals = new EnumMap<>(LogEvent.class);
        counts.forEach((type, ofType) -> {
            count(rows.add("tr"), wording.type(type), ofType);
            ofType.forEach((event, number) -> totals.merge(event, number, Integer::sum));
        });
        count(rows.add("tr", "total"), wording.word("total"), totals);
    }

    private static void count(Node row, String name, Map<LogEvent, Integer> counts) {
        row.add("th").attribute("scope", "row").text(name);
        int total = 0;
        for (LogEvent event : LogEvent.values()) {
            int number = counts.getOrDefault(event, 0);
            row.add("td").text(number == 0 ? "–" : Integer.toString(number));
            total += number;
        }
        row.add("td").text(Integer.toString(total));
    }

    /** From which to which link of the chain. */
    private void proof(Node parent, List<LogEntry> all) {
        LogEntry first = all.get(0);
        LogEntry last = all.get(all.size() - 1);
        parent.add("h2").text(wording.word("integrity"));
        parent.add("p", "quiet").text(wording.word("integrity.period"));
        Node facts = Parts.facts(parent.add("div", "chain"));
        Parts.fact(facts, wording.number(first)).add("span", "mono").text(first.hash());
        if (last != first) {
            Parts.fact(facts, wording.number(last)).add("span", "mono").text(last.hash());
        }
    }

    private void contents(Markup markup, List<LogEntry> all, Map<String, Integer> pages, int offset) {
        Node section = markup.body().add("div", "contents");
        String title = wording.word("contents");
        section.add("h2").id("contents").text(title);
        markup.bookmark(title, "contents");
        Node rows = Parts.table(
                section,
                "rows",
                List.of(
                        wording.word("entry"),
                        wording.word("when"),
                        wording.word("what"),
                        wording.word("event"),
                        wording.word("page")));
        for (LogEntry entry : all) {
            Node row = rows.add("tr");
            row.add("td").text(Long.toString(entry.sequence()));
            row.add("td").text(wording.brief(entry.at()));
            row.add("td", "title").text(wording.text(entry.title()));
            Parts.mark(row.add("td"), entry.event().name(), wording.event(entry.event()));
            int page = pages.getOrDefault(Logged.id(entry), 0) + offset + 1;
            row.add("td", "number").text(Integer.toString(page));
        }
    }
}
