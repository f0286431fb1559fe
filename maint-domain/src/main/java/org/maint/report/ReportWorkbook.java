package org.maint.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Text;

/**
 * A report as a workbook: figures as numbers that can be computed with, words as text, which no spreadsheet takes for a
 * formula. The second sheet holds what people have answered.
 */
final class ReportWorkbook {
    private static final int COLUMN_OF_VALUE = 2;
    private static final int COLUMN_OF_BEFORE = 4;
    private static final int COLUMN_OF_CHANGE = 5;
    private static final int COLUMN_OF_WORDS = 6;
    private static final int FIRST_LINE = 3;
    private static final double[] WIDTHS = {22, 34, 14, 14, 14, 14, 60};
    private static final double HUNDRED = 100;

    private final Report report;
    private final Locale locale;

    ReportWorkbook(Report report, Locale locale) {
        this.report = report;
        this.locale = locale;
    }

    void write(OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "maint", null)) {
            figures(workbook.newWorksheet(word("report.sheet.figures")));
            answers(workbook.newWorksheet(word("report.sheet.answers")));
        }
    }

    private void figures(Worksheet sheet) {
        for (int i = 0; i < WIDTHS.length; i++) {
            sheet.width(i, WIDTHS[i]);
        }
        sheet.value(0, 0, Reports.title(report).in(locale));
        sheet.style(0, 0).bold().fontSize(14).set();
        List<String> heads = List.of("section", "what", "value", "unit", "before", "change", "words");
        for (int i = 0; i < heads.size(); i++) {
            sheet.value(FIRST_LINE - 1, i, word("report.column." + heads.get(i)));
        }
        sheet.range(FIRST_LINE - 1, 0, FIRST_LINE - 1, heads.size() - 1)
                .style()
                .bold()
                .set();
        sheet.freezePane(0, FIRST_LINE);
        int row = FIRST_LINE;
        for (ReportLine line : report.lines()) {
            sheet.value(row, 0, word("report.section." + line.section()));
            sheet.value(row, 1, Reports.label(line).in(locale));
            number(sheet, row, COLUMN_OF_VALUE, line.value());
            sheet.value(row, COLUMN_OF_VALUE + 1, word("report.unit." + line.unit()));
            number(sheet, row, COLUMN_OF_BEFORE, line.before());
            Double change = line.change();
            if (change != null) {
                sheet.value(row, COLUMN_OF_CHANGE, change / HUNDRED);
                sheet.style(row, COLUMN_OF_CHANGE).format("+0.0%;-0.0%;0.0%").set();
            }
            Text words = line.words();
            String said = words != null ? words.in(locale) : line.value() == null ? word("report.no-data") : null;
            if (said != null) {
                sheet.value(row, COLUMN_OF_WORDS, said);
            }
            row++;
        }
    }

    private static void number(Worksheet sheet, int row, int column, @org.jspecify.annotations.Nullable Double value) {
        if (value != null) {
            sheet.value(row, column, value);
            sheet.style(row, column).format("#,##0.###").set();
        }
    }

    private void answers(Worksheet sheet) {
        sheet.width(0, 34);
        sheet.width(1, 100);
        int row = 0;
        for (String question : report.kind().questions()) {
            sheet.value(row, 0, word("report.question." + question));
            sheet.style(row, 0).bold().set();
            String answer = report.answers().get(question);
            if (answer != null) {
                sheet.value(row, 1, answer);
                sheet.style(row, 1).wrapText(true).set();
            }
            row++;
        }
    }

    private String word(String key) {
        return Messages.words(Message.of(key), locale);
    }
}
