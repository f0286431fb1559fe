package org.maint.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.document.Markup.Node;

/** What more than one kind of document is made of. */
final class Parts {
    private Parts() {}

    static Node facts(Node parent) {
        return parent.add("table", "facts").add("tbody");
    }

    /** A row of facts; where the value stands is the answer. */
    static Node fact(Node facts, String label) {
        Node row = facts.add("tr");
        row.add("th").attribute("scope", "row").text(label);
        return row.add("td");
    }

    /** Lines one under the other, or a dash. */
    static void lines(Node parent, List<String> lines) {
        if (lines.isEmpty()) {
            parent.text("–");
        } else if (lines.size() == 1) {
            parent.add("div", "prose").text(lines.get(0));
        } else {
            Node list = parent.add("ul", "lines");
            lines.forEach(line -> list.add("li").text(line));
        }
    }

    /** The head of a table; the answer takes its rows. */
    static Node table(Node parent, String style, List<String> columns) {
        Node table = parent.add("table", style);
        Node head = table.add("thead").add("tr");
        columns.forEach(column -> head.add("th").attribute("scope", "col").text(column));
        return table.add("tbody");
    }

    /** A mark with its word: never by the mark or the colour alone. */
    static Node mark(Node parent, String kind, String word) {
        return parent.add("span", "mark " + kind).text(sign(kind) + "\u00a0" + word);
    }

    private static String sign(String kind) {
        return switch (kind) {
            case "PASS", "SIGNED" -> "✓";
            case "FAIL", "MISSED" -> "✗";
            case "SKIPPED" -> "»";
            case "CORRECTION" -> "✎";
            case "OPEN", "NONE" -> "☐";
            case "IN_PROGRESS" -> "◐";
            default -> "–";
        };
    }

    /** A name and what it says, in one paragraph; nothing where nothing is said. */
    static void labelled(Node parent, String label, List<String> words) {
        if (!words.isEmpty()) {
            Node paragraph = parent.add("p", "compact prose");
            paragraph.add("strong").text(label);
            paragraph.text("\u2002" + String.join("; ", words));
        }
    }

    /** Who entered it and when. */
    static void entered(Node cell, String name, @Nullable String when) {
        cell.attribute("class", "by").add("span").text(name);
        if (when != null) {
            cell.text(" ").add("span", "quiet").text(when);
        }
    }

    /** A block that stands on one page where it fits, with the hash of an entry and of the one before. */
    static void chain(Node parent, Wording wording, String hash, String previous) {
        Node facts = facts(parent.add("div", "chain"));
        fact(facts, "SHA-256").add("span", "mono").text(hash);
        fact(facts, wording.word("previous-hash")).add("span", "mono").text(previous);
    }
}
