package org.maint.simulated;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is for machines and for whoever throws the switches. The switches work also when the platform is down. */
final class Machines {
    /** Throws a switch. */
    interface Switches {
        void fault(Fault fault, boolean on);

        Backups.Made backup();
    }

    private final Faults faults;
    private final Figures figures;
    private final Advisories advisories;
    private final ErrorLog errors;
    private final Switches switches;
    private final Supplier<String> url;

    Machines(
            Faults faults,
            Figures figures,
            Advisories advisories,
            ErrorLog errors,
            Switches switches,
            Supplier<String> url) {
        this.faults = faults;
        this.figures = figures;
        this.advisories = advisories;
        this.errors = errors;
        this.switches = switches;
        this.url = url;
    }

    static boolean isControl(String path) {
        return path.equals("/faults")
                || path.startsWith("/faults/")
                || path.equals("/admin")
                || path.startsWith("/admin/");
    }

    Answer metrics() {
        Answer text = Answer.text(200, "text/plain", figures.text());
        return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", text.body(), Map.of());
    }

    Answer advisories() {
        return Answer.text(200, "application/atom+xml", advisories.feed(url.get()));
    }

    Answer errors() {
        return Answer.text(200, "text/plain", String.join("\n", errors.lines()) + "\n");
    }

    Answer control(Request request) {
        String path = request.path();
        if (path.equals("/faults")) {
            return request.is("GET") ? Answer.json(200, all()) : Site.notAllowed("GET");
        }
        if (path.equals("/admin/backup")) {
            return request.is("POST") ? backup(request) : Site.notAllowed("POST");
        }
        Optional<Fault> fault =
                path.startsWith("/faults/") ? Fault.of(path.substring("/faults/".length())) : Optional.empty();
        if (fault.isEmpty()) {
            return Answer.json(404, Map.of("error", "There is no such switch; see GET /faults"));
        }
        return request.is("POST") ? turn(fault.get(), request) : Site.notAllowed("POST");
    }

    private Map<String, Boolean> all() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        for (Fault fault : Fault.values()) {
            all.put(fault.key(), faults.has(fault));
        }
        return all;
    }

    private Answer backup(Request request) {
        if (faults.has(Fault.MISSING_BACKUP)) {
            return Answer.json(409, Map.of("error", "No backups are made while missing-backup is on"));
        }
        Backups.Made made = switches.backup();
        return request.wantsHtml()
                ? Answer.redirect("/admin")
                : Answer.json(made.ok() ? 201 : 500, Map.of("note", made.note(), "sizeBytes", made.sizeBytes()));
    }

    private Answer turn(Fault fault, Request request) {
        String on = request.field("on");
        Double seconds = number(request.field("seconds"));
        Double percent = number(request.field("percent"));
        if (!on.equals("true") && !on.equals("false")
                || seconds != null && seconds.isNaN()
                || percent != null && percent.isNaN()) {
            return Answer.json(
                    400, Map.of("error", "on is true or false; seconds (slow) and percent (errors) are numbers"));
        }
        if (fault == Fault.SLOW && seconds != null) {
            faults.slowSeconds(seconds);
        }
        if (fault == Fault.ERRORS && percent != null) {
            faults.errorPercent(percent);
        }
        switches.fault(fault, on.equals("true"));
        return request.wantsHtml() ? Answer.redirect("/admin") : Answer.json(200, all());
    }

    /** Null for nothing, not a number for what is none. */
    private static @Nullable Double number(String typed) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            return Double.valueOf(typed);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
