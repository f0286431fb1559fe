package org.maint.launcher;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.maint.launcher.Chromium.Visitor;

/**
 * How fast the portal answers one person over 13 months of history, how many statements each page needs and how much is
 * downloaded ({@code ./maint benchmark}); not part of the suite, because a timed test proves nothing on a busy machine.
 */
class PortalBenchmark {
    private static final int DAYS = 400;
    private static final int WARM_UP = 30;
    private static final int REQUESTS = 100;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void pages_over_thirteen_months_of_history() throws Exception {
        try (Installed maint = Installed.demo(null, DAYS)) {
            String cookie = signIn(maint);
            System.out.printf(
                    "%n| page | p50 ms | p95 ms | max ms | statements | first visit kB | later kB |%n|---|---|---|---|---|---|---|%n");
            for (String page : addresses(maint, cookie)) {
                measure(maint, page, cookie);
            }
        }
    }

    private List<String> addresses(Installed maint, String cookie) throws Exception {
        String today = get(maint, "today", cookie).body();
        String log = get(maint, "log", cookie).body();
        String tasks = get(maint, "tasks", cookie).body();
        String plan = get(maint, "plan", cookie).body();
        List<String> pages =
                new ArrayList<>(List.of("login", "today", "calendar", "calendar?view=list", "tasks", "log", "plan"));
        for (String[] found : List.of(
                new String[] {today, "run\\?id=[0-9a-f-]+"},
                new String[] {log, "entry\\?n=\\d+"},
                new String[] {tasks, "task\\?n=\\d+"},
                new String[] {plan, "plan-changes\\?draft=[0-9a-f-]+"},
                new String[] {plan, "draft\\?id=[0-9a-f-]+"})) {
            Matcher matcher = Pattern.compile(found[1]).matcher(found[0]);
            if (matcher.find()) {
                pages.add(matcher.group());
            }
        }
        pages.addAll(List.of("search?q=sauvegarde", "team", "on-call", "profile", "settings", "notifications"));
        return pages;
    }

    private String signIn(Installed maint) throws IOException {
        String password = Files.readAllLines(maint.home().file("demo-people.txt")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words[0].equals("louise"))
                .findFirst()
                .orElseThrow()[1];
        try (Visitor visitor = Chromium.get().visitor()) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, "louise", password);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            return visitor.context().cookies().stream()
                    .filter(cookie -> cookie.name.equals("MAINT_SESSION"))
                    .findFirst()
                    .orElseThrow()
                    .value;
        }
    }

    private void measure(Installed maint, String address, String cookie) throws Exception {
        String sent = address.equals("login") ? "" : cookie;
        for (int i = 0; i < WARM_UP; i++) {
            get(maint, address, sent);
        }
        long[] nanos = new long[REQUESTS];
        int page = 0;
        for (int i = 0; i < REQUESTS; i++) {
            long begin = System.nanoTime();
            page = size(maint, address, sent);
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        int first = page;
        for (String asset : assets(get(maint, address, sent).body())) {
            first += size(maint, asset, sent);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %s | %.0f | %.1f |%n",
                address.replaceAll("=[0-9a-f-]{36}", "=…"),
                nanos[REQUESTS / 2] / 1e6,
                nanos[REQUESTS * 95 / 100] / 1e6,
                nanos[REQUESTS - 1] / 1e6,
                address.equals("login") ? "–" : statements(maint, address.replaceFirst("\\?.*", "")),
                first / 1000.0,
                page / 1000.0);
    }

    /** The most that the page has needed, as the server itself counts. */
    private static String statements(Installed maint, String page) {
        String metrics = Rest.server("http://127.0.0.1:" + maint.port() + "/")
                .get("metrics")
                .text();
        Matcher max = Pattern.compile("maint_page_queries_max\\{[^}]*page=\"/" + page + "\"[^}]*} ([0-9.]+)")
                .matcher(metrics);
        return max.find() ? Integer.toString((int) Double.parseDouble(max.group(1))) : "?";
    }

    private static Set<String> assets(String html) {
        Set<String> assets = new LinkedHashSet<>();
        Matcher matcher = Pattern.compile("(?:src|href)=\"/maint/((?:jakarta\\.faces\\.resource|assets)/[^\"#]+)")
                .matcher(html);
        while (matcher.find()) {
            assets.add(matcher.group(1).replace("&amp;", "&"));
        }
        return assets;
    }

    private HttpResponse<String> get(Installed maint, String address, String cookie) throws Exception {
        HttpResponse<String> response =
                http.send(request(maint, address, cookie).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(address + " answers " + response.statusCode());
        }
        return response;
    }

    /** What travels to a browser, compressed, over HTTP/2. */
    private int size(Installed maint, String address, String cookie) throws Exception {
        HttpRequest request = request(maint, address, cookie)
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(address + " answers " + response.statusCode());
        }
        return response.body().length;
    }

    private static HttpRequest.Builder request(Installed maint, String address, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(maint.url() + address));
        return cookie.isEmpty() ? request : request.header("Cookie", "MAINT_SESSION=" + cookie);
    }
}
