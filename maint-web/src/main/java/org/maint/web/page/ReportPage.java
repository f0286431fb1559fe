package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.report.Report;
import org.maint.report.ReportLine;
import org.maint.report.ReportState;
import org.maint.report.Reports;
import org.maint.shared.Refusal;
import org.omnifaces.cdi.Param;

/** One report: what the record says, what people say, the approval. */
@Named
@RequestScoped
public class ReportPage {
    private static final int TWO = 2;
    private static final int THREE = 3;
    private static final int MANY = 10;

    private final Reports reports;
    private final Shell shell;
    private final Measures measures;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String id;

    private @Nullable Report report;
    private @Nullable Map<String, String> answers;
    private @Nullable List<String> askable;
    private @Nullable Map<String, String> figures;
    private @Nullable Integer version;

    @Inject
    public ReportPage(Reports reports, Shell shell, Measures measures, Fmt fmt) {
        this.reports = reports;
        this.shell = shell;
        this.measures = measures;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected ReportPage() {
        this(null, null, null, null);
    }

    public void load() {
        getReport();
    }

    public Report getReport() {
        if (report == null) {
            report = reports.get(shell.actor(), Reports.id(id));
        }
        return report;
    }

    public @Nullable String getTitle() {
        return fmt.text(Reports.title(getReport()));
    }

    /** A part of the template with its blanks. */
    public record Part(String section, List<ReportLine> lines) {}

    public List<Part> getParts() {
        return getReport().lines().stream()
                .collect(Collectors.groupingBy(ReportLine::section, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> new Part(each.getKey(), each.getValue()))
                .toList();
    }

    public @Nullable String label(ReportLine line) {
        return fmt.text(Reports.label(line));
    }

    public String shown(ReportLine line) {
        String words = fmt.text(line.words());
        String value = number(line.unit(), line.value());
        if (line.unit() == ReportLine.Unit.WORDS) {
            return words == null ? fmt.words("report.no-data") : words;
        }
        return words == null ? value : words + " – " + value;
    }

    public @Nullable String before(ReportLine line) {
        return line.before() == null ? null : number(line.unit(), line.before());
    }

    String number(ReportLine.Unit unit, @Nullable Double value) {
        if (value == null) {
            return fmt.words("report.no-data");
        }
        return switch (unit) {
            case PERCENT -> fmt.words("measure.percent", measures.number(value, THREE));
            case SECONDS -> measures.shown("platform.page-load", value);
            case DOLLARS -> measures.shown("platform.revenue", value);
                // Of many, nobody counts parts.
            case COUNT, WORDS -> measures.number(value, Math.abs(value) < MANY ? TWO : 0);
        };
    }

    /** Where it is shown what a figure was worked out of. */
    public String trace(ReportLine line) {
        return "figure?id=" + getReport().id() + "&section=" + line.section() + "&key=" + line.key();
    }

    /** What the present person may say of the period, because nothing measured it. */
    public List<String> getAskable() {
        if (askable == null) {
            askable = isDraft() && shell.can("LEAD MANAGER")
                    ? List.copyOf(reports.askable(shell.actor(), getReport().id()))
                    : List.of();
        }
        return askable;
    }

    /** What a figure is called: a blank by its label, what only the formula asks by its name. */
    public @Nullable String askedLabel(String name) {
        return getReport().lines().stream()
                .filter(line -> line.key().equals(name))
                .findFirst()
                .map(this::label)
                .orElseGet(() -> fmt.words("report.asked", name));
    }

    /** What was typed, by name. */
    public Map<String, String> getFigures() {
        if (figures == null) {
            Map<String, String> known = new LinkedHashMap<>();
            reports.entered(shell.actor(), getReport().id())
                    .forEach((name, figure) -> known.put(name, Measures.typed(figure.value())));
            figures = known;
        }
        return figures;
    }

    public @Nullable String enter() {
        Map<String, @Nullable Double> typed = new LinkedHashMap<>();
        try {
            for (String name : getAskable()) {
                typed.put(name, Measures.read(getFigures().get(name), "/figures/" + name));
            }
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
        return done(() -> reports.enter(shell.actor(), Reports.id(id), typed, version));
    }

    public boolean isDraft() {
        return getReport().state() == ReportState.DRAFT;
    }

    public boolean isWritable() {
        return isDraft() && shell.can("TECHNICIAN LEAD MANAGER");
    }

    public boolean isApprovable() {
        return isDraft() && shell.can("MANAGER");
    }

    public List<String> getQuestions() {
        return getReport().kind().questions();
    }

    /** What is typed, by question. */
    public Map<String, String> getAnswers() {
        if (answers == null) {
            answers = new LinkedHashMap<>(getReport().answers());
        }
        return answers;
    }

    /** The version that the page showed. */
    public Integer getVersion() {
        return version == null ? Integer.valueOf(getReport().version()) : version;
    }

    public void setVersion(@Nullable Integer version) {
        this.version = version;
    }

    public @Nullable String save() {
        Map<String, String> typed = new LinkedHashMap<>();
        getAnswers().forEach((question, words) -> typed.put(question, words == null ? "" : words));
        return done(() -> reports.answer(shell.actor(), Reports.id(id), typed, version));
    }

    public @Nullable String refresh() {
        return done(() -> reports.refresh(shell.actor(), Reports.id(id), version));
    }

    public @Nullable String approve() {
        return done(() -> reports.approve(shell.actor(), Reports.id(id), version));
    }

    private @Nullable String done(Supplier<Report> deed) {
        try {
            return "/report.xhtml?faces-redirect=true&id=" + deed.get().id();
        } catch (Refusal refusal) {
            Told.refusal(refusal, fmt.locale());
            return null;
        }
    }
}
