package org.maint.document;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The fonts that a document carries in itself, so that it looks the same everywhere: DejaVu, each cut to what is used. */
final class Fonts {
    private static final String REGULAR = "DejaVuSansCondensed.ttf";

    /** What nearly every text is made of, and what all three fonts have. */
    private static final int END_OF_LATIN = 0x250;

    private final PDType0Font regular;
    private final PDType0Font bold;
    private final PDType0Font mono;

    Fonts(PDDocument document) throws IOException {
        regular = load(document, REGULAR);
        bold = load(document, "DejaVuSansCondensed-Bold.ttf");
        mono = load(document, "DejaVuSansMono.ttf");
    }

    private static PDType0Font load(PDDocument document, String name) throws IOException {
        try (InputStream in = open(name)) {
            return PDType0Font.load(document, in, true);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(Fonts.class.getResourceAsStream("fonts/" + name), name);
    }

    /** Under the names by which the style sheet asks for them. */
    void addTo(PdfRendererBuilder builder) {
        builder.useFont(new PDFontSupplier(regular), "Sans", 400, FontStyle.NORMAL, true);
        builder.useFont(new PDFontSupplier(bold), "Sans", 700, FontStyle.NORMAL, true);
        builder.useFont(new PDFontSupplier(mono), "Mono", 400, FontStyle.NORMAL, true);
        // What the bold or the monospaced font lacks.
        builder.useFont(new PDFontSupplier(regular), "Fallback", 400, FontStyle.NORMAL, true);
    }

    PDType0Font regular() {
        return regular;
    }

    /** Whether a character can be printed. */
    static boolean have(int codePoint) {
        return codePoint < END_OF_LATIN ? codePoint >= ' ' : Covered.BY_REGULAR.get(codePoint);
    }

    /** Read when somebody first writes what is not Latin. */
    private static final class Covered {
        static final BitSet BY_REGULAR = read();

        private static BitSet read() {
            try (TrueTypeFont font =
                    new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(open(REGULAR)))) {
                CmapLookup glyphs = font.getUnicodeCmapLookup();
                BitSet covered = new BitSet();
                for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
                    covered.set(codePoint, glyphs.getGlyphId(codePoint) != 0);
                }
                return covered;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
