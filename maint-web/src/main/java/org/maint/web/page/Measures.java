package org.maint.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Metric;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/** Numbers with their units, as people write them. */
@Named
@RequestScoped
public class Measures {
    private static final int THREE_DIGITS = 100;
    private static final int TWO_DIGITS = 10;

    private final Fmt fmt;

    @Inject
    public Measures(Fmt fmt) {
        this.fmt = fmt;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Measures() {
        this(null);
    }

    /** What a metric is called; its key where it has no name. */
    public String name(String metric) {
        return fmt.words("metric." + metric);
    }

    public String shown(String metric, @Nullable Double value) {
        if (value == null) {
            return "–";
        }
        Metric.Unit unit = Metric.of(metric).map(Metric::unit).orElse(Metric.Unit.COUNT);
        return switch (unit) {
            case FLAG -> fmt.words(value == 0 ? "measure.no" : "measure.yes");
            case PERCENT -> fmt.words("measure.percent", plain(value));
            case SECONDS -> fmt.words("measure.seconds", plain(value));
            case BYTES -> fmt.size(Math.round(value));
            case BYTES_PER_SECOND -> fmt.words("measure.per-second", fmt.size(Math.round(value)));
            case DOLLARS -> fmt.words("measure.dollars", plain(value));
            case HOURS -> fmt.words("measure.hours", plain(value));
            case DAYS -> fmt.words("measure.days", plain(value));
            case COUNT, SCORE -> plain(value);
        };
    }

    /** With at most so many decimals. */
    public String number(double value, int decimals) {
        return String.valueOf(fmt.number(BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros()));
    }

    /** Three digits that count. */
    private String plain(double value) {
        double size = Math.abs(value);
        int scale = size >= THREE_DIGITS ? 0 : size >= TWO_DIGITS ? 1 : 2;
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP);
        BigDecimal bare = rounded.stripTrailingZeros();
        return String.valueOf(fmt.number(bare.scale() < 0 ? bare.setScale(0) : bare));
    }

    /** As it is typed: with a point, and no more digits than it has. */
    static String typed(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** As people type it, with a point or a comma and spaces between thousands; null for nothing, refused for no number. */
    static @Nullable Double read(@Nullable String typed, String pointer) {
        String bare = typed == null ? "" : typed.replaceAll("[\\s\u00a0\u202f]", "");
        // "240,000" is a quarter of a million to an English eye, and nothing that anybody types for 240.
        String digits =
                bare.matches("-?[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?") ? bare.replace(",", "") : bare.replace(',', '.');
        if (digits.isEmpty()) {
            return null;
        }
        if (!digits.matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
            throw Refusal.invalid(pointer, Message.of("invalid.item.number", String.valueOf(typed)));
        }
        return Double.valueOf(digits);
    }
}
