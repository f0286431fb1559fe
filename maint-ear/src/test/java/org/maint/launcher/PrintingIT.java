package org.maint.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/** From the page to the paper, and back to an entry that somebody looks for. */
class PrintingIT {
    private static Installed maint;
    private static Rest technician;

    @BeforeAll
    static void start() {
        maint = Installed.shared();
        technician = Rest.with(maint.url(), maint.token(Role.TECHNICIAN));
    }

    private static Visitor signedIn(String login, Role... roles) {
        String password = maint.password(login, roles);
        Visitor visitor = Chromium.get().visitor();
        Page page = visitor.page();
        Chromium.signIn(page, maint, login, password);
        return visitor;
    }

    /** The number of the entry that this work becomes. */
    private static String signed(String title, String item, String note) {
        String body = "{\"title\":\"%s\",\"type\":\"UNPLANNED\",\"items\":[\"%s\"]}".formatted(title, item);
        String id = technician.post("runs", body).json().path("id").asText();
        technician
                .header("If-Match", "*")
                .put("runs/" + id + "/items/item-1", "{\"outcome\":\"FAIL\",\"note\":\"%s\"}".formatted(note));
        technician.post("runs/" + id + "/sign-off", "{\"minutesSpent\":7}");
        return technician.get("log?size=1").json().at("/items/0/sequence").asText();
    }

    /** What a link leads to, fetched as the browser would, with the session. */
    private static APIResponse followed(Visitor visitor, Locator link) {
        String href = link.getAttribute("href");
        return visitor.context().request().get(maint.url() + href);
    }

