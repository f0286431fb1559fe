package org.maint.launcher;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;
import org.maint.people.Role;

/**
 * Renews {@code docs/screenshots/} ({@code ./maint screenshots}); not part of the suite, so that a test run leaves the
 * tree clean.
 */
class Screenshots {
    private static final Path PICTURES = Path.of("..", "docs", "screenshots");

    @Test
    void of_every_page_wide_and_narrow_light_and_dark_in_french_and_english() throws Exception {
        Files.createDirectories(PICTURES);
        try (Installed maint = Installed.demo(Installed.CLOCK)) {
            String password = Files.readAllLines(maint.home().file("demo-people.txt")).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> words[0].equals("louise"))
                    .findFirst()
                    .orElseThrow()[1];
            maint.in(services -> {
                services.people().createToken(null, "monitoring", Role.VIEWER, null);
                return true;
            });
            for (String language : List.of("fr-CA", "en-CA")) {
                for (boolean dark : List.of(false, true)) {
                    for (int width : List.of(1440, 390)) {
                        take(maint, password, language, dark, width);
                    }
                }
            }
        }
    }

    private static void take(Installed maint, String password, String language, boolean dark, int width) {
        String suffix = "-" + language.substring(0, 2) + (width == 1440 ? "-wide" : "-phone") + (dark ? "-dark" : "");
        try (Visitor visitor = Chromium.get().visitor(language, width, width == 1440 ? 900 : 844, dark)) {
            Page page = visitor.page();
            page.navigate(maint.url() + "login");
            shot(page, "login" + suffix);
            page.fill("[id='login:name']", "louise");
            page.fill("[id='login:password']", password);
            page.click("#login button[type=submit]");
            page.waitForURL("**/today");
            shot(page, "today" + suffix);
            page.click(".run-card-title");
            page.waitForURL("**/run?id=*");
            page.locator(".item").nth(1).locator(".item-title").click();
            shot(page, "run" + suffix);
            page.navigate(maint.url() + "log");
            shot(page, "log" + suffix);
            page.click("table.rows a");
            page.waitForURL("**/entry?n=*");
            shot(page, "entry" + suffix);
            for (String name : List.of(
                    "plan",
                    "team",
                    "absence",
                    "first-steps",
                    "profile",
                    "notifications",
                    "settings",
                    "unplanned",
                    "password")) {
                page.navigate(maint.url() + name);
                shot(page, name + suffix);
            }
        }
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
}
