package org.maint.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.jspecify.annotations.Nullable;
import org.maint.document.Markup.Bookmark;

/** The bookmarks that viewers show beside the pages, of all chapters together. */
final class Outline {
    private final List<Line> front = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /** Where something begins; {@code top} from the lower edge of the page. */
    record Target(PDPage page, float top) {}

    private record Line(String name, @Nullable Target target, List<Line> below) {}

    void add(List<Bookmark> bookmarks, Map<String, Target> targets, boolean inFront) {
        List<Line> made = lines(bookmarks, targets);
        (inFront ? front : lines).addAll(made);
    }

    private static List<Line> lines(List<Bookmark> bookmarks, Map<String, Target> targets) {
        return bookmarks.stream()
                .map(each -> new Line(each.name(), targets.get(each.id()), lines(each.below(), targets)))
                .toList();
    }

    void writeTo(PDDocument document) {
        PDDocumentOutline outline = new PDDocumentOutline();
        write(front, outline);
        write(lines, outline);
        document.getDocumentCatalog().setDocumentOutline(outline);
    }

    private static void write(List<Line> lines, PDOutlineNode into) {
        for (Line line : lines) {
            PDOutlineItem item = new PDOutlineItem();
            item.setTitle(line.name());
            Target target = line.target();
            if (target != null) {
                PDPageXYZDestination destination = new PDPageXYZDestination();
                destination.setPage(target.page());
                destination.setTop((int) Math.ceil(target.top()));
                item.setDestination(destination);
            }
            into.addLast(item);
            write(line.below(), item);
        }
    }
}
