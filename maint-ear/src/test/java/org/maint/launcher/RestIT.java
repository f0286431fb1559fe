package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;

/** The REST interface of the running bundle, as the contract describes it. */
class RestIT {
    private static Installed maint;
    private static Rest viewer;
    private static Rest technician;
    private static Rest lead;
    private static Rest admin;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        lead = Rest.with(maint.url(), maint.token(Role.LEAD));
        admin = Rest.with(maint.url(), maint.token(Role.ADMIN));
    }

    private static JsonNode unplanned(String... items) {
        String list = "[\"" + String.join("\",\"", items) + "\"]";
        Answer answer = technician.post("runs", "{\"title\":\"Work\",\"type\":\"UNPLANNED\",\"items\":" + list + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static String itemPath(JsonNode run, int index) {
        return "runs/" + run.path("id").asText() + "/items/"
                + run.path("items").path(index).path("key").asText();
    }

    @Test
    void the_plan_is_there_whole() {
        JsonNode plan = viewer.get("plan").json();
        assertThat(plan.path("version").asInt()).isPositive();
        List<String> counts = new ArrayList<>();
        plan.path("tiers").forEach(tier -> tier.path("routines").forEach(routine -> {
            int items = 0;
            for (JsonNode section : routine.path("sections")) {
                items += section.path("items").size();
            }
            counts.add(routine.path("key").asText() + " " + items);
        }));
        assertThat(counts)
                .containsExactly(
                        "daily-morning 16",
                        "daily-evening 8",
                        "weekly-monday 16",
                        "weekly-friday 12",
                        "monthly 25",
                        "quarterly 21",
                        "annual 20");
    }

    @Test
    void labels_come_in_the_language_that_is_asked_for() {
        String french = viewer.header("Accept-Language", "fr-CA").get("plan").text();
        String english = viewer.header("Accept-Language", "en").get("plan").text();
        assertThat(french).contains("État du système").doesNotContain("System Health Check");
        assertThat(english).contains("System Health Check").doesNotContain("État du système");
    }

    @Test
    void the_calendar_is_computed_with_offsets() {
        JsonNode days = viewer.get("calendar?from=2026-07-06&to=2026-07-06").json();
        assertThat(days.isArray()).isTrue();
        List<String> all = new ArrayList<>();
        days.forEach(day ->
                all.add(day.path("routine").asText() + " " + day.path("opensAt").asText()));
        assertThat(all)
                .contains(
                        "daily-morning 2026-07-06T08:00:00-04:00",
                        "daily-evening 2026-07-06T17:00:00-04:00",
                        "monthly 2026-07-06T08:00:00-04:00",
                        "quarterly 2026-07-06T08:00:00-04:00")
                // Another test may have published a plan in which it opens at another hour.
                .anyMatch(each -> each.startsWith("weekly-monday 2026-07-06T"));
    }

    @Test
    void a_calendar_of_more_than_twenty_years_is_refused() {
        Answer answer = viewer.get("calendar?from=2026-01-01&to=2047-01-01");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/to");
    }

    @Test
    void todays_runs_are_open_and_name_their_plan_version() {
        JsonNode runs = viewer.get("runs?from=2026-11-23&to=2026-11-23&routine=daily-morning")
                .json();
        assertThat(runs.path("total").asInt()).isEqualTo(1);
        JsonNode run = runs.at("/items/0");
        assertThat(run.path("planVersion").asInt()).isEqualTo(1);
        assertThat(run.path("items").size()).isEqualTo(16);
        assertThat(run.path("dueAt").asText()).isEqualTo("2026-11-23T10:00:00-05:00");
    }

    @Test
    void an_item_is_entered_against_the_version_that_was_seen() {
        JsonNode run = unplanned("One");
        String path = itemPath(run, 0);
        assertThat(technician.put(path, "{\"outcome\":\"PASS\"}").status()).isEqualTo(428);
        Answer first = technician.header("If-Match", "\"0\"").put(path, "{\"outcome\":\"PASS\"}");
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.json().path("version").asInt()).isEqualTo(1);
        Answer stale = technician.header("If-Match", "\"0\"").put(path, "{\"outcome\":\"FAIL\",\"note\":\"no\"}");
        assertThat(stale.status()).isEqualTo(412);
        Answer any = technician.header("If-Match", "*").put(path, "{\"outcome\":\"FAIL\",\"note\":\"no\"}");
        assertThat(any.status()).isEqualTo(200);
        assertThat(viewer.get("runs/" + run.path("id").asText())
                        .json()
                        .at("/items/0/note")
                        .asText())
                .isEqualTo("no");
    }

    @Test
    void bad_input_is_named_and_changes_nothing() {
        JsonNode run = unplanned("One");
        Rest any = technician.header("If-Match", "*");
        String path = itemPath(run, 0);
        assertThat(any.put(path, "{\"outcome\":\"PASS\",\"colour\":\"red\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/colour");
        assertThat(any.put(path, "{\"outcome\":\"MAYBE\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/outcome");
        assertThat(any.put(path, "{\"outcome\":\"FAIL\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/note");
        assertThat(any.put(path, "{\"outcome\":\"PASS\",\"note\":7}").status()).isEqualTo(400);
        assertThat(any.put(path, "{\"outcome\":\"PASS\",\"note\":\"" + "x".repeat(4_001) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(any.put(path, "[]").status()).isEqualTo(400);
        assertThat(any.put(path, "{\"outcome\":").status()).isEqualTo(400);
        assertThat(any.put(path, "{\"outcome\":\"PASS\",\"outcome\":\"FAIL\"}").status())
                .isEqualTo(400);
        assertThat(any.put(path, "{\"note\":\"" + "x".repeat(1_100_000) + "\"}").status())
                .isEqualTo(413);
        JsonNode item = viewer.get("runs/" + run.path("id").asText()).json().at("/items/0");
        assertThat(item.path("outcome").isNull()).isTrue();
        assertThat(item.path("version").asInt()).isZero();
    }

    @Test
    void a_value_out_of_range_is_refused_in_the_callers_language() {
        JsonNode runs = viewer.get("runs?routine=weekly-monday&size=1").json();
        String path = "runs/" + runs.at("/items/0/id").asText() + "/items/new-users-added";
        Answer answer = technician
                .header("If-Match", "*")
                .header("Accept-Language", "fr")
                .put(path, "{\"outcome\":\"PASS\",\"value\":-1}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains("La valeur");
    }

    @Test
    void sign_off_names_what_is_missing_and_then_makes_the_entry() {
        JsonNode run = unplanned("One", "Two");
        String id = run.path("id").asText();
        Rest any = technician.header("If-Match", "*");
        any.put(itemPath(run, 0), "{\"outcome\":\"PASS\"}");
        Answer refused = technician.post("runs/" + id + "/sign-off", "{\"minutesSpent\":5}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("errors").size()).isEqualTo(1);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/items/item-2");
        any.put(itemPath(run, 1), "{\"outcome\":\"FAIL\",\"note\":\"it smells of gas\"}");
        Answer signed = technician.post(
                "runs/" + id + "/sign-off",
                "{\"notes\":\"called in\",\"minutesSpent\":5,\"nextActions\":[\"look again tomorrow\"]}");
        assertThat(signed.status()).as(signed.text()).isEqualTo(201);
        JsonNode entry = signed.json();
        assertThat(entry.path("type").asText()).isEqualTo("UNPLANNED");
        assertThat(entry.at("/content/issuesFound/0/seen").asText()).isEqualTo("it smells of gas");
        assertThat(entry.path("hash").asText()).hasSize(64);
        assertThat(any.put(itemPath(run, 0), "{\"outcome\":\"PASS\"}").status()).isEqualTo(409);
        assertThat(technician
                        .post("runs/" + id + "/sign-off", "{\"minutesSpent\":5}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void only_a_lead_skips_and_only_with_a_reason() {
        JsonNode run = unplanned("One");
        String path = "runs/" + run.path("id").asText() + "/skip";
        assertThat(technician.post(path, "{\"reason\":\"no\"}").status()).isEqualTo(403);
        assertThat(lead.post(path, "{}").status()).isEqualTo(400);
        assertThat(lead.post(path, "{\"reason\":\"Power is out\"}")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("SKIPPED");
    }

    @Test
    void nobody_comes_in_without_a_token_and_every_role_stays_within_its_bounds() {
        Answer anonymous = Rest.anonymous(maint.url()).get("plan");
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.type()).startsWith("application/problem+json");
        assertThat(Rest.with(maint.url(), "maint_wrong").get("plan").status()).isEqualTo(401);
        assertThat(viewer.post("runs", "{\"title\":\"x\",\"items\":[\"y\"]}").status())
                .isEqualTo(403);
        assertThat(technician.get("tokens").status()).isEqualTo(403);
        assertThat(Rest.with(maint.url(), maint.token(Role.INGEST)).get("plan").status())
                .isEqualTo(403);
        assertThat(Rest.with(maint.url(), maint.token(Role.INGEST)).get("log").status())
                .isEqualTo(403);
    }

    @Test
    void what_is_not_there_is_404_and_a_wrong_method_405() {
        assertThat(viewer.get("runs/00000000-0000-0000-0000-000000000000").status())
                .isEqualTo(404);
        assertThat(viewer.get("runs/nonsense").status()).isEqualTo(404);
        assertThat(viewer.get("nonsense").status()).isEqualTo(404);
        assertThat(viewer.delete("plan").status()).isEqualTo(405);
        assertThat(viewer.get("runs?size=501").status()).isEqualTo(400);
        assertThat(viewer.get("runs?state=ASLEEP").status()).isEqualTo(400);
        assertThat(technician
                        .send("POST", "runs", "x".getBytes(StandardCharsets.UTF_8), "text/plain")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void tokens_are_listed_without_their_secret_and_revoked_at_once() {
        String secret = maint.in(services -> services.people()
                .createToken(null, "to be revoked", Role.VIEWER, null)
                .secret());
        Rest shortLived = Rest.with(maint.url(), secret);
        assertThat(shortLived.get("plan").status()).isEqualTo(200);
        Answer list = admin.get("tokens?size=500");
        assertThat(list.text()).contains("to be revoked").doesNotContain(secret).doesNotContain("hash");
        String id = "";
        for (JsonNode token : list.json().path("items")) {
            if (token.path("name").asText().equals("to be revoked")) {
                id = token.path("id").asText();
            }
        }
        assertThat(admin.delete("tokens/" + id).status()).isEqualTo(204);
        assertThat(shortLived.get("plan").status()).isEqualTo(401);
    }

    @Test
    void evidence_is_what_its_name_says_or_is_refused() {
        JsonNode run = unplanned("One");
        String path = itemPath(run, 0) + "/evidence?name=";
        byte[] script = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        assertThat(technician
                        .send("POST", path + "page.html", script, "text/html")
                        .status())
                .isEqualTo(415);
        assertThat(technician
                        .send("POST", path + "photo.png", script, "image/png")
                        .status())
                .isEqualTo(415);
        assertThat(technician
                        .send("POST", path + "big.txt", new byte[10 * 1024 * 1024 + 1], "text/plain")
                        .status())
                .isEqualTo(413);
        assertThat(technician
                        .send("POST", path + "empty.txt", new byte[0], "text/plain")
                        .status())
                .isEqualTo(400);
        Answer kept = technician.send(
                "POST", path + "note.txt", "all quiet".getBytes(StandardCharsets.UTF_8), "application/octet-stream");
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        assertThat(kept.json().path("sha256").asText()).hasSize(64);
        assertThat(viewer.get("runs/" + run.path("id").asText())
                        .json()
                        .at("/items/0/evidence")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void the_log_is_exported_and_verified_outside_and_a_change_is_seen(@TempDir Path dir) throws Exception {
        JsonNode run = unplanned("One");
        technician.header("If-Match", "*").put(itemPath(run, 0), "{\"outcome\":\"PASS\"}");
        technician.post("runs/" + run.path("id").asText() + "/sign-off", "{\"minutesSpent\":1}");
        JsonNode verdict = viewer.get("log/verify").json();
        assertThat(verdict.path("intact").asBoolean()).isTrue();
        Path export = dir.resolve("log.jsonl");
        Answer lines = viewer.get("log/export");
        assertThat(lines.status()).isEqualTo(200);
        Files.writeString(export, lines.text());
        String key = viewer.get("log/public-key").text();
        Installed.Said fine = Installed.launcher(dir, "log", "verify", export.toString(), "--key", key);
        assertThat(fine.exit()).as(fine.out() + fine.err()).isZero();
        assertThat(fine.out())
                .contains("intact")
                .contains("signed by the given key")
                .contains("unproven");
        Files.writeString(export, lines.text().replaceFirst("\"minutesSpent\":1", "\"minutesSpent\":2"));
        Installed.Said changed = Installed.launcher(dir, "log", "verify", export.toString());
        assertThat(changed.exit()).isEqualTo(1);
        assertThat(changed.out()).contains("NOT INTACT").contains("signer is unverified");
    }

    @Test
    void cutting_off_the_newest_entry_shows_against_a_checkpoint(@TempDir Path dir) throws Exception {
        JsonNode run = unplanned("One");
        technician.header("If-Match", "*").put(itemPath(run, 0), "{\"outcome\":\"PASS\"}");
        technician.post("runs/" + run.path("id").asText() + "/sign-off", "{\"minutesSpent\":1}");
        List<String> lines =
                new ArrayList<>(viewer.get("log/export").text().lines().toList());
        String checkpoint = lines.get(lines.size() - 1);
        List<String> entries = lines.stream()
                .filter(line -> line.contains("\"kind\":\"entry\""))
                .toList();
        Path cut = dir.resolve("cut.jsonl");
        Files.write(cut, entries.subList(0, entries.size() - 1));
        Path kept = Files.writeString(dir.resolve("checkpoint.json"), checkpoint);
        Installed.Said without = Installed.launcher(dir, "log", "verify", cut.toString());
        assertThat(without.exit()).isZero();
        Installed.Said against =
                Installed.launcher(dir, "log", "verify", cut.toString(), "--checkpoint", kept.toString());
        assertThat(against.exit()).isEqualTo(1);
        assertThat(against.out()).contains("NOT COMPLETE");
    }

    @Test
    void a_failed_item_travels_by_the_queue_to_the_lead() {
        maint.password("lead-who-listens", Role.LEAD);
        JsonNode run = unplanned("Boiler 1", "Boiler 2", "Boiler 3", "Boiler 4", "Boiler 5");
        // The sweep of that very second may be quicker than the queue; it is not five times in a row.
        Set<String> ways = new HashSet<>();
        for (int i = 0; i < 5 && !ways.contains("QUEUE"); i++) {
            technician.header("If-Match", "*").put(itemPath(run, i), "{\"outcome\":\"FAIL\",\"note\":\"4 bar\"}");
            String title = "%Boiler " + (i + 1) + "%";
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(20))
                    .until(() -> {
                        List<String> these = delivered(title);
                        ways.addAll(these);
                        return !these.isEmpty();
                    });
        }
        assertThat(ways).contains("QUEUE");
    }

    /** By which ways that was delivered whose title is so. */
    private static List<String> delivered(String title) {
        return maint.in(services -> {
            @SuppressWarnings("unchecked")
            List<Object> via = services.em()
                    .createQuery("select n.via from Notification n where n.title.en like :title"
                            + " and n.state = org.maint.notification.NotificationState.DELIVERED")
                    .setParameter("title", title)
                    .getResultList();
            return via.stream().map(String::valueOf).toList();
        });
    }

    @Test
    void the_node_says_that_it_is_alive_ready_and_what_it_offers() {
        Rest server = Rest.server(maint.url().replace("/maint/", "/"));
        for (String path : List.of("health/live", "health/ready", "metrics", "openapi")) {
            assertThat(server.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(server.get("openapi").text()).contains("/api/v1/runs/{id}/sign-off");
    }
}
