package org.maint.launcher;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;
import org.maint.people.SingleSignOn;

/**
 * Renews {@code docs/screenshots/} ({@code ./maint screenshots}); not part of the suite, so that a test run leaves the
 * tree clean.
 */
class Screenshots {
    private static final Path PICTURES = Path.of("..", "docs", "screenshots");

    @Test
    void of_every_page_wide_and_narrow_light_and_dark_in_french_and_english() throws Exception {
        Files.createDirectories(PICTURES);
        // -Dmaint.pictures=incidents, dashboards, accounts or sign-on: of those alone.
        String only = System.getProperty("maint.pictures", "");
        if (only.isEmpty() || only.equals("sign-on")) {
            try (IdentityProvider provider = new IdentityProvider();
                    Installed maint = Installed.with(null, provider.environment())) {
                ofEach((language, dark, width) -> takeSignOn(maint, provider, language, dark, width));
            }
        }
        if (only.equals("sign-on")) {
            return;
        }
        if (only.isEmpty() || only.equals("accounts")) {
            // By the real clock, which authenticator apps go by.
            try (Installed maint = Installed.demo(null)) {
                ofEach((language, dark, width) -> takeAccounts(maint, language, dark, width));
            }
        }
        if (only.equals("accounts")) {
            return;
        }
        try (Installed maint = Installed.demo(Installed.CLOCK)) {
            Instant begin = Instant.parse(Installed.CLOCK);
            String deployments = maint.at(begin, services -> {
                services.people().createToken(null, "monitoring", Role.VIEWER, null);
                return services.people()
                        .createToken(null, "deployments", Role.TECHNICIAN, "karim")
                        .secret();
            });
            if (only.equals("dashboards")) {
                ofEach((language, dark, width) -> takeDashboards(maint, language, dark, width));
                return;
            }
            if (!only.equals("incidents")) {
                trouble(maint, deployments);
                ofEach((language, dark, width) -> take(maint, language, dark, width));
            }
            // Last: everybody hears of it on every page.
            emergency(Rest.with(maint.url(), deployments));
            ofEach((language, dark, width) -> takeIncidents(maint, language, dark, width));
        }
    }

