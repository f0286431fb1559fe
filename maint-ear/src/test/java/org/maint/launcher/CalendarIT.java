package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.launcher.Chromium.Visitor;
import org.maint.launcher.Rest.Answer;
import org.maint.people.Role;

/** The calendar, maintenance windows and feeds, on the running bundle. */
class CalendarIT {
    private static Installed maint;
    private static Rest viewer;
    private static Rest technician;
    private static Rest lead;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        viewer = Rest.with(maint.url(), maint.token(Role.VIEWER));
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
        lead = Rest.with(maint.url(), maint.token(Role.LEAD));
    }

    private static Visitor signedIn(String login, Role... roles) {
        return signedIn(Chromium.get().visitor(), login, roles);
    }

    private static Visitor signedIn(Visitor visitor, String login, Role... roles) {
        String password = maint.password(login, roles);
        Chromium.signIn(visitor.page(), maint, login, password);
        return visitor;
    }

    private static long task(String title, String due) {
        Answer made = technician.post("tasks", "{\"title\":\"" + title + "\",\"due\":\"" + due + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("number").asLong();
    }

    private static String due(long task) {
        return viewer.get("tasks/" + task).json().path("due").asText();
    }

    private static Answer plan(String title, Instant from, Instant to) {
        return lead.post(
                "maintenance-windows",
                "{\"title\":\"" + title + "\",\"reason\":\"Because\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");
    }

    private static Locator cell(Page page, String day) {
        return page.locator("td[data-day='" + day + "']");
    }

    private static void drag(Page page, Locator what, Locator to) {
        BoundingBox from = what.boundingBox();
        BoundingBox there = to.boundingBox();
        page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
        page.mouse().down();
        page.mouse().move(from.x + from.width / 2 + 20, from.y + 10);
        page.mouse().move(there.x + there.width / 2, there.y + there.height - 10);
        page.mouse().up();
    }

    @Test
    void windows_are_planned_listed_changed_and_taken_back_as_the_contract_says() {
        Instant from = Instant.parse("2026-12-02T03:00:00Z");
        Answer made = plan("Contract", from, from.plus(2, ChronoUnit.HOURS));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String id = made.json().path("id").asText();
        assertThat(made.response().headers().firstValue("Location").orElseThrow())
                .endsWith("/maintenance-windows/" + id);
        assertThat(made.json().path("from").asText()).isEqualTo("2026-12-01T22:00:00-05:00");
        assertThat(made.json().path("state").asText()).isEqualTo("PLANNED");

        JsonNode page = viewer.get("maintenance-windows?from=2026-12-01&to=2026-12-01&size=100")
                .json();
        assertThat(page.path("items").findValuesAsText("id")).contains(id);
        assertThat(page.path("total").asInt()).isPositive();
        assertThat(viewer.get("maintenance-windows?from=2026-12-03&to=2026-12-03")
                        .json()
                        .path("items")
                        .findValuesAsText("id"))
                .doesNotContain(id);

        String path = "maintenance-windows/" + id;
        byte[] day = "{\"day\":\"2026-12-05\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(lead.send("PATCH", path, day, "application/json").status()).isEqualTo(428);
        Rest first = lead.header("If-Match", "\"0\"");
        Answer moved = first.send("PATCH", path, day, "application/json");
        assertThat(moved.json().path("from").asText()).isEqualTo("2026-12-05T22:00:00-05:00");
        assertThat(first.send("PATCH", path, day, "application/json").status()).isEqualTo(412);

        assertThat(technician.delete(path).status()).isEqualTo(403);
        assertThat(lead.delete(path).status()).isEqualTo(204);
        assertThat(viewer.get(path).json().path("state").asText()).isEqualTo("CANCELLED");
        assertThat(lead.delete(path).status()).isEqualTo(409);
        assertThat(lead.delete("maintenance-windows/nonsense").status()).isEqualTo(404);
    }

    @Test
    void a_window_that_makes_no_sense_is_refused_with_its_pointer_and_not_stored() {
        Instant from = Instant.parse("2026-12-02T03:00:00Z");
        long before =
                viewer.get("maintenance-windows?size=1").json().path("total").asLong();
        assertThat(plan("Blink", from, from.plusSeconds(59))
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/to");
        assertThat(plan("Age", from, from.plus(31, ChronoUnit.DAYS)).status()).isEqualTo(400);
        assertThat(plan("Past", from.minus(40, ChronoUnit.DAYS), from.minus(39, ChronoUnit.DAYS))
                        .status())
                .isEqualTo(400);
        assertThat(lead.post("maintenance-windows", "{\"title\":\"x\",\"reason\":\"y\",\"from\":\"tomorrow\"}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/from");
        assertThat(lead.post("maintenance-windows", "{\"title\":\"x\",\"colour\":\"red\"}")
                        .status())
                .isEqualTo(400);
        assertThat(technician.post("maintenance-windows", "{\"title\":\"x\"}").status())
                .isIn(400, 403);
        assertThat(viewer.get("maintenance-windows?size=1").json().path("total").asLong())
                .isEqualTo(before);
    }

    @Test
    void month_week_and_list_show_the_same_and_the_filter_is_the_address() {
        long number = task("Label the valves", "2026-11-26");
        try (Visitor visitor = signedIn("cal-viewer", Role.VIEWER)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "calendar?view=month&date=2026-11-26");
            assertThat(page.locator("h1")).hasText("November 2026");
            assertThat(page.locator("table.grid thead th").first()).containsText("Sunday");
            Locator bar = cell(page, "2026-11-26")
                    .locator(".bar", new Locator.LocatorOptions().setHasText("Label the valves"));
            assertThat(bar).hasAttribute("href", "/maint/task?n=" + number);
            // Daily work is small marks, with its words for whoever does not see them.
            assertThat(cell(page, "2026-11-26").locator(".mark")).hasCount(2);
            assertThat(cell(page, "2026-11-26").locator(".mark").first())
                    .hasAttribute("aria-label", java.util.regex.Pattern.compile("Daily: Every morning, .*Planned"));
            page.click(".looks a >> text=Week");
            assertThat(page).hasURL(java.util.regex.Pattern.compile("view=week&date=2026-11-26"));
            assertThat(cell(page, "2026-11-26").locator(".agenda-title"))
                    .containsText(
                            new String[] {"T-" + number + " · Label the valves", "Every morning", "Every evening"});
            page.click(".looks a >> text=List");
            assertThat(page.locator(".list-day[data-day='2026-11-26']")).containsText("Label the valves");
            page.click(".choice-tasks");
            assertThat(page).hasURL(java.util.regex.Pattern.compile("show=runs%2Cwindows%2Cabsences%2Cholidays"));
            assertThat(page.locator(".list-day[data-day='2026-11-26']")).not().containsText("Label the valves");
            assertThat(page.locator(".choice-tasks")).hasAttribute("aria-pressed", "false");
            page.click("button[name=mine]");
            assertThat(page).hasURL(java.util.regex.Pattern.compile("mine=true"));
            assertThat(page.locator(".list-day[data-day='2026-11-26']")).hasCount(0);
            // Any of it can be handed on, and nonsense in it is today's month.
            page.navigate(maint.url() + "calendar?view=month&date=2026-12-25&show=holidays");
            assertThat(cell(page, "2026-12-25")).containsText("Christmas");
            page.navigate(maint.url() + "calendar?view=decade&date=soon&day=never&show=everything");
            assertThat(page.locator("h1")).hasText("November 2026");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void the_days_are_walked_by_keyboard_and_a_day_opens_its_list() {
        long number = task("Walked to", "2026-11-27");
        try (Visitor visitor = signedIn("cal-keys", Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "calendar?view=month&date=2026-11-23");
            Locator today = cell(page, "2026-11-23").locator(".day-link");
            assertThat(page.locator(".day-link[tabindex='0']")).hasCount(1);
            today.focus();
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowUp");
            page.keyboard().press("End");
            page.keyboard().press("ArrowLeft");
            assertThat(cell(page, "2026-11-27").locator(".day-link")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("#day-title")).isFocused();
            assertThat(page.locator("#day")).containsText("Walked to");

            // And moved without a pointer.
            Locator move = page.locator("#day .move[data-key='" + number + "']");
            move.focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#move-dialog")).isVisible();
            page.locator("#move-day").fill("2026-12-02");
            page.keyboard().press("Enter");
            assertThat(page.locator("#toast")).containsText("2026-12-02");
            assertThat(page.locator("#day")).not().containsText("Walked to");
            assertThat(due(number)).isEqualTo("2026-12-02");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_task_is_dragged_to_another_day_and_back_and_a_past_day_is_refused() {
        long number = task("Drag me", "2026-11-25");
        try (Visitor visitor = signedIn("cal-drag", Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "calendar?view=month&date=2026-11-23&show=tasks");
            Locator bar = page.locator(".bar[data-key='" + number + "']");
            drag(page, bar, cell(page, "2026-11-27"));
            assertThat(cell(page, "2026-11-27").locator(".bar[data-key='" + number + "']"))
                    .hasCount(1);
            assertThat(due(number)).isEqualTo("2026-11-27");
            page.click("#toast button");
            assertThat(cell(page, "2026-11-25").locator(".bar[data-key='" + number + "']"))
                    .hasCount(1);
            assertThat(due(number)).isEqualTo("2026-11-25");
            assertThat(page).hasURL(java.util.regex.Pattern.compile("calendar\\?view=month"));

            drag(page, bar, cell(page, "2026-11-10"));
            assertThat(page.locator("#calendar-problem")).containsText("before today");
            assertThat(due(number)).isEqualTo("2026-11-25");
        }
    }

    @Test
    void a_run_is_never_dragged_signed_or_not_and_who_may_only_look_drags_nothing() {
        long number = task("Looked at", "2026-11-28");
        try (Visitor visitor = signedIn("cal-lead", Role.LEAD, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "calendar?view=month&date=2026-11-23");
            assertThat(page.locator(".bar.kind-RUN.movable, .bar.kind-PLANNED.movable, .mark.movable"))
                    .hasCount(0);
            assertThat(page.locator(".bar.kind-PLANNED").first()).isVisible();
            Locator monday = cell(page, "2026-11-23").locator(".bar.kind-RUN").first();
            drag(page, monday, cell(page, "2026-11-26"));
            assertThat(page.locator(".ghost-bar")).hasCount(0);
            assertThat(page.locator("#toast")).isEmpty();
            page.navigate(maint.url() + "calendar?view=month&date=2026-11-23&day=2026-11-23");
            assertThat(page.locator("#day .kind-RUN .move")).hasCount(0);
        }
        try (Visitor visitor = signedIn("cal-viewer", Role.VIEWER)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "calendar?view=month&date=2026-11-23&day=2026-11-28");
            assertThat(page.locator(".bar[data-key='" + number + "']")).isVisible();
            assertThat(page.locator(".movable, .move")).hasCount(0);
            assertThat(page.locator("a[href^='window?day']")).hasCount(0);
        }
    }

    @Test
    void a_window_is_planned_from_the_calendar_dragged_announced_while_open_and_ended() {
        try (Visitor visitor = signedIn("cal-lead", Role.LEAD, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "calendar?view=month&date=2027-02-01&day=2027-02-09");
            page.click("a[href^='window?day']");
            assertThat(page.locator("[id='window:from']")).hasValue("2027-02-09T22:00");
            page.click("[id='window:do']");
            assertThat(page.locator("#told")).containsText("needed");
            page.fill("[id='window:what']", "New switch");
            page.fill("[id='window:reason']", "The old one is loud");
            page.click("[id='window:do']");
            page.waitForURL("**/calendar*");
            assertThat(page.locator("#told")).containsText("planned");
            assertThat(page.locator("#day")).containsText("New switch");
            Locator bar = page.locator(".bar.kind-WINDOW");
            drag(page, bar, cell(page, "2027-02-11"));
            assertThat(cell(page, "2027-02-11").locator(".bar.kind-WINDOW")).containsText("New switch");
            assertThat(page.locator("#toast")).containsText("2027-02-11");
        }
        // The clock of the installation stands where the server says.
        Instant now = OffsetDateTime.parse(technician
                        .post("runs", "{\"title\":\"What time is it\",\"type\":\"UNPLANNED\",\"items\":[\"x\"]}")
                        .json()
                        .path("openedAt")
                        .asText())
                .toInstant();
        String id = plan("Right now", now.minusSeconds(60), now.plus(1, ChronoUnit.HOURS))
                .json()
                .path("id")
                .asText();
        try (Visitor visitor = signedIn("cal-lead", Role.LEAD, Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "tasks");
            assertThat(page.locator(".everybody")).containsText("Maintenance window until");
            page.click(".everybody a");
            page.waitForURL("**/window?id=" + id);
            page.click("[data-opens=end-dialog]");
            page.click("[id='end:do']");
            assertThat(page.locator("#told")).containsText("has ended");
            assertThat(page.locator(".everybody")).hasCount(0);
            assertThat(page.locator("[id='window:do']")).hasCount(0);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void a_feed_is_made_read_without_anybody_signed_in_and_gone_once_revoked() {
        String token;
        try (Visitor visitor = signedIn("cal-feeder", Role.TECHNICIAN)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "feeds");
            page.fill("[id='feed:what']", "My phone");
            page.selectOption("[id='feed:scope']", "TEAM");
            page.click("[id='feed:do']");
            String address = page.locator("code.secret").textContent();
            assertThat(address).startsWith(maint.url() + "api/v1/calendar.ics?token=");
            token = address.substring(address.indexOf('=') + 1);

            Rest anybody = Rest.anonymous(maint.url());
            Answer feed = anybody.get("calendar.ics?token=" + token);
            assertThat(feed.status()).isEqualTo(200);
            assertThat(feed.type()).startsWith("text/calendar");
            assertThat(feed.response().headers().firstValue("Cache-Control")).hasValue("private, no-cache");
            assertThat(feed.response().headers().allValues("Set-Cookie")).isEmpty();
            assertThat(feed.text())
                    .startsWith("BEGIN:VCALENDAR")
                    .contains(
                            "BEGIN:VTIMEZONE",
                            "UID:run-daily-morning-2026-11-24@maint-",
                            "URL:" + maint.url() + "plan");
            String tag = feed.response().headers().firstValue("ETag").orElseThrow();
            // Others may have worked in the meantime: the tag is of what is read now.
            Answer again = anybody.header("If-None-Match", tag).get("calendar.ics?token=" + token);
            assertThat(again.status()).isIn(200, 304);
            if (again.status() == 304) {
                assertThat(again.text()).isEmpty();
            }
            // Only this, and nothing else, is open by it.
            assertThat(anybody.get("calendar?from=2026-11-23&to=2026-11-23&token=" + token)
                            .status())
                    .isEqualTo(401);
            assertThat(anybody.post("calendar.ics?token=" + token, "{}").status())
                    .isEqualTo(405);

            page.navigate(maint.url() + "feeds");
            assertThat(page.locator("code.secret")).hasCount(0);
            assertThat(page.locator("main")).not().containsText(token);
            page.click("#revoke button");
            assertThat(page.locator("#told")).containsText("revoked");
            Answer gone = anybody.get("calendar.ics?token=" + token);
            Answer unknown = anybody.get("calendar.ics?token=nobody-has-this");
            Answer missing = anybody.get("calendar.ics");
            assertThat(List.of(gone.status(), unknown.status(), missing.status()))
                    .containsOnly(404);
            assertThat(gone.type()).startsWith("application/problem+json");
            assertThat(gone.text())
                    .isEqualTo(unknown.text())
                    .isEqualTo(missing.text())
                    .doesNotContain(token);
            assertThat(visitor.complaints()).isEmpty();
        }
        assertThat(maint.log()).doesNotContain(token);
    }

    @Test
    void a_feed_is_not_answered_without_end() {
        String secret = maint.in(services -> {
            var person = services.people()
                    .invite(null, "cal-eager", "cal-eager", "cal-eager@example.com", java.util.Set.of(Role.VIEWER))
                    .person();
            return services.feeds()
                    .create(person.actor(), "Eager", org.maint.calendar.FeedScope.MINE, java.util.Locale.ENGLISH)
                    .secret();
        });
        Rest anybody = Rest.anonymous(maint.url());
        int status = 0;
        for (int i = 0; i < 70 && status != 429; i++) {
            status = anybody.get("calendar.ics?token=" + secret).status();
        }
        assertThat(status).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calendar?view=month&date=2027-01-04&day=2027-01-04",
                "calendar?view=week&date=2026-11-23",
                "calendar?view=list&date=2026-11-23",
                "feeds",
                "window?day=2026-12-12"
            })
    void every_page_of_it_is_accessible_and_fits_a_phone_in_light_and_dark(String address) {
        task("Accessible", "2027-01-04");
        try (Visitor visitor = Chromium.get().visitor("fr-CA", 360, 740, false)) {
            signedIn(visitor, "cal-lead", Role.LEAD, Role.TECHNICIAN);
            Page page = visitor.page();
            page.navigate(maint.url() + address);
            Accessibility.both(page, address);
            page.setViewportSize(1440, 900);
            page.reload();
            Accessibility.look(page, address + " wide");
            assertThat(visitor.complaints()).as(address).isEmpty();
        }
    }

    @Test
    void a_phone_shows_the_month_as_dots_and_the_chosen_day_below() {
        task("On the phone", LocalDate.of(2027, 3, 9).toString());
        try (Visitor visitor = Chromium.get().visitor("en-CA", 390, 844, false)) {
            signedIn(visitor, "cal-viewer", Role.VIEWER);
            Page page = visitor.page();
            page.navigate(maint.url() + "calendar?view=month&date=2027-03-01&show=tasks");
            assertThat(cell(page, "2027-03-09").locator(".dot.kind-TASK")).isVisible();
            assertThat(page.locator(".bar").first()).not().isVisible();
            assertThat(page.locator("#day")).containsText("Nothing here");
            cell(page, "2027-03-09").click();
            assertThat(page.locator("#day")).containsText("On the phone");
        }
    }
}