    private static String text(APIResponse answer, int fewestPages) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/pdf");
        assertThat(answer.headers().get("content-disposition")).matches("inline; filename=\"[a-z0-9-]+\\.pdf\"");
        assertThat(answer.headers().get("content-security-policy"))
                .contains("default-src 'none'")
                .doesNotContain("sandbox", "script");
        assertThat(answer.headers()).containsEntry("cache-control", "no-store");
        try (PDDocument pdf = Loader.loadPDF(answer.body())) {
            assertThat(pdf.getNumberOfPages()).isGreaterThanOrEqualTo(fewestPages);
            return new PDFTextStripper().getText(pdf).replaceAll("[\\s\u00a0]+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void an_entry_its_run_and_the_filtered_log_are_printed_from_their_pages() {
        String number = signed("Boiler", "Pressure", "3.2 bar <i>cold</i>");
        try (Visitor visitor = signedIn("reader", Role.VIEWER)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "entry?n=" + number);
            assertThat(text(followed(visitor, page.locator("a[href^='print/entry']")), 1))
                    .contains("Boiler", "3.2 bar <i>cold</i>", "SHA-256", "by reader");
            page.locator("a[href^='run?id=']").first().click();
            page.waitForURL("**/run?id=*");
            assertThat(text(followed(visitor, page.locator("a[href^='print/run']")), 1))
                    .contains("Filled checklist", "Pressure", "Log entry " + number);
            page.navigate(maint.url() + "log?type=UNPLANNED&words=3.2+BAR");
            assertThat(text(followed(visitor, page.locator("a[href^='print/log']")), 3))
                    .contains("Maintenance log", "Words 3.2 BAR", "Contents", "Entry " + number + ": Boiler");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void an_empty_checklist_is_printed_from_the_plan_in_the_persons_language() {
        try (Visitor visitor = signedIn("quentin", Role.VIEWER)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "plan");
            page.locator("#routine-daily-evening summary").click();
            Locator link = page.locator("#routine-daily-evening a[href^='print/checklist']");
            assertThat(link).hasAccessibleName("Print the empty checklist: Every evening");
            assertThat(text(followed(visitor, link), 1)).contains("Every evening", "Active users today", "☐ Pass");
            page.click("button[name=language]");
            assertThat(page.locator("html")).hasAttribute("lang", "fr");
            assertThat(text(followed(visitor, page.locator("#routine-daily-evening a[href^='print/checklist']")), 1))
                    .contains("Chaque soir", "Utilisateurs actifs aujourd’hui", "☐ Réussi");
        }
    }

    @Test
    void the_browser_shows_the_pages_itself() {
        String number = signed("Shown", "One", "seen");
        try (Visitor visitor = signedIn("reader", Role.VIEWER)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "entry?n=" + number);
            page.locator("a[href^='print/entry']").click();
            page.waitForURL("**/print/entry.pdf?n=" + number);
            // The viewer lets nobody look inside; its ground is dark, and so it stays when a policy keeps the pages
            // out.
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(pixel(page, 720, 400))
                    .isEqualTo(0xffffff));
        }
    }

    private static int pixel(Page page, int x, int y) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(page.screenshot())).getRGB(x, y) & 0xffffff;
    }

    @ParameterizedTest
    @ValueSource(strings = {"entry.pdf?n=1", "log.pdf", "run.pdf?id=x", "checklist.pdf?routine=monthly"})
    void who_is_not_signed_in_gets_to_the_login_page_and_nothing_else(String what) {
        try (Visitor visitor = Chromium.get().visitor()) {
            visitor.page().navigate(maint.url() + "print/" + what);
            visitor.page().waitForURL("**/login?to=*");
            APIResponse bare = visitor.context()
                    .request()
                    .get(maint.url() + "print/" + what, RequestOptions.create().setMaxRedirects(0));
            assertThat(bare.status()).isEqualTo(302);
            assertThat(bare.headers().get("location")).contains("/login?to=");
            assertThat(bare.text()).doesNotContain("%PDF");
        }
        // A token is for the REST interface alone.
        APIResponse withToken = Chromium.get()
                .visitor()
                .context()
                .request()
                .get(
                        maint.url() + "print/" + what,
                        RequestOptions.create()
                                .setMaxRedirects(0)
                                .setHeader("Authorization", "Bearer " + maint.token(Role.VIEWER)));
        assertThat(withToken.status()).isEqualTo(302);
    }

    @Test
    void what_cannot_be_printed_is_a_page_that_says_so_with_its_status() {
        int before = maint.log().split("SEVERE", -1).length;
        try (Visitor visitor = signedIn("reader", Role.VIEWER)) {
            Page page = visitor.page();
            for (String missing : List.of(
                    "entry.pdf",
                    "entry.pdf?n=999999",
                    "entry.pdf?n=1%27",
                    "run.pdf?id=1",
                    "run.pdf?id=00000000-0000-0000-0000-000000000000",
                    "checklist.pdf?routine=%3Cscript%3E",
                    "nothing.pdf",
                    "")) {
                assertThat(page.navigate(maint.url() + "print/" + missing).status())
                        .as(missing)
                        .isEqualTo(404);
                assertThat(page.locator("main")).isVisible();
            }
            for (String wrong : List.of(
                    "log.pdf?from=yesterday",
                    "log.pdf?type=SOME",
                    "log.pdf?person=1",
                    "log.pdf?words=" + "x".repeat(201))) {
                assertThat(page.navigate(maint.url() + "print/" + wrong).status())
                        .as(wrong)
                        .isEqualTo(400);
            }
            assertThat(page.locator("main")).containsText("at most 200 characters");
            assertThat(page.navigate(maint.url() + "log?words=" + "x".repeat(3_000))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(maint.log().split("SEVERE", -1)).as("refusals are answers").hasSize(before);
    }

    @Test
    void the_log_is_filtered_by_person_and_words_and_the_filter_is_the_address() {
        String number = signed("Filter", "One", "100% of \\\"it\\\" _ + - ' here");
        maint.password("nobody-signed", Role.TECHNICIAN);
        try (Visitor visitor = signedIn("reader", Role.VIEWER)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "log");
            assertThat(page.locator(".clear-filter")).hasCount(0);
            page.fill("input[name=words]", "100% of \"it\" _ + - '");
            page.selectOption("select[name=type]", "UNPLANNED");
            page.click(".filter button");
            page.waitForURL("**/log?*words=100*");
            assertThat(page.locator("table.rows tbody tr")).hasCount(1);
            assertThat(page.locator("table.rows tbody tr a")).hasAttribute("href", "entry?n=" + number);
            assertThat(page.locator(".head-words")).containsText("One entry matches");
            // The address is the filter: somebody else who is sent it sees the same.
            String address = page.url();
            page.navigate(address);
            assertThat(page.locator("input[name=words]")).hasValue("100% of \"it\" _ + - '");
            page.selectOption(
                    "select[name=person]",
                    new com.microsoft.playwright.options.SelectOption().setLabel("nobody-signed"));
            page.click(".filter button");
            assertThat(page.locator(".head-words")).containsText("No entry matches");
            page.click(".clear-filter");
            page.waitForURL("**/log");
            assertThat(page.locator("table.rows tbody tr").first()).isVisible();
            assertThat(page.locator(".head-words")).not().containsText("match");
        }
    }
}
