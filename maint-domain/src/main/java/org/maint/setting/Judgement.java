package org.maint.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;
import org.maint.shared.Formula;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * By what dashboards and reports judge where the plan says nothing: colours of the weekly dashboard, health of the weekly
 * report, service hours, return on investment.
 *
 * @param opens service hours begin, in the plan's zone
 * @param closes they end; later than {@code opens}
 * @param everyDay whether they are on every day; otherwise on the plan's working days
 * @param slow page loads are amber up to so many times the target, then red; from 1 to 10
 * @param below satisfaction is amber down to so many points below the target; from 0 to 4
 * @param adopted adoption is green from so many percent on
 * @param halfAdopted and amber from so many on
 * @param good health is good from so many percent of uptime on
 * @param fair and fair from so many on
 * @param roi return on investment in percent, of the figures of a report
 */
public record Judgement(
        LocalTime opens,
        LocalTime closes,
        boolean everyDay,
        double slow,
        double below,
        double adopted,
        double halfAdopted,
        double good,
        double fair,
        String roi) {
    /** Until somebody sets something else. */
    public static final Judgement USUAL = new Judgement(
            LocalTime.of(7, 0),
            LocalTime.of(18, 0),
            false,
            1.25,
            0.5,
            80,
            50,
            99.9,
            99,
            "(revenue - cost) / cost * 100");

    private static final double SLOWEST = 10;
    private static final double ALL_POINTS = 4;
    private static final double ALL = 100;

    public Judgement {
        if (!opens.isBefore(closes)) {
            throw Refusal.invalid("/closes", Message.of("invalid.judgement.hours"));
        }
        require(slow, 1, SLOWEST, "/slow");
        require(below, 0, ALL_POINTS, "/below");
        require(adopted, 0, ALL, "/adopted");
        require(halfAdopted, 0, adopted, "/halfAdopted");
        require(good, 0, ALL, "/good");
        require(fair, 0, good, "/fair");
        roi = Formula.of(roi, "/roi").text();
    }

    private static void require(double value, double least, double most, String pointer) {
        // Also refuses what is no number.
        if (!(value >= least && value <= most)) {
            throw Refusal.invalid(pointer, Message.of("invalid.number.range", least, most));
        }
    }

    /** A time as it is typed; refused when it is none. */
    public static LocalTime time(@Nullable String typed, String pointer) {
        try {
            return LocalTime.parse(String.valueOf(typed).strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid(pointer, Message.of("invalid.time", String.valueOf(typed)));
        }
    }

    /** As JSON. */
    public ObjectNode tree() {
        ObjectNode json = Canonical.mapper().createObjectNode();
        json.put("opens", opens.toString());
        json.put("closes", closes.toString());
        json.put("everyDay", everyDay);
        json.put("slow", slow);
        json.put("below", below);
        json.put("adopted", adopted);
        json.put("halfAdopted", halfAdopted);
        json.put("good", good);
        json.put("fair", fair);
        json.put("roi", roi);
        return json;
    }

    /** Refused when it is out of bounds. */
    public static Judgement of(JsonNode json) {
        return new Judgement(
                time(json.path("opens").asText(), "/opens"),
                time(json.path("closes").asText(), "/closes"),
                json.path("everyDay").asBoolean(),
                json.path("slow").asDouble(),
                json.path("below").asDouble(),
                json.path("adopted").asDouble(),
                json.path("halfAdopted").asDouble(),
                json.path("good").asDouble(),
                json.path("fair").asDouble(),
                json.path("roi").asText());
    }

    String json() {
        return Canonical.json(tree());
    }

    static Judgement read(String text) {
        return of(Canonical.parse(text));
    }
}
