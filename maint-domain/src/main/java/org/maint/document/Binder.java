package org.maint.document;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PagePosition;
import com.openhtmltopdf.pdfboxout.PageSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.util.XRLog;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;
import org.maint.document.Outline.Target;

/**
 * Makes one PDF of chapters: tagged for screen readers (PDF/UA), fonts inside, nothing fetched from anywhere. A chapter
 * is laid out alone and its layout forgotten, so that a long document needs little more memory than its longest chapter.
 */
final class Binder implements AutoCloseable {
    private static final DateTimeFormatter PDF_DATE =
            DateTimeFormatter.ofPattern("'D:'uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern EVERY_ID = Pattern.compile(".+");

    /** Where the style sheet ends the line in which the number of the page stands. */
    private static final float FOLIO_RIGHT = 554.4f;

    private static final float FOLIO_BASELINE = 46.4f;
    private static final float FOLIO_SIZE = 7.5f;
    private static final Color QUIET = new Color(0x51616b);

    static {
        // It would tell every step of every page.
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.WARNING));
    }

    private final PDDocument document = new PDDocument();
    private final Fonts fonts;
    private final Tags tags = new Tags(document);
    private final Outline outline = new Outline();

    Binder() {
        try {
            fonts = new Fonts(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many pages a chapter takes. */
    int pagesOf(Markup chapter) {
        try (PDDocument scratch = new PDDocument();
                PdfBoxRenderer renderer = renderer(chapter, scratch, new Fonts(scratch), null)) {
            renderer.layout();
            return renderer.getRootBox().getLayer().getPages().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a chapter at the end; on which page of the document, from 0, each element with an id begins. */
    Map<String, Integer> add(Markup chapter) {
        return add(chapter, false);
    }

    /** Adds a chapter before all others. */
    void addInFront(Markup chapter) {
        add(chapter, true);
    }

    private Map<String, Integer> add(Markup chapter, boolean inFront) {
        int before = document.getNumberOfPages();
        PDPage first = inFront && before > 0 ? document.getPage(0) : null;
        List<PDPage> added = new ArrayList<>();
        PageSupplier supplier = (into, width, height, number, shadow) -> {
            PDPage page = new PDPage(new PDRectangle(width, height));
            if (first == null) {
                into.addPage(page);
            } else {
                into.getPages().insertBefore(page, first);
            }
            added.add(page);
            return page;
        };
        Map<String, Target> targets = new HashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        try (PdfBoxRenderer renderer = renderer(chapter, document, fonts, supplier)) {
            renderer.createPDFWithoutClosing();
            for (PagePosition<Box> position : renderer.findPagePositionsByID(EVERY_ID)) {
                PDPage page = added.get(position.getPageNo());
                targets.putIfAbsent(position.getId(), new Target(page, position.getY() + position.getHeight()));
                numbers.putIfAbsent(position.getId(), position.getPageNo() + (inFront ? 0 : before));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tags.take(added, inFront);
        outline.add(chapter.bookmarks(), targets, inFront);
        return numbers;
    }

    private static PdfBoxRenderer renderer(Markup chapter, PDDocument into, Fonts fonts, @Nullable PageSupplier pages) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withW3cDocument(chapter.document(), null);
        builder.usePDDocument(into);
        builder.usePdfUaAccessibility(true);
        builder.withProducer("maint");
        builder.useReplacementText("\ufffd");
        // Nothing in a document points outside; should something ever do, it is not followed.
        builder.useUriResolver((base, uri) -> null);
        for (ExternalResourceControlPriority moment : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((uri, type) -> false, moment);
        }
        fonts.addTo(builder);
        if (pages != null) {
            builder.usePageSupplier(pages);
        }
        return builder.buildPdfRenderer();
    }

    /**
     * The finished document.
     *
     * @param folio the words at the foot of a page, from its number and how many there are
     * @param at when it was made, by our clock
     */
    byte[] bind(BiFunction<Integer, Integer, String> folio, Instant at) {
        try {
            int number = 0;
            int count = document.getNumberOfPages();
            for (PDPage page : document.getPages()) {
                number++;
                foot(page, folio.apply(number, count));
            }
            tags.write();
            outline.writeTo(document);
            document.getDocumentInformation().getCOSObject().setString(COSName.CREATION_DATE, PDF_DATE.format(at));
            ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void foot(PDPage page, String words) throws IOException {
        PDType0Font font = fonts.regular();
        float width = font.getStringWidth(words) / 1000 * FOLIO_SIZE;
        try (PDPageContentStream content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
            // Not part of the text that is read aloud.
            content.beginMarkedContent(COSName.ARTIFACT);
            content.beginText();
            content.setFont(font, FOLIO_SIZE);
            content.setNonStrokingColor(QUIET);
            content.newLineAtOffset(FOLIO_RIGHT - width, FOLIO_BASELINE);
            content.showText(words);
            content.endText();
            content.endMarkedContent();
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
