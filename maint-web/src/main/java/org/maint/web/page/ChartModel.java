package org.maint.web.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;

/** What PrimeFaces' chart component is given: Chart.js's own JSON. Colours come from the page's theme, by {@code chart.js}. */
final class ChartModel {
    private ChartModel() {}

    /**
     * @param bars otherwise a line
     * @param values null where there is none
     * @param bound drawn as a line of its own; null for none
     * @param name of the values
     */
    static String of(
            boolean bars, List<String> labels, List<@Nullable Double> values, @Nullable Double bound, String name) {
        ObjectNode model = Canonical.mapper().createObjectNode();
        model.put("type", bars ? "bar" : "line");
        ObjectNode data = model.putObject("data");
        ArrayNode names = data.putArray("labels");
        labels.forEach(names::add);
        ArrayNode sets = data.putArray("datasets");
        ArrayNode numbers =
                sets.addObject().put("label", name).put("spanGaps", true).putArray("data");
        values.forEach(numbers::add);
        if (bound != null) {
            ArrayNode line = sets.addObject()
                    .put("label", "")
                    .put("type", "line")
                    .put("pointRadius", 0)
                    .putArray("data");
            labels.forEach(each -> line.add(bound));
        }
        ObjectNode options = model.putObject("options");
        options.put("maintainAspectRatio", false);
        options.put("animation", false);
        options.putObject("plugins").putObject("legend").put("display", false);
        return Canonical.json(model);
    }
}
