package org.maint.probing;

import java.util.List;
import java.util.stream.DoubleStream;
import org.maint.probing.ProbeSpec.Metric;

/** Reads metrics. One that is missing, or is no finite number, is not well: nothing would be watched any more. */
record ScrapeLook(ProbeSpec.Scrape spec) implements Look {
    @Override
    public void look(Attempt attempt) throws ProbeFault {
        Sheet sheet = attempt.sheet();
        Answer answer = HttpLook.answer(attempt, spec.call());
        if (!new AnswerChecks(sheet, "").status(answer, List.of(200))) {
            return;
        }
        List<PrometheusText.Sample> samples;
        try {
            samples = PrometheusText.parse(answer.text());
        } catch (PrometheusText.Malformed e) {
            throw new ProbeFault(ProbeFault.UNREADABLE, ":" + e.line(), e);
        }
        for (Metric metric : spec.metrics()) {
            double value = value(metric, samples);
            String key = "metric:" + metric.as();
            if (Double.isNaN(value) && noneOf(metric.name(), metric, samples)) {
                sheet.check(key, false, metric.name(), "–");
            } else {
                sheet.range(key, metric.min(), metric.max(), value, metric.fractionOf() == null ? null : "%");
                sheet.value(metric.as(), value);
            }
        }
    }

    private static boolean noneOf(String name, Metric metric, List<PrometheusText.Sample> samples) {
        return samples.stream().noneMatch(sample -> sample.name().equals(name) && sample.has(metric.labels()));
    }

    private static double value(Metric metric, List<PrometheusText.Sample> samples) {
        double value = picked(metric.name(), metric, samples);
        if (metric.fractionOf() != null) {
            value = 100 * value / picked(metric.fractionOf(), metric, samples);
            value = metric.rest() ? 100 - value : value;
        }
        return value * metric.scale();
    }

    private static double picked(String name, Metric metric, List<PrometheusText.Sample> samples) {
        double[] all = samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.has(metric.labels()))
                .mapToDouble(PrometheusText.Sample::value)
                .toArray();
        if (all.length == 0) {
            return Double.NaN;
        }
        return switch (metric.pick()) {
            case SUM -> DoubleStream.of(all).sum();
            case MAX -> DoubleStream.of(all).max().orElse(Double.NaN);
            case MIN -> DoubleStream.of(all).min().orElse(Double.NaN);
        };
    }
}
