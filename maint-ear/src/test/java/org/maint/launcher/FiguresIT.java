package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/** Where figures come from, what people say of a period, by what is judged, and what leaves and comes back. */
class FiguresIT {
    private static Installed maint;
    private static Rest viewer;
    private static Rest lead;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        Rest machine = Rest.with(maint.url(), maint.token(Role.INGEST));
        StringBuilder samples = new StringBuilder("[");
        for (int day = 0; day < 6; day++) {
            samples.append(day == 0 ? "" : ",")
                    .append("{\"metric\":\"platform.gps-sessions\",\"source\":\"figures\",\"at\":\"")
                    .append("2026-11-" + (22 - day) + "T15:00:00Z")
                    .append("\",\"value\":")
                    .append(10 + day)
                    .append("}");
        }
        Rest.Answer answer = machine.post("samples", samples.append("]").toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private static String report(String kind) {
        return lead.post("reports", "{\"kind\":\"" + kind + "\",\"date\":\"2026-11-20\"}")
                .json()
                .path("id")
                .asText();
    }

    private static JsonNode line(JsonNode report, String section, String key) {
        for (JsonNode line : report.path("lines")) {
            if (line.path("section").asText().equals(section)
                    && line.path("key").asText().equals(key)) {
                return line;
            }
        }
        throw new IllegalArgumentException(section + "." + key);
    }

    @Test
    void a_figure_leads_to_what_it_was_made_of_with_a_chart_and_a_file() {
        String id = report("QUARTERLY");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> line(lead.post("reports/" + id + "/refresh", "").json(), "usage", "gps-sessions"),
                        line -> line.path("value").asDouble() >= 60);
        String csv =
                viewer.get("reports/" + id + "/figures/usage/gps-sessions.csv").text();
        assertThat(csv.lines().count()).isGreaterThan(4);
        assertThat(viewer.get("reports/" + id + "/figures/usage/weather.csv").status())
                .isEqualTo(404);
        maint.password("tracer", Role.VIEWER, Role.LEAD);
        try (Visitor visitor = Chromium.get().visitor("fr-CA", 1440, 900, false)) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, "tracer", maint.password("tracer"));
            page.navigate(maint.url() + "report?id=" + id);
            page.click("a[href$='section=usage&key=gps-sessions']");
            page.waitForURL("**/figure?id=*");
            assertThat(page.locator("#origin tbody tr").first()).isVisible();
            assertThat(page.locator(".graph canvas")).isVisible();
            // Drawn: there is something on it.
            page.waitForFunction(
                    "() => { const c = document.querySelector('.graph canvas');"
                            + " return c.width > 0 && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0); }");
            page.navigate(maint.url() + "weekly");
            assertThat(page.locator("figure.card").first()).isVisible();
            assertThat(visitor.complaints()).isEmpty();
        }
        Accessibility.check(
                maint,
                "tracer",
                List.of("figure?id=" + id + "&section=usage&key=gps-sessions", "report?id=" + id, "on-call"));
    }

    @Test
    void what_nothing_measured_is_entered_and_the_return_on_investment_follows() {
        String id = report("ANNUAL");
        String path = "reports/" + id + "/figures";
        assertThat(lead.put(path, "{\"figures\":{\"cost\":1}}").status()).isEqualTo(428);
        Rest any = lead.header("If-Match", "*");
        assertThat(any.put(path, "{\"figures\":{\"weather\":1}}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/figures/weather");
        assertThat(any.put(path, "{\"figures\":{\"cost\":\"much\"}}").status()).isEqualTo(400);
        maint.password("accountant", Role.VIEWER, Role.MANAGER);
        try (Visitor visitor = Chromium.get().visitor("en-CA", 1440, 900, false)) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, "accountant", maint.password("accountant"));
            page.navigate(maint.url() + "report?id=" + id);
            page.getByLabel("Revenue").fill("240,000");
            page.getByLabel("cost (of the formula)").fill("80000");
            page.click("[id='figures:enter']");
            page.waitForURL("**/report?id=*");
            assertThat(page.locator("main")).containsText("entered by");
            assertThat(page.locator("main")).containsText("(revenue - cost) / cost * 100, with cost = 80000");
            assertThat(visitor.complaints()).isEmpty();
        }
        JsonNode report = viewer.get("reports/" + id).json();
        assertThat(line(report, "roi", "roi").path("value").asDouble()).isEqualTo(200);
        assertThat(line(report, "totals", "revenue").path("note").asText()).startsWith("entered by");
        // Taken back, so that other reports of the shared installation say nothing of it.
        assertThat(any.put(path, "{\"figures\":{\"cost\":null,\"revenue\":null}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void by_what_is_judged_is_set_and_what_makes_no_sense_changes_nothing() {
        maint.password("judge", Role.VIEWER, Role.LEAD);
        try (Visitor visitor = Chromium.get().visitor("en-CA", 1440, 900, false)) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, "judge", maint.password("judge"));
            page.navigate(maint.url() + "settings?part=judgement");
            page.fill("[id='judgement-form:roi']", "cost ^ 9");
            page.click("[id='judgement-form:save']");
            assertThat(page.locator(".told")).containsText("is not understood");
            page.fill("[id='judgement-form:roi']", "hours * 2");
            page.fill("[id='judgement-form:slow']", "1,5");
            page.click("[id='judgement-form:save']");
            page.waitForURL("**/settings?part=judgement");
            assertThat(page.locator("[id='judgement-form:slow']")).hasValue("1.5");
            assertThat(page.locator("[id='judgement-form:roi']")).hasValue("hours * 2");
            page.click("[id='judgement-form:restore']");
            assertThat(page.locator("[id='judgement-form:slow']")).hasValue("1.25");
        }
        Accessibility.check(maint, "judge", List.of("settings?part=judgement"));
    }

    @Test
    void a_setup_leaves_and_comes_back_once() throws IOException {
        lead.post("tasks", "{\"title\":\"Carry me over\"}");
        Rest.Answer setup = lead.get("setup");
        assertThat(setup.status()).isEqualTo(200);
        assertThat(setup.text()).contains("Carry me over").doesNotContain("password");
        JsonNode again = lead.post("setup", setup.text()).json();
        assertThat(again.path("taken").findValuesAsText("made")).allMatch("0"::equals);
        assertThat(lead.post("setup", "{\"format\":\"other\"}").status()).isEqualTo(400);
        Rest.Answer refused = lead.post(
                "setup",
                "{\"format\":\"maint-setup/1\",\"tasks\":[{\"title\":\"Left behind\"},{\"title\":\"\"},{\"title\":\"\"}]}");
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/tasks/1/title");
        assertThat(lead.get("setup").text()).doesNotContain("Left behind");
        assertThat(viewer.get("setup").status()).isEqualTo(403);
        assertThat(viewer.post("setup", setup.text()).status()).isEqualTo(403);
        maint.password("mover", Role.VIEWER, Role.LEAD, Role.ADMIN);
        try (Visitor visitor = Chromium.get().visitor("en-CA", 1440, 900, false)) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, "mover", maint.password("mover"));
            page.navigate(maint.url() + "settings?part=transfer");
            page.fill(
                    "[id='setup:document']",
                    "{\"format\":\"maint-setup/1\",\"tasks\":[{\"title\":\"From elsewhere\"}]}");
            page.click("[id='setup:take']");
            page.waitForURL("**/settings?part=transfer");
            assertThat(page.locator("body")).containsText("Tasks: 1 made, 0 there already.");
        }
        Accessibility.check(maint, "mover", List.of("settings?part=transfer"));
        assertThat(viewer.get("takeout.zip").status()).isEqualTo(403);
        Rest.Answer zip = Rest.with(maint.url(), maint.token(Role.ADMIN)).get("takeout.zip");
        assertThat(zip.status()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        try (ZipInputStream in =
                new ZipInputStream(new ByteArrayInputStream(zip.response().body()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).contains("task.jsonl", "log_entry.jsonl", "contents.json");
    }

    @Test
    void who_was_on_call_is_written_down() {
        maint.password("guard", Role.VIEWER, Role.TECHNICIAN);
        String guard = maint.in(services ->
                services.people().activeByLogin("guard").orElseThrow().id().toString());
        Rest.Answer rota = lead.post(
                "rotas",
                "{\"level\":\"L1\",\"title\":\"Guards\",\"members\":[\"" + guard
                        + "\"],\"rotation\":\"DAILY\",\"handOver\":\"08:00\",\"startsOn\":\"2026-11-20\"}");
        assertThat(rota.status()).as(rota.text()).isEqualTo(201);
        // The timer writes it down each minute.
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> viewer.get("on-call/history").text().contains(guard));
        lead.delete("rotas/" + rota.json().path("id").asText());
        assertThat(viewer.get("on-call/history?from=2026-01-01&to=2025-01-01").status())
                .isEqualTo(400);
        assertThat(Rest.with(maint.url(), maint.token(Role.INGEST))
                        .get("on-call/history")
                        .status())
                .isEqualTo(403);
    }
}
