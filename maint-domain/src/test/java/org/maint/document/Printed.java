package org.maint.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.COSObjectable;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.text.PDFTextStripper;

/** A PDF read back, as a person, a viewer or a screen reader would find it. */
final class Printed implements AutoCloseable {
    private final PDDocument pages;

    private Printed(PDDocument pages) {
        this.pages = pages;
    }

    static Printed of(Pdf pdf) {
        try {
            return new Printed(Loader.loadPDF(pdf.content()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PDDocument document() {
        return pages;
    }

    int pages() {
        return pages.getNumberOfPages();
    }

    /** All the text in the order of reading, spaces and ends of lines as one space each. */
    String text() {
        return text(1, pages());
    }

    String text(int page) {
        return text(page, page);
    }

    private String text(int first, int last) {
        try {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(first);
            stripper.setEndPage(last);
            return stripper.getText(pages).replaceAll("[\\s\u00a0\u2002\u202f]+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each with its depth as leading dashes. */
    List<String> bookmarks() {
        List<String> names = new ArrayList<>();
        collect(pages.getDocumentCatalog().getDocumentOutline(), "", names);
        return names;
    }

    private static void collect(PDOutlineNode node, String depth, List<String> names) {
        for (PDOutlineItem item : node.children()) {
            names.add(depth + item.getTitle());
            collect(item, depth + "-", names);
        }
    }

    /** On which page each bookmark leads, from 1. */
    List<Integer> bookmarkPages() {
        List<Integer> numbers = new ArrayList<>();
        collectPages(pages.getDocumentCatalog().getDocumentOutline(), numbers);
        return numbers;
    }

    private void collectPages(PDOutlineNode node, List<Integer> numbers) {
        for (PDOutlineItem item : node.children()) {
            try {
                numbers.add(pages.getPages().indexOf(item.findDestinationPage(pages)) + 1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            collectPages(item, numbers);
        }
    }

    /** The first page on which these words stand, from 1; after the contents, 0 when nowhere. */
    int pageOf(String words) {
        for (int page = 1; page <= pages(); page++) {
            if (text(page).contains(words)) {
                return page;
            }
        }
        return 0;
    }

    /** How many pages have their own entry in the structure's parent tree, with as many parents as marked texts. */
    long pagesInStructure() {
        try {
            Map<Integer, COSObjectable> parents = pages.getDocumentCatalog()
                    .getStructureTreeRoot()
                    .getParentTree()
                    .getNumbers();
            Set<Integer> numbers = new LinkedHashSet<>();
            for (PDPage page : pages.getPages()) {
                if (parents.containsKey(page.getStructParents())) {
                    numbers.add(page.getStructParents());
                }
            }
            return numbers.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types of the structure's elements, such as H1, TH and Link. */
    List<String> tags() {
        List<String> tags = new ArrayList<>();
        collect(pages.getDocumentCatalog().getStructureTreeRoot(), tags);
        return tags;
    }

    private static void collect(PDStructureNode node, List<String> tags) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                tags.add(element.getStructureType());
                collect(element, tags);
            }
        }
    }

    /** The names of the fonts used, each of which must be inside the file. */
    Set<String> fonts() {
        Set<String> names = new LinkedHashSet<>();
        try {
            for (PDPage page : pages.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    names.add(font.getName() + (font.isEmbedded() ? "" : " NOT EMBEDDED"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    @Override
    public void close() {
        try {
            pages.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
