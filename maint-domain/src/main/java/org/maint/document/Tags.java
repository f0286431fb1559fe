package org.maint.document;

import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * The structure that screen readers follow. The renderer writes one for each chapter as if it were alone; here they
 * become one: the elements under one document, the pages' entries in the parent tree under numbers of their own
 * (ISO 32000-1, 14.7).
 */
final class Tags {
    /** For all that is drawn and not read: rules and backgrounds. */
    private final COSDictionary decoration = new COSDictionary();

    private final COSDictionary catalog;
    private @Nullable COSDictionary tree;
    private int next;

    Tags(PDDocument document) {
        this.catalog = document.getDocumentCatalog().getCOSObject();
        this.decoration.setItem(COSName.TYPE, COSName.getPDFName("Layout"));
    }

    /** Takes over what the renderer has just written about a chapter's pages. */
    void take(List<PDPage> pages, boolean inFront) {
        pages.forEach(this::share);
        COSDictionary chapter = catalog.getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        COSDictionary numbers = chapter.getCOSDictionary(COSName.PARENT_TREE);
        int used = chapter.getInt(COSName.PARENT_TREE_NEXT_KEY);
        if (tree == null) {
            tree = chapter;
        } else {
            adopt(document(tree), document(chapter), inFront);
            COSArray all = tree.getCOSDictionary(COSName.PARENT_TREE).getCOSArray(COSName.NUMS);
            COSArray its = numbers.getCOSArray(COSName.NUMS);
            for (int i = 0; i < its.size(); i += 2) {
                all.add(COSInteger.get(its.getInt(i) + (long) next));
                all.add(its.get(i + 1));
            }
            for (PDPage page : pages) {
                page.setStructParents(page.getStructParents() + next);
            }
        }
        next += used;
        tree.setInt(COSName.PARENT_TREE_NEXT_KEY, next);
        // The renderer tags only where there is no structure yet.
        catalog.removeItem(COSName.STRUCT_TREE_ROOT);
    }

    void write() {
        catalog.setItem(COSName.STRUCT_TREE_ROOT, tree);
    }

    /**
     * The renderer describes every box of a page, also where nothing is drawn, with its measures; that is most of what a
     * long document would hold. One description serves them all.
     */
    private void share(PDPage page) {
        COSDictionary properties = page.getResources().getCOSObject().getCOSDictionary(COSName.PROPERTIES);
        if (properties != null) {
            for (COSName name : List.copyOf(properties.keySet())) {
                COSDictionary one = properties.getCOSDictionary(name);
                if (one != null && one.containsKey(COSName.BBOX)) {
                    properties.setItem(name, decoration);
                }
            }
        }
    }

    /** The one element of type Document in a tree. */
    private static COSDictionary document(COSDictionary tree) {
        COSBase kid = tree.getDictionaryObject(COSName.K);
        return (COSDictionary) (kid instanceof COSArray kids ? kids.getObject(0) : kid);
    }

    private static void adopt(COSDictionary document, COSDictionary chapter, boolean inFront) {
        COSArray kids = kids(document);
        int at = 0;
        for (COSBase kid : kids(chapter)) {
            ((COSDictionary) kid).setItem(COSName.P, document);
            if (inFront) {
                kids.add(at, kid);
                at++;
            } else {
                kids.add(kid);
            }
        }
        document.setItem(COSName.K, kids);
    }

    private static COSArray kids(COSDictionary element) {
        COSBase kids = element.getDictionaryObject(COSName.K);
        if (kids instanceof COSArray several) {
            return several;
        }
        COSArray one = new COSArray();
        one.add(kids);
        return one;
    }
}
