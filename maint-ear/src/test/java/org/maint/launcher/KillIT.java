package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Installed.Said;
import org.maint.people.Role;

/** What happens when everything is killed in the middle of a run's entry. */
@Order(Installed.OWN)
class KillIT {
    @Test
    void kill_9_in_the_middle_of_entering_loses_nothing_that_was_acknowledged_and_leaves_no_process() throws Exception {
        Installed maint = Installed.fresh(null);
        try {
            Rest technician =
                    Rest.with(maint.url(), maint.token(Role.TECHNICIAN)).header("If-Match", "*");
            String titles = String.join(
                    ",",
                    IntStream.rangeClosed(1, 100)
                            .mapToObj(i -> "\"Item " + i + "\"")
                            .toList());
            String id = technician
                    .post("runs", "{\"title\":\"To be killed\",\"type\":\"UNPLANNED\",\"items\":[" + titles + "]}")
                    .json()
                    .path("id")
                    .asText();
            Rest.Answer declared =
                    technician.post("incidents", "{\"trigger\":\"PLATFORM_DOWN\",\"title\":\"Killed in the middle\"}");
            String incident = "incidents/" + declared.json().path("id").asText();
            List<ProcessHandle> all = maint.process().toHandle().descendants().toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(6);

            Map<String, String> acknowledged = new HashMap<>();
            List<String> notes = new ArrayList<>();
            Thread killer = new Thread(() -> {
                Awaitility.await().until(() -> acknowledged.size() > 30);
                // The database and the application first, so that nothing has the time to finish; then the launcher.
                all.stream()
                        .filter(each -> each.info().command().orElse("").matches(".*/(mariadbd|java)"))
                        .forEach(ProcessHandle::destroyForcibly);
                maint.process().destroyForcibly();
            });
            killer.start();
            try {
                for (int i = 1; i <= 100; i++) {
                    String note = "note " + i;
                    Rest.Answer answer = technician.put(
                            "runs/" + id + "/items/item-" + i, "{\"outcome\":\"PASS\",\"note\":\"" + note + "\"}");
                    if (answer.status() == 200) {
                        acknowledged.put("item-" + i, note);
                    }
                    Rest.Answer noted = technician.post(incident + "/notes", "{\"note\":\"" + note + "\"}");
                    if (noted.status() == 200) {
                        notes.add(note);
                    }
                }
            } catch (UncheckedIOException killed) {
                // As it should be: the connection breaks in the middle.
            }
            killer.join();
            assertThat(acknowledged).hasSizeGreaterThan(30);
            // The shells that watch end what is left, by the closed pipe alone.
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> all.stream()
                    .noneMatch(ProcessHandle::isAlive));

            maint.start();
            JsonNode run = Rest.with(maint.url(), maint.token(Role.TECHNICIAN))
                    .get("runs/" + id)
                    .json();
            Map<String, String> kept = new HashMap<>();
            run.path("items")
                    .forEach(item -> kept.put(
                            item.path("key").asText(), item.path("note").asText()));
            assertThat(kept).containsAllEntriesOf(acknowledged);

            // The incident goes on where it was: each note that was acknowledged stands there once, and what was
            // promised
            // still is.
            JsonNode room = Rest.with(maint.url(), maint.token(Role.TECHNICIAN))
                    .get(incident)
                    .json();
            List<String> written = new ArrayList<>();
            room.path("timeline").forEach(line -> {
                if (line.path("kind").asText().equals("NOTE")) {
                    written.add(line.path("words").asText());
                }
            });
            assertThat(notes).hasSizeGreaterThan(20);
            assertThat(written).containsAll(notes).doesNotHaveDuplicates();
            assertThat(room.path("nextUpdateAt")).isEqualTo(declared.json().path("nextUpdateAt"));
            assertThat(Rest.with(maint.url(), maint.token(Role.TECHNICIAN))
                            .post(
                                    incident + "/updates",
                                    "{\"status\":\"IDENTIFIED\",\"issue\":\"i\",\"impact\":\"all\"}")
                            .status())
                    .isEqualTo(201);

            Rest lead = Rest.with(maint.url(), maint.token(Role.LEAD));
            assertThat(lead.post("runs/" + id + "/skip", "{\"reason\":\"it was killed\"}")
                            .status())
                    .isEqualTo(200);
            List<ProcessHandle> again = maint.process().toHandle().descendants().toList();
            Said stopped = Installed.launcher(maint.home().directory(), "stop");
            assertThat(stopped.exit()).as(stopped.err()).isZero();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> again.stream()
                    .noneMatch(ProcessHandle::isAlive));

            // A clock before what already stands in the log is refused.
            Said past = Installed.launcher(
                    maint.home().directory(),
                    "run",
                    "--port",
                    Integer.toString(Ports.free()),
                    "--clock",
                    "2001-01-01T00:00:00Z");
            assertThat(past.exit()).isEqualTo(1);
            assertThat(past.err()).contains("before the newest log entry");
        } finally {
            maint.close();
        }
    }
}
