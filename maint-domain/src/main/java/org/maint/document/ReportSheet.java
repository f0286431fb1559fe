package org.maint.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.document.Markup.Node;
import org.maint.report.Report;
import org.maint.report.ReportLine;
import org.maint.report.ReportState;
import org.maint.report.Reports;
import org.maint.shared.Message;
import org.maint.shared.Text;

/** A report on paper: what the record says, then what people say. */
final class ReportSheet {
    private static final int THREE = 3;

    private final Wording wording;
    private final Names names;

    ReportSheet(Wording wording, Names names) {
        this.wording = wording;
        this.names = names;
    }

    void write(Markup markup, Report report) {
        String title = wording.text(Reports.title(report));
        Node article = markup.body().add("article").id("report");
        markup.bookmark(title, "report");
        article.add("h1").text(title);
        boolean approved = report.state() == ReportState.APPROVED;
        Node facts = Parts.facts(article);
        Parts.fact(facts, wording.word("figures-taken")).text(wording.exact(report.computedAt()));
        if (approved) {
            Parts.fact(facts, wording.word("approval"))
                    .text(wording.word(
                            "approved-by",
                            names.of(report.approvedBy()),
                            wording.exact(Objects.requireNonNull(report.approvedAt())),
                            String.valueOf(report.logEntry())));
        }
        Map<String, List<ReportLine>> parts = report.lines().stream()
                .collect(Collectors.groupingBy(ReportLine::section, LinkedHashMap::new, Collectors.toList()));
        parts.forEach((section, lines) -> {
            heading(markup, article, "part-" + section, wording.words(Message.of("report.section." + section)));
            Node rows = Parts.table(
                    article,
                    "figures",
                    List.of(
                            wording.words(Message.of("report.column.what")),
                            wording.words(Message.of("report.column.value")),
                            wording.words(Message.of("report.column.before"))));
            for (ReportLine line : lines) {
                Node row = rows.add("tr");
                row.add("td").text(wording.text(Reports.label(line)));
                row.add("td").text(shown(line, line.value(), line.words()));
                row.add("td").text(line.before() == null ? "–" : shown(line, line.before(), null));
            }
        });
        heading(markup, article, "judgement", wording.words(Message.of("report.judgement")));
        for (String question : report.kind().questions()) {
            article.add("h3").text(wording.words(Message.of("report.question." + question)));
            Formatted.write(article, report.answers().getOrDefault(question, "–"));
        }
    }

    private static void heading(Markup markup, Node article, String id, String words) {
        article.add("h2").id(id).text(words);
        markup.bookmark(words, id);
    }

    private String shown(ReportLine line, @Nullable Double value, @Nullable Text words) {
        String number = value == null
                ? wording.word("no-data")
                : wording.number(BigDecimal.valueOf(value)
                                .setScale(THREE, RoundingMode.HALF_UP)
                                .stripTrailingZeros())
                        + unit(line.unit());
        if (words == null) {
            return number;
        }
        return line.unit() == ReportLine.Unit.WORDS ? wording.text(words) : wording.text(words) + " – " + number;
    }

    private String unit(ReportLine.Unit unit) {
        return switch (unit) {
            case PERCENT, SECONDS, DOLLARS -> "\u00a0" + wording.words(Message.of("report.unit." + unit));
            case COUNT, WORDS -> "";
        };
    }
}
