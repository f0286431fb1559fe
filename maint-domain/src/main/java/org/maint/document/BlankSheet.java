package org.maint.document;

import java.util.ArrayList;
import java.util.List;
import org.maint.document.Markup.Node;
import org.maint.plan.Item;
import org.maint.plan.ItemKind;
import org.maint.plan.PublishedPlan;
import org.maint.plan.Routine;
import org.maint.plan.Section;
import org.maint.plan.Severity;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** An empty checklist, to be filled in with a pen: boxes, lines to write on, room for a signature. */
final class BlankSheet {
    private static final String BOX = "☐\u00a0";
    private static final int NOTE_LINES = 4;

    private final Wording wording;

    BlankSheet(Wording wording) {
        this.wording = wording;
    }

    void write(Markup markup, PublishedPlan plan, Routine routine) {
        Node article = markup.body().add("article").id("checklist");
        markup.bookmark(wording.text(routine.title()), "checklist");
        article.add("p", "kicker").text(wording.word("checklist"));
        article.add("h1").text(wording.text(routine.title()));
        article.add("p", "standing")
                .text(wording.word(
                        "checklist.of",
                        Integer.toString(plan.number()),
                        plan.document().documentVersion(),
                        Message.of("role." + routine.responsible())));
        blanks(article, List.of("date", "name", "started", "finished"));
        for (Section section : routine.sections()) {
            section(markup, article, section);
        }
        closing(markup, article);
    }

    /** Two fields a row, each a label over a line. */
    private void blanks(Node article, List<String> fields) {
        Node rows = article.add("table", "blanks").add("tbody");
        Node row = rows.add("tr");
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0 && i % 2 == 0) {
                row = rows.add("tr");
            }
            row.add("td").text(wording.word(fields.get(i)));
        }
    }

    private void section(Markup markup, Node article, Section section) {
        String title = wording.text(section.title());
        article.add("h2").id("section-" + section.key()).text(title);
        markup.bookmark(title, "section-" + section.key());
        boolean values = section.items().stream().anyMatch(item -> item.kind() != ItemKind.CHECK);
        List<String> columns = new ArrayList<>(List.of(wording.word("item"), wording.word("outcome")));
        if (values) {
            columns.add(wording.word("value"));
        }
        columns.add(wording.word("note"));
        Node rows = Parts.table(article, values ? "blank with-values" : "blank", columns);
        for (Item item : section.items()) {
            Node row = rows.add("tr");
            what(row.add("td"), item);
            Node boxes = row.add("td", "boxes");
            for (String outcome : List.of("outcome.PASS", "outcome.FAIL", "not-applicable.short")) {
                boxes.add("span", "box").text(BOX + wording.word(outcome)).text(" ");
            }
            if (values) {
                value(row.add("td"), item);
            }
            row.add("td", "line");
        }
    }

    private void what(Node cell, Item item) {
        Node title = cell.add("div");
        title.add("span").text(wording.text(item.title()));
        if (item.severity() == Severity.CRITICAL) {
            title.text("  ").add("strong", "critical").text(wording.word("severity.CRITICAL"));
        }
        if (!item.required()) {
            title.text("  ").add("span", "quiet").text(wording.word("optional"));
        }
        item.commands().forEach(command -> cell.add("div", "command mono").text(command));
    }

    private void value(Node cell, Item item) {
        switch (item.kind()) {
            case CHECK -> cell.text("–");
            case NUMBER -> {
                Text unit = item.unit();
                cell.attribute("class", "line").text(unit == null ? "" : wording.text(unit));
            }
            case TEXT -> cell.attribute("class", "line");
            case CHOICE -> item.choices().forEach(choice -> cell.add("div").text(BOX + wording.text(choice.title())));
            case FILE -> cell.attribute("class", "line").text(wording.word("file-kept-as"));
        }
    }

    private void closing(Markup markup, Node article) {
        String title = wording.word("sign-off");
        Node block = article.add("div");
        block.add("h2").id("sign-off").text(title);
        markup.bookmark(title, "sign-off");
        for (String field : List.of("issues-found", "issues-resolved", "issues-escalated", "next-actions", "notes")) {
            Node lines = block.add("div", "ruled");
            lines.add("div").text(wording.word(field));
            for (int line = 0; line < (field.equals("notes") ? NOTE_LINES : 1); line++) {
                lines.add("div", "rule");
            }
        }
        Node end = block.add("div", "closing");
        blanks(end, List.of("name", "date-and-time", "signature", "time-spent.minutes"));
        end.add("p", "quiet").text(wording.word("paper.words"));
    }
}
