package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.report.Origin;
import org.maint.report.Origins;
import org.maint.report.Origins.Traced;
import org.maint.report.Reports;
import org.omnifaces.cdi.Param;

/** What a figure of a report was worked out of. */
@Named
@RequestScoped
public class FigurePage {
    private static final int FEWEST = 2;
    private static final int MOST_BARS = 40;
    private static final int MOST_POINTS = 400;

    private final Origins origins;
    private final Shell shell;
    private final ReportPage reportPage;
    private final Fmt fmt;

    @Inject
    @Param
    private @Nullable String id;

    @Inject
    @Param
    private @Nullable String section;

    @Inject
    @Param
    private @Nullable String key;

    private @Nullable Traced traced;

    @Inject
    public FigurePage(Origins origins, Shell shell, ReportPage reportPage, Fmt fmt) {
        this.origins = origins;
        this.shell = shell;
        this.reportPage = reportPage;
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected FigurePage() {
        this(null, null, null, null);
    }

    public void load() {
        getTraced();
    }

    public Traced getTraced() {
        if (traced == null) {
            traced = origins.trace(shell.actor(), Reports.id(id), section, key);
        }
        return traced;
    }

    public @Nullable String getTitle() {
        return fmt.text(Reports.label(getTraced().line()));
    }

    /** The path of the same as a file. */
    public String getFile() {
        return "reports/" + getTraced().report().id() + "/figures/" + section + "/" + key + ".csv";
    }

    public boolean isMore() {
        return getTraced().origin().all() > getTraced().origin().rows().size();
    }

    /** Whether any of the rows is of a moment. */
    public boolean isTimed() {
        return getTraced().origin().rows().stream().anyMatch(row -> row.at() != null);
    }

    public @Nullable String shown(Origin.Row row) {
        Double value = row.value();
        return value == null ? null : reportPage.number(getTraced().origin().unit(), value);
    }

    /** A chart of the rows with a value; empty where there is nothing to compare. */
    public Optional<String> getChart() {
        List<Origin.Row> rows = getTraced().origin().rows().stream()
                .filter(row -> row.value() != null)
                .limit(MOST_POINTS)
                .toList();
        if (rows.size() < FEWEST) {
            return Optional.empty();
        }
        List<String> labels = rows.stream()
                .map(row -> Objects.requireNonNullElse(fmt.text(row.what()), ""))
                .toList();
        List<@Nullable Double> values = rows.stream().map(Origin.Row::value).toList();
        boolean bars = rows.size() <= MOST_BARS;
        return Optional.of(ChartModel.of(bars, labels, values, null, Objects.requireNonNullElse(getTitle(), "")));
    }
}
