package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;
import org.maint.simulated.Options;
import org.maint.simulated.SimulatedPlatform;

/** What people do with what is watched: thresholds tried before they are saved, errors, changes, alerts and their runs. */
@Order(Installed.OWN)
class WatchPortalIT {
    /** Monday, half an hour after the morning has opened. */
    private static final String CLOCK = "2026-11-23T13:30:00Z";

    private static final String THRESHOLD =
            "{\"key\":\"memory-high\",\"severity\":\"WARNING\",\"title\":{\"en\":\"Memory\",\"fr\":\"Mémoire\"},"
                    + "\"metric\":\"host.memory-used\",\"when\":\"ABOVE\",\"value\":60,\"window\":\"PT5M\"}";

    private static SimulatedPlatform platform;
    private static Installed maint;
    private static Rest viewer;
    private static Rest technician;
    private static Rest lead;
    private static Rest machine;

    @BeforeAll
    static void start(@TempDir Path backups) throws Exception {
        Duration ahead = Duration.between(Clock.systemUTC().instant(), Instant.parse(CLOCK));
        platform = SimulatedPlatform.start(
                Options.with(backups).clock(Clock.offset(Clock.system(ZoneId.of("UTC")), ahead)));
        maint = Installed.with(
                CLOCK, Map.of("MAINT_PLATFORM_URL", platform.url().toString()));
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        machine = Rest.with(maint.url(), maint.token(Role.INGEST));
        // As if the morning of the day before had been signed.
        morning("2026-11-23");
        maint.in(services -> {
            for (String statement : List.of(
                    "create temporary table yesterday as select * from run where routine_key = 'daily-morning'",
                    "update yesterday set id = uuid(), nominal_date = '2026-11-22', state = 'SIGNED',"
                            + " opens_at = opens_at - interval 1 day, closed_at = opens_at",
                    "insert into run select * from yesterday")) {
                services.em().createNativeQuery(statement).executeUpdate();
            }
            return services;
        });
    }

    @AfterAll
    static void stop() throws Exception {
        try (AutoCloseable first = maint;
                AutoCloseable second = platform) {
            assertThat(maint.log()).doesNotContain("tried again");
        }
    }

