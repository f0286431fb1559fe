package org.maint.report;

import java.text.NumberFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Text;

/** A report's figures in words, a line each, for a mail. */
final class ReportWords {
    private static final int DIGITS = 3;

    private final Report report;
    private final Locale locale;

    private ReportWords(Report report, Locale locale) {
        this.report = report;
        this.locale = locale;
    }

    /** In both languages. */
    static Text of(Report report) {
        return new Text(
                new ReportWords(report, Locale.ENGLISH).lines(), new ReportWords(report, Locale.CANADA_FRENCH).lines());
    }

    private String lines() {
        StringBuilder lines = new StringBuilder();
        String section = "";
        for (ReportLine line : report.lines()) {
            if (!line.section().equals(section)) {
                section = line.section();
                lines.append(lines.isEmpty() ? "" : "\n")
                        .append(word("report.section." + section))
                        .append('\n');
            }
            lines.append("- ")
                    .append(Messages.words(Message.of("report.mail.line", Reports.label(line), value(line)), locale));
            if (line.before() != null) {
                lines.append(' ')
                        .append(Messages.words(
                                Message.of("report.mail.before", number(line.unit(), line.before())), locale));
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    private String value(ReportLine line) {
        Text words = line.words();
        if (line.unit() == ReportLine.Unit.WORDS) {
            return words == null ? word("report.no-data") : words.in(locale);
        }
        String number = number(line.unit(), line.value());
        return words == null ? number : words.in(locale) + " (" + number + ")";
    }

    private String number(ReportLine.Unit unit, @Nullable Double value) {
        if (value == null) {
            return word("report.no-data");
        }
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(DIGITS);
        String unitWords = word("report.unit." + unit);
        return unitWords.isBlank() || unit == ReportLine.Unit.COUNT
                ? format.format(value)
                : format.format(value) + " " + unitWords;
    }

    private String word(String key) {
        return Messages.words(Message.of(key), locale);
    }
}
