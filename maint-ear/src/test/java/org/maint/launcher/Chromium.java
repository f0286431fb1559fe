package org.maint.launcher;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The machine's own Chromium, one for the whole suite; each person gets a context (cookies, cache) of their own. */
public final class Chromium {
    private static Chromium running;

    private final Browser browser;

    private Chromium() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        String configured = System.getenv("CHROMIUM");
        Path executable = Path.of(configured == null ? "/usr/bin/chromium" : configured);
        if (!Files.isExecutable(executable)) {
            throw new IllegalStateException(executable + " is missing: apt-get install chromium, or set CHROMIUM");
        }
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    }

    public static synchronized Chromium get() {
        if (running == null) {
            running = new Chromium();
        }
        return running;
    }

    /** A page of somebody who has never been here; what it complains about on the console is collected. */
    public Visitor visitor(String language, int width, int height, boolean dark) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(width, height)
                .setColorScheme(
                        dark
                                ? com.microsoft.playwright.options.ColorScheme.DARK
                                : com.microsoft.playwright.options.ColorScheme.LIGHT));
        context.setDefaultTimeout(15_000);
        return new Visitor(context, context.newPage());
    }

    public Visitor visitor() {
        return visitor("en-CA", 1440, 900, false);
    }

    /** Signs in, and waits for the home page. */
    static void signIn(Page page, Installed maint, String login, String password) {
        page.navigate(maint.url() + "login");
        page.fill("[id='login:name']", login);
        page.fill("[id='login:password']", password);
        page.click("#login button[type=submit]");
        page.waitForURL("**/today");
    }

    /** Somebody in front of a browser. */
    public static final class Visitor implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();

        private Visitor(BrowserContext context, Page page) {
            this.context = context;
            this.page = page;
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
        }

        public Page page() {
            return page;
        }

        public BrowserContext context() {
            return context;
        }

        public List<String> complaints() {
            return complaints;
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