    /** Something to look at: the simulated platform answers with errors for a while, and somebody has changed something. */
    private static void trouble(Installed maint, String token) throws Exception {
        Rest technician = Rest.with(maint.url(), token);
        technician.post(
                "changes",
                "{\"title\":\"Version 0.7.1\",\"kind\":\"deployment\",\"by\":\"Karim Haddad\",\"reference\":\"v0.7.1\"}");
        String platform = maint.output().stream()
                .filter(line -> line.startsWith("simulated platform: "))
                .map(line -> line.split(" ")[2])
                .findFirst()
                .orElseThrow();
        fault(platform, "errors", "on=true&percent=40");
        fault(platform, "failed-logins", "on=true");
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> technician
                                .get("alerts?state=FIRING&severity=CRITICAL")
                                .json()
                                .path("total")
                                .asInt()
                        > 0);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> technician.get("errors").json().size() > 0);
        fault(platform, "errors", "on=false");
        fault(platform, "failed-logins", "on=false");
    }

    /** One that is over, and one that is worked on. */
    private static void emergency(Rest technician) {
        String over = technician
                .post(
                        "incidents",
                        "{\"trigger\":\"MAJOR_FEATURE_FAILURE\",\"title\":\"La carte GPS reste vide\","
                                + "\"description\":\"Aucune position depuis la mise à jour de 8 h\"}")
                .json()
                .path("id")
                .asText();
        for (String action : List.of("notify-stakeholders", "document-issue", "begin-troubleshooting")) {
            technician.post("incidents/" + over + "/actions/" + action + "/complete", "{}");
        }
        technician.post(
                "incidents/" + over + "/actions/enable-maintenance-mode/skip",
                "{\"reason\":\"Le reste de la plateforme fonctionne\"}");
        technician.post(
                "incidents/" + over + "/updates",
                "{\"status\":\"IDENTIFIED\",\"issue\":\"Le service GPS refuse les nouvelles positions\","
                        + "\"issueFr\":\"Le service GPS refuse les nouvelles positions\","
                        + "\"impact\":\"Les trajets du matin manquent sur la carte\",\"contact\":\"poste 204\","
                        + "\"audience\":\"CUSTOMERS\"}");
        for (String step :
                List.of("identify-root-cause", "implement-fix-or-rollback", "test-thoroughly", "restore-service")) {
            technician.post("incidents/" + over + "/actions/" + step + "/complete", "{}");
        }
        technician.post(
                "incidents/" + over + "/resolve",
                "{\"dataLost\":false,\"resolution\":\"Retour à la version 0.7.0 du service GPS\"}");
        lessons(technician, "incidents/" + over + "/post-mortem");
        String open = technician
                .post(
                        "incidents",
                        "{\"trigger\":\"PLATFORM_DOWN\",\"title\":\"Exercice d’automne\",\"drill\":true,"
                                + "\"description\":\"Personne n’arrive à ouvrir une session\"}")
                .json()
                .path("id")
                .asText();
        technician.post(
                "incidents/" + open + "/actions/notify-stakeholders/complete", "{\"note\":\"Par téléphone aussi\"}");
        technician.post(
                "incidents/" + open + "/updates",
                "{\"status\":\"INVESTIGATING\",\"issue\":\"La page d’accueil répond 502\","
                        + "\"impact\":\"Toute la clientèle\",\"contact\":\"poste 204\"}");
    }

    private static void lessons(Rest technician, String path) {
        technician
                .header("If-Match", "*")
                .put(
                        path,
                        "{\"sections\":{\"impact\":\"**42 min** sans positions; 17 camions suivis par téléphone.\","
                                + "\"detection\":\"Un répartiteur a appelé. La sonde de la carte ne regardait que la page.\","
                                + "\"causes\":\"- Le service refuse une heure sans fuseau\\n- La mise à jour a changé le"
                                + " format\\n- L’essai utilisait d’anciennes données\",\"went-well\":\"Le retour à"
                                + " l’ancienne version a pris quatre minutes.\"}}");
        technician.post(path + "/actions", "{\"kind\":\"DETECT\",\"title\":\"Sonder l’âge de la dernière position\"}");
        technician.post(
                path + "/actions", "{\"kind\":\"PREVENT\",\"title\":\"Essayer avec les positions de la veille\"}");
        technician.post(
                path + "/comments",
                "{\"section\":\"causes\",\"words\":\"Comment l’essai a-t-il pu passer avec d’anciennes données?\"}");
    }

    private static void fault(String platform, String name, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform + "faults/" + name))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    /** Takes pictures in one language, theme and width. */
    private interface Taking {
        void take(String language, boolean dark, int width) throws IOException;
    }

    private static void ofEach(Taking taking) throws IOException {
        for (String language : List.of("fr-CA", "en-CA")) {
            for (boolean dark : List.of(false, true)) {
                for (int width : List.of(1440, 390)) {
                    taking.take(language, dark, width);
                }
            }
        }
    }

    private static String suffix(String language, boolean dark, int width) {
        return "-" + language.substring(0, 2) + (width == 1440 ? "-wide" : "-phone") + (dark ? "-dark" : "");
    }

    private static void takeIncidents(Installed maint, String language, boolean dark, int width) throws IOException {
        try (Visitor visitor = Chromium.get().visitor(language, width, width == 1440 ? 900 : 844, dark)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            signIn(maint, page, "louise");
            for (String name : List.of(
                    "incidents",
                    "incident?n=1",
                    "incident?n=2",
                    "declare",
                    "post-mortems",
                    "post-mortem?n=1",
                    "settings?part=status",
                    "status")) {
                page.navigate(maint.url() + name);
                shot(page, name.replaceAll("[?&][a-z]+=", "-") + suffix(language, dark, width));
            }
        }
    }

    private static void takeDashboards(Installed maint, String language, boolean dark, int width) throws IOException {
        try (Visitor visitor = Chromium.get().visitor(language, width, width == 1440 ? 900 : 844, dark)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            signIn(maint, page, "louise");
            for (String name : List.of("today", "monitor", "targets", "weekly")) {
                page.navigate(maint.url() + name);
                shot(page, name + suffix(language, dark, width));
            }
            reports(maint, page, suffix(language, dark, width));
            readiness(maint, page, suffix(language, dark, width));
        }
    }

    /** What users say, and what the team is ready for. */
    private static void readiness(Installed maint, Page page, String suffix) {
        for (String name : List.of(
                "feedback",
                "feedback-item?n=4",
                "surveys",
                "surveys?n=1",
                "training",
                "backups",
                "drill?n=1",
                "goals",
                "handover",
                "workload")) {
            page.navigate(maint.url() + name);
            shot(page, name.replaceAll("\\?n=\\d+", name.startsWith("surveys") ? "-results" : "") + suffix);
        }
        String token = maint.in(services -> services.people()
                .createToken(null, "wall " + suffix, Role.VIEWER, null)
                .secret());
        page.navigate(maint.url() + "kiosk?t=" + token);
        shot(page, "kiosk" + suffix);
    }

    /** Last week's, which is made by whoever comes first. */
    private static void reports(Installed maint, Page page, String suffix) {
        page.navigate(maint.url() + "reports");
        page.selectOption("[id='make:kind']", "WEEKLY");
        page.fill("[id='make:day']", "2026-11-18");
        page.click("[id='make:do']");
        page.waitForURL("**/report?id=*");
        shot(page, "report" + suffix);
        page.navigate(maint.url() + "reports");
        shot(page, "reports" + suffix);
    }

    private static void take(Installed maint, String language, boolean dark, int width) throws IOException {
        String suffix = suffix(language, dark, width);
        try (Visitor visitor = Chromium.get().visitor(language, width, width == 1440 ? 900 : 844, dark)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            shot(page, "login" + suffix);
            signIn(maint, page, "louise");
            shot(page, "today" + suffix);
            page.click(".run-card-title[href^=run]");
            page.waitForURL("**/run?id=*");
            page.locator(".item").nth(1).locator(".item-title").click();
            shot(page, "run" + suffix);
            page.navigate(maint.url() + "log");
            shot(page, "log" + suffix);
            page.click("table.rows a");
            page.waitForURL("**/entry?n=*");
            shot(page, "entry" + suffix);
            page.navigate(maint.url() + "tasks");
            shot(page, "tasks" + suffix);
            page.click("table.rows a[href^=task]");
            page.waitForURL("**/task?n=*");
            shot(page, "task" + suffix);
            planning(maint, page, suffix);
            reports(maint, page, suffix);
            readiness(maint, page, suffix);
            page.navigate(maint.url() + "alerts?state=any&severity=CRITICAL");
            page.click("table.rows a[href^='alert?n=']");
            page.waitForURL("**/alert?n=*");
            shot(page, "alert" + suffix);
            for (String name : List.of(
                    "calendar",
                    "calendar?view=week",
                    "calendar?view=list",
                    "alerts",
                    "silences",
                    "notifications?view=sent",
                    "notifications?view=contacts",
                    "monitor",
                    "monitor?over=hour",
                    "targets",
                    "weekly",
                    "probe?key=home",
                    "errors",
                    "changes",
                    "search?q=sauvegarde",
                    "team",
                    "on-call",
                    "rota",
                    "absence",
                    "profile",
                    "notifications",
                    "unplanned",
                    "task-new",
                    "password")) {
                page.navigate(maint.url() + name);
                shot(page, name.replaceAll("[?&][a-z]+=", "-") + suffix);
            }
        }
        try (Visitor visitor = Chromium.get().visitor(language, width, width == 1440 ? 900 : 844, dark)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            signIn(maint, page, "nadia");
            for (String name : List.of(
                    "settings?part=days",
                    "settings?part=retention",
                    "settings?part=webhook",
                    "settings?part=channels",
                    "settings?part=channels&medium=EMAIL",
                    "settings?part=templates",
                    "settings?part=tokens",
                    "settings?part=audit",
                    "first-steps",
                    "invite")) {
                page.navigate(maint.url() + name);
                shot(page, name.replaceAll("[?&][a-z]+=", "-") + suffix);
            }
        }
    }

    /** What concerns one's own account and that of others, what is set for all, and where a figure comes from. */
    private static void takeSignOn(Installed maint, IdentityProvider provider, String language, boolean dark, int width)
            throws IOException {
        String suffix = suffix(language, dark, width);
        try (Visitor visitor = Chromium.get().visitor(language, width, width == 1440 ? 900 : 844, dark)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            shot(page, "login-sign-on" + suffix);
            provider.letIn("visitor", Map.of("name", "Guy Roy", "email", "guy@corp.example", "email_verified", true));
            page.click("[id='sign-on']");
            page.waitForURL("**/login?sign-on=*");
            shot(page, "login-refused" + suffix);
            provider.letIn(
                    "chief",
                    Map.of(
                            "name",
                            "Odile Tremblay",
                            "preferred_username",
                            "odile",
                            "email",
                            "odile@corp.example",
                            "email_verified",
                            true,
                            "groups",
                            List.of("it-staff", "it-admins")));
            page.click("[id='sign-on']");
            page.waitForURL("**/today");
            page.navigate(maint.url() + "profile");
            whole(page, "profile-sign-on" + suffix);
            String colleague = maint.in(services -> {
                String login = "rosalie" + suffix;
                var person = services.people()
                        .invite(null, login, "Rosalie Gagnon", login + "@corp.example", Set.of(Role.TECHNICIAN))
                        .person();
                services.singleSignOn()
                        .enter(
                                new SingleSignOn.Claimed(
                                        provider.environment().get("MAINT_OIDC_ISSUER"),
                                        login,
                                        login,
                                        person.name(),
                                        person.email(),
                                        true,
                                        Set.of()),
                                "192.0.2.4");
                return person.id().toString();
            });
            page.navigate(maint.url() + "person?id=" + colleague);
            whole(page, "person-sign-on" + suffix);
        }
    }

    private static void takeAccounts(Installed maint, String language, boolean dark, int width) throws IOException {
        String suffix = suffix(language, dark, width);
        try (Visitor visitor = Chromium.get().visitor(language, width, width == 1440 ? 900 : 844, dark)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            signIn(maint, page, "nadia");
            for (String part : List.of("transfer", "platform", "appearance")) {
                page.navigate(maint.url() + "settings?part=" + part);
                shot(page, "settings-" + part + suffix);
            }
            page.navigate(maint.url() + "team");
            page.click("a[href^='person?id=']");
            page.waitForURL("**/person?id=*");
            whole(page, "person" + suffix);
            page.navigate(maint.url() + "feeds");
            shot(page, "feeds" + suffix);
        }
        try (Visitor visitor = Chromium.get().visitor(language, width, width == 1440 ? 900 : 844, dark)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            signIn(maint, page, "louise");
            page.navigate(maint.url() + "settings?part=judgement");
            shot(page, "settings-judgement" + suffix);
            page.navigate(maint.url() + "reports");
            page.selectOption("[id='make:kind']", "MONTHLY");
            page.fill("[id='make:day']", "2026-10-18");
            page.click("[id='make:do']");
            page.waitForURL("**/report?id=*");
            page.navigate(
                    maint.url() + page.locator("a[href^='figure?']").first().getAttribute("href"));
            shot(page, "figure" + suffix);
        }
        try (Visitor visitor = Chromium.get().visitor(language, width, width == 1440 ? 900 : 844, dark)) {
            Page page = visitor.page();
            String login = "someone" + suffix;
            String password = maint.password(login, Role.TECHNICIAN);
            signIn(maint, page, login, password);
            page.waitForURL("**/today");
            page.navigate(maint.url() + "second-factor");
            shot(page, "second-factor" + suffix);
            String secret = page.locator("#secret").textContent();
            page.fill("[id='enrol:first']", SecondFactorIT.code(secret, 0));
            page.click("[id='enrol:confirm']");
            page.locator(".codes li").first().waitFor();
            shot(page, "second-factor-codes" + suffix);
            page.navigate(maint.url() + "second-factor");
            shot(page, "second-factor-on" + suffix);
            page.navigate(maint.url() + "profile");
            whole(page, "profile-whole" + suffix);
            page.evaluate("() => document.querySelector('form[action$=\"/sign-out\"]').submit()");
            page.waitForURL("**/login");
            signIn(maint, page, login, password);
            page.waitForURL("**/code*");
            shot(page, "code" + suffix);
            for (String open : List.of("forgot", "say")) {
                page.navigate(maint.url() + open);
                shot(page, open + suffix);
            }
        }
    }

    private static void planning(Installed maint, Page page, String suffix) {
        page.navigate(maint.url() + "plan");
        shot(page, "plan" + suffix);
        String draft = page.locator("#drafts ~ ul a[href^='draft?id=']").first().getAttribute("href");
        String waiting =
                page.locator("#drafts ~ ul a[href^='plan-changes']").first().getAttribute("href");
        page.navigate(maint.url() + draft + "#routine%3Aweekly-monday");
        page.locator("#part-title").waitFor();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        shot(page, "draft" + suffix);
        page.navigate(maint.url() + waiting);
        shot(page, "plan-changes" + suffix);
    }

    private static void signIn(Installed maint, Page page, String login) throws IOException {
        String password = Files.readAllLines(maint.home().file("demo-people.txt")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words[0].equals(login))
                .findFirst()
                .orElseThrow()[1];
        page.fill("[id='login:name']", login);
        page.fill("[id='login:password']", password);
        page.click("#login button[type=submit]");
        page.waitForURL("**/today");
    }

    private static void signIn(Installed maint, Page page, String login, String password) {
        page.navigate(maint.url() + "login");
        page.fill("[id='login:name']", login);
        page.fill("[id='login:password']", password);
        page.click("#login button[type=submit]");
    }

    /** Down to its end. */
    private static void whole(Page page, String name) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
    }

    private static void shot(Page page, String name) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
}