    private static <T> T eventually(Supplier<T> what, Predicate<T> holds) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(what::get, holds);
    }

    private static JsonNode morning(String date) {
        return eventually(
                        () -> viewer.get("runs?routine=daily-morning&from=" + date + "&to=" + date)
                                .json()
                                .path("items"),
                        items -> items.size() == 1)
                .get(0);
    }

    private static JsonNode item(String key) {
        for (JsonNode item : morning("2026-11-23").path("items")) {
            if (item.path("key").asText().equals(key)) {
                return item;
            }
        }
        throw new AssertionError(key);
    }

    private static Instant now() {
        return Instant.parse(CLOCK).plusSeconds(1);
    }

    private static void push(String metric, Instant at, double value) {
        Answer answer = machine.post(
                "samples",
                "[{\"metric\":\"" + metric + "\",\"at\":\"" + at + "\",\"value\":" + value + ",\"source\":\"it\"}]");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private static JsonNode alert(String fingerprint) {
        for (JsonNode alert : viewer.get("alerts?size=100").json().path("items")) {
            if (alert.path("fingerprint").asText().equals(fingerprint)) {
                return alert;
            }
        }
        return MissingNode.getInstance();
    }

    private static Visitor signedIn(String login, Role... roles) {
        Visitor visitor = Chromium.get().visitor();
        String password = maint.password(login, roles);
        Chromium.signIn(visitor.page(), maint, login, password);
        return visitor;
    }

    private static Visitor leader() {
        return signedIn("leader", Role.VIEWER, Role.TECHNICIAN, Role.LEAD);
    }

    @Test
    void a_lead_sees_what_a_threshold_would_have_raised_before_it_is_published() {
        Instant begin = now().minus(Duration.ofHours(3));
        for (int i = 0; i < 3; i++) {
            push("host.memory-used", begin.plusSeconds(i * 600L), 70);
            push("host.memory-used", begin.plusSeconds(i * 600L + 300), 10);
        }
        String draft = lead.post("plan/drafts", "{\"title\":\"Memory\"}")
                .json()
                .path("id")
                .asText();
        try (Visitor visitor = leader()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "draft?id=" + draft + "#thresholds");
            Locator threshold = page.locator("li.element:has(input[value='memory-high'])");
            threshold.locator("summary").first().click();
            threshold.locator("[data-pointer$='/value'] input").fill("60");
            threshold.locator(".backtest .ask").click();
            Locator result = threshold.locator(".backtest-result");
            assertThat(result).containsText("As it stands here: 3 episodes");
            assertThat(result).containsText("exact, on raw samples");
            assertThat(result).containsText("The published rule: 0 episodes");
            assertThat(result.locator("tbody tr")).hasCount(3);
            assertThat(result.locator("tbody tr").first()).containsText("host.memory-used");
            threshold.locator(".backtest select").selectOption("90");
            threshold.locator(".backtest .ask").click();
            assertThat(result).containsText("approximate");
            Accessibility.look(page, "a threshold that is tried");
            // What was found is of another threshold now.
            threshold.locator("[data-pointer$='/value'] input").fill("75");
            threshold.locator("[data-pointer$='/value'] input").blur();
            assertThat(result).isEmpty();
            page.navigate(maint.url() + "plan");
            page.click("[data-backtest='memory-high']");
            assertThat(page.locator("#thresholds .backtest-result")).containsText("The published rule: 0 episodes");
            assertThat(visitor.complaints()).isEmpty();
        }
        lead.post("plan/drafts/" + draft + "/discard", "");
    }

    @Test
    void a_threshold_that_makes_no_sense_is_refused_with_its_place_and_only_leads_may_ask() {
        Answer good = lead.post("rules/backtest", THRESHOLD);
        assertThat(good.status()).as(good.text()).isEqualTo(200);
        assertThat(good.json().path("exact").asBoolean()).isTrue();
        assertThat(good.json().path("published").path("number").isInt()).isTrue();
        assertThat(lead.post("rules/backtest", THRESHOLD.replace("memory-high", "of-mine"))
                        .json()
                        .path("published")
                        .isNull())
                .isTrue();
        Answer bad =
                lead.post("rules/backtest", THRESHOLD.replace("60", "\"much\"").replace("PT5M", "PT"));
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.type()).startsWith("application/problem+json");
        assertThat(bad.json().at("/errors/0/pointer").asText()).isEqualTo("/value");
        assertThat(lead.post("rules/backtest", THRESHOLD.replace("PT5M", "PT99999999999999999999H"))
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/window");
        assertThat(lead.post("rules/backtest", "").status()).isEqualTo(400);
        assertThat(lead.post("rules/backtest", "[1]").status()).isEqualTo(400);
        assertThat(lead.post("rules/backtest?days=0", THRESHOLD).status()).isEqualTo(400);
        assertThat(lead.post("rules/backtest?from=2020-01-01", THRESHOLD).status())
                .isEqualTo(400);
        assertThat(technician.post("rules/backtest", THRESHOLD).status()).isEqualTo(403);
        assertThat(viewer.get("rules").json().path("total").asInt()).isEqualTo(14);
    }

    @Test
    void a_technician_says_how_bad_an_error_is_and_it_stays_so() {
        String error =
                "[{\"at\":\"" + now() + "\",\"level\":\"error\",\"message\":\"Fax 1 is busy\",\"source\":\"fax\"}]";
        machine.post("errors", error);
        String id = error("Fax").path("id").asText();
        try (Visitor visitor = signedIn("sorter", Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "errors");
            page.selectOption("#category-" + id, "INFO");
            page.click("[data-categorises='" + id + "']");
            assertThat(page.locator("#error-" + id + " td").first()).containsText("said by a person");
            assertThat(page.locator("#error-" + id + " .state-INFO")).hasCount(1);
            assertThat(visitor.complaints()).isEmpty();
        }
        machine.post("errors", error.replace("\"error\"", "\"fatal\""));
        assertThat(error("Fax").path("category").asText()).isEqualTo("INFO");
        assertThat(error("Fax").path("count").asInt()).isEqualTo(2);
        String path = "errors/" + id + "/categorise";
        assertThat(technician
                        .post(path, "{\"category\":\"DREADFUL\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/category");
        assertThat(viewer.post(path, "{\"category\":\"CRITICAL\"}").status()).isEqualTo(403);
        assertThat(technician
                        .post("errors/x/categorise", "{\"category\":\"INFO\"}")
                        .status())
                .isEqualTo(404);
        try (Visitor visitor = signedIn("reader", Role.VIEWER)) {
            visitor.page().navigate(maint.url() + "errors");
            assertThat(visitor.page().locator("#error-" + id)).isVisible();
            assertThat(visitor.page().locator("[data-categorises]")).hasCount(0);
        }
    }

    private static JsonNode error(String words) {
        for (JsonNode error : viewer.get("errors").json()) {
            if (error.path("message").asText().contains(words)) {
                return error;
            }
        }
        throw new AssertionError(words);
    }

    @Test
    void a_run_shows_what_was_changed_since_the_last_one() {
        for (int i = 1; i <= 7; i++) {
            technician.post("changes", "{\"title\":\"Deployment " + i + "\",\"at\":\"2026-11-23T0" + i + ":00:00Z\"}");
        }
        technician.post("changes", "{\"title\":\"Long ago\",\"at\":\"2026-11-20T12:00:00Z\"}");
        String run = morning("2026-11-23").path("id").asText();
        try (Visitor visitor = leader()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "run?id=" + run);
            assertThat(page.locator(".run-changes summary")).containsText(Pattern.compile("[7-9] changes .* since"));
            page.click(".run-changes summary");
            assertThat(page.locator(".run-changes li")).hasCount(5);
            page.click(".run-changes a");
            assertThat(page.locator("main table")).containsText("Deployment 1");
            assertThat(page.locator("main table")).not().containsText("Long ago");
            page.click(".banner a");
            assertThat(page.locator("main table")).containsText("Long ago");
            page.navigate(maint.url() + "changes?from=yesterday&to=");
            assertThat(page.locator("main table")).containsText("Long ago");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_failed_item_leads_to_its_alert_and_the_alert_to_its_run_its_entries_and_its_probe() {
        String run = morning("2026-11-23").path("id").asText();
        eventually(
                () -> item("images-loading-correctly"),
                item -> item.at("/proof/state").asText().equals("PROVEN"));
        try (Visitor visitor = leader()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "run?id=" + run);
            platform.fault("broken-images", true);
            technician.post("runs/" + run + "/items/images-loading-correctly/recheck", "");
            // It comes by itself.
            Locator link = page.locator("#item-images-loading-correctly .item-alert");
            assertThat(link).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            String name = alert("probe home images").path("number").asText();
            assertThat(link).hasText("A-" + name);
            page.navigate(maint.url() + "run?id=" + run);
            link.click();
            page.waitForURL("**/alert?n=" + name);
            JsonNode work = technician
                    .post("runs", "{\"title\":\"Mend the images\",\"items\":[\"See A-" + name + "\"]}")
                    .json();
            technician
                    .header("If-Match", "*")
                    .put(
                            "runs/" + work.path("id").asText() + "/items/"
                                    + work.at("/items/0/key").asText(),
                            "{\"outcome\":\"PASS\"}");
            JsonNode entry = technician
                    .post("runs/" + work.path("id").asText() + "/sign-off", "{\"notes\":\"done\",\"minutesSpent\":5}")
                    .json();
            page.reload();
            Locator related = page.locator("section[aria-labelledby=related]");
            assertThat(related.locator("a[href='run?id=" + run + "']")).hasCount(1);
            assertThat(related.locator(
                            "a[href='entry?n=" + entry.path("sequence").asText() + "']"))
                    .hasCount(1);
            related.locator("a[href='probe?key=home']").click();
            assertThat(page.locator("section[aria-labelledby=probe-alerts] a[href='alert?n=" + name + "']"))
                    .hasCount(1);
            assertThat(visitor.complaints()).isEmpty();
        } finally {
            platform.fault("broken-images", false);
        }
    }

    @Test
    void a_new_alert_is_told_once_and_the_refresh_leaves_the_noise_alone() {
        try (Visitor visitor = leader()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "alerts");
            assertThat(page.locator("#noise")).isVisible();
            page.evaluate("() => { window.told = []; new MutationObserver(() => { const words ="
                    + " document.getElementById('live').textContent; if (words) { window.told.push(words); } })"
                    + ".observe(document.getElementById('live'), { childList: true }); }");
            push("security.breach", now(), 1);
            page.waitForCondition(
                    () -> page.evaluate("() => window.told.join()").toString().contains("1 new alert, 1 critical"),
                    new Page.WaitForConditionOptions().setTimeout(60_000));
            for (int i = 0; i < 2; i++) {
                Response refresh = page.waitForResponse(
                        response -> response.url().contains("/alerts")
                                && response.request().headers().containsKey("x-maint-fresh"),
                        new Page.WaitForResponseOptions().setTimeout(30_000),
                        () -> {});
                assertThat(refresh.text()).contains("alerts-live").doesNotContain("id=\"noise\"");
            }
            assertThat(page.evaluate("() => window.told.filter((words) => words.includes('critical')).length"))
                    .isEqualTo(1);
            assertThat(page.locator("#live")).hasAttribute("aria-live", "polite");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void an_item_that_a_person_has_answered_waits_for_nobody() {
        JsonNode waiting = eventually(
                () -> item("login-functioning"),
                item -> item.at("/proof/state").asText().equals("UNAVAILABLE"));
        assertThat(waiting.at("/proof/words").asText()).contains("to be looked at by a person");
        Answer entered = technician
                .header("If-Match", "*")
                .put(
                        "runs/" + morning("2026-11-23").path("id").asText() + "/items/login-functioning",
                        "{\"outcome\":\"PASS\"}");
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        assertThat(entered.json().at("/proof/words").asText())
                .contains("not looked at automatically")
                .doesNotContain("to be looked at");
    }

    @Test
    void a_figure_that_was_never_measured_says_what_to_do() {
        try (Visitor visitor = leader()) {
            Page page = visitor.page();
            page.navigate(maint.url() + "monitor");
            Locator users = page.locator(".tile:has-text('platform.active-users')");
            assertThat(users).containsText("POST /samples");
            Locator response = page.locator(".tile:has-text('platform.response-time')");
            assertThat(response.locator("a[href='probe']")).hasCount(1);
            assertThat(page.locator(".tile:has(figure.chart) figure.chart p")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void every_page_with_it_is_accessible_and_within_its_statements() {
        push("host.disk-free", now(), 5);
        JsonNode alert = eventually(
                () -> alert("host.disk-free"), each -> each.path("state").isTextual());
        machine.post("errors", "[{\"at\":\"" + now() + "\",\"message\":\"Pump 1 is dry\",\"source\":\"pump\"}]");
        maint.password("leader", Role.VIEWER, Role.TECHNICIAN, Role.LEAD);
        List<String> pages = List.of(
                "run?id=" + morning("2026-11-23").path("id").asText(),
                "alert?n=" + alert.path("number").asText(),
                "alerts",
                "errors",
                "monitor",
                "plan",
                "probe?key=home",
                "changes?from=2026-11-22T13:00:00Z&to=2026-11-23T23:00:00Z");
        Accessibility.check(maint, "leader", pages);
    }
}
