package org.maint.simulated;

import static org.maint.simulated.Resources.escaped;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What people see. */
final class Pages {
    private static final String VERSION = "0.7.0";

    private final Clock clock;
    private final Faults faults;
    private final Activity activity;
    private final Resources resources;

    Pages(Clock clock, Faults faults, Activity activity, Resources resources) {
        this.clock = clock;
        this.faults = faults;
        this.activity = activity;
        this.resources = resources;
    }

    private String page(String title, String script, String content) {
        String alert = faults.has(Fault.ERROR_MESSAGE_VISIBLE)
                ? problem("Une erreur est survenue\u00a0: les données n’ont pas pu être chargées (code 1042).")
                : "";
        return resources.page(
                "layout",
                Map.of(
                        "title", title,
                        "script", script,
                        "content", content,
                        "alert", alert,
                        "version", VERSION));
    }

    private static String problem(String words) {
        return "<p class=\"error\" role=\"alert\">" + words + "</p>\n";
    }

    private Map<String, String> figures() {
        Instant now = clock.instant();
        Map<String, String> figures = new HashMap<>();
        figures.put("active", Integer.toString(activity.activeUsers(now)));
        figures.put("jobsToday", Integer.toString(activity.jobsToday()));
        figures.put("invoicesToday", Integer.toString(activity.invoicesToday()));
        figures.put("dispatch", Long.toString(Math.round(activity.autoDispatchShare(now))));
        return figures;
    }

    String home() {
        return page("Accueil", "site", resources.page("home", figures()));
    }

    /** @param problem why the last attempt did not succeed */
    String login(String csrf, @Nullable String problem) {
        return page(
                "Connexion",
                "site",
                resources.page(
                        "login",
                        Map.of("csrf", escaped(csrf), "problem", problem == null ? "" : problem(escaped(problem)))));
    }

    String dashboard(String user) {
        Map<String, String> values = figures();
        values.put("user", escaped(user));
        LocalDate today = clock.instant().atZone(Activity.MONTREAL).toLocalDate();
        String week = IntStream.rangeClosed(1, 7)
                .mapToObj(ago -> today.minusDays(8 - ago))
                .map(day -> Integer.toString(jobsOf(day)))
                .collect(Collectors.joining(","));
        values.put(
                "chart",
                faults.has(Fault.BROKEN_CHARTS)
                        ? ""
                        : "<canvas class=\"chart\" width=\"640\" height=\"200\" role=\"img\""
                                + " aria-label=\"Interventions par jour\" data-values=\"" + week + "\"></canvas>");
        return page("Tableau de bord", "charts", resources.page("dashboard", values));
    }

    private static int jobsOf(LocalDate day) {
        double share =
                Activity.rhythm(day.atTime(10, 0).atZone(Activity.MONTREAL).toInstant());
        return (int) Math.round(58 * share + day.toEpochDay() % 7);
    }

    String jobs(TestRecords tests) {
        String rows = testRows(tests)
                + IntStream.range(0, Samples.CLIENTS.size())
                        .mapToObj(i -> row(
                                "J-" + (activity.jobsEver() - i),
                                Samples.CLIENTS.get(i),
                                Samples.WORK.get(i % Samples.WORK.size()),
                                Samples.STATES.get(i % Samples.STATES.size())))
                        .collect(Collectors.joining("\n"));
        return page("Interventions", "site", resources.page("jobs", Map.of("rows", rows)));
    }

    String invoices(TestRecords tests) {
        String rows = testRows(tests)
                + IntStream.range(0, Samples.CLIENTS.size())
                        .mapToObj(i -> row(
                                "F-" + (activity.invoicesEver() - i),
                                Samples.CLIENTS.get(Samples.CLIENTS.size() - 1 - i),
                                String.format(Locale.CANADA_FRENCH, "%.2f\u00a0$", 145.5 + 87.25 * i),
                                i % 3 == 0 ? "Payée" : "Envoyée"))
                        .collect(Collectors.joining("\n"));
        return page("Factures", "site", resources.page("invoices", Map.of("rows", rows)));
    }

    private static String testRows(TestRecords tests) {
        return tests.newest(20).stream()
                .map(test -> row(test.getKey(), "Client d’essai", test.getValue(), "Essai") + "\n")
                .collect(Collectors.joining());
    }

    private static String row(String... cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (String cell : cells) {
            row.append("<td>").append(escaped(cell)).append("</td>");
        }
        return row.append("</tr>").toString();
    }

    String gps() {
        // They drive: a little further every minute, and back.
        long minute = clock.instant().getEpochSecond() / 60;
        String markers = Samples.VANS.stream()
                .map(van -> "<span class=\"marker\" data-x=\"" + (van.x() + minute % 11) + "\" data-y=\""
                        + (van.y() + minute % 7) + "\">" + van.name() + "</span>")
                .collect(Collectors.joining("\n"));
        return page(
                "Carte GPS",
                "map",
                resources.page("gps", Map.of("markers", markers, "count", Integer.toString(Samples.VANS.size()))));
    }

    String messages() {
        String rows = IntStream.range(0, 5)
                .mapToObj(i -> "<li><strong>" + escaped(Samples.CLIENTS.get(i)) + "</strong> "
                        + escaped(Samples.WORK.get(i)) + "</li>")
                .collect(Collectors.joining("\n"));
        return page("Messages", "site", resources.page("messages", Map.of("rows", rows)));
    }

    String admin() {
        StringBuilder list = new StringBuilder();
        for (Fault fault : Fault.values()) {
            boolean on = faults.has(fault);
            list.append("<li><form method=\"post\" action=\"/faults/")
                    .append(fault.key())
                    .append("\"><code>")
                    .append(fault.key())
                    .append("</code><span")
                    .append(on ? " class=\"on\">en panne" : ">normal")
                    .append("</span><button type=\"submit\" name=\"on\" value=\"")
                    .append(!on)
                    .append("\" aria-label=\"")
                    .append(on ? "Rétablir " : "Mettre en panne ")
                    .append(fault.key())
                    .append("\">")
                    .append(on ? "Rétablir" : "Mettre en panne")
                    .append("</button></form></li>\n");
        }
        return page("Administration", "site", resources.page("admin", Map.of("faults", list.toString())));
    }

    /** For what cannot be answered. */
    String sorry(String title, String words) {
        return page(title, "site", problem(words));
    }
}
