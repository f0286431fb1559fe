package org.maint.probing;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.maint.shared.WebAddress;

/**
 * Loads a page and what its own site brings with it, as a browser would, without running scripts. What comes from other
 * sites is not loaded.
 */
record PageLook(ProbeSpec.PageOf spec) implements Look {
    private static final int MOST_ASSETS = 60;
    private static final int AT_A_TIME = 4;
    private static final int LARGEST = 8 << 20;

    private enum Kind {
        IMAGES("img[src], input[type=image][src]", "src"),
        SCRIPTS("script[src]", "src"),
        STYLES("link[rel~=(?i)\\bstylesheet\\b][href]", "href");

        private final String selector;
        private final String attribute;

        Kind(String selector, String attribute) {
            this.selector = selector;
            this.attribute = attribute;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Asset(Kind kind, URI url) {}

    private record Loaded(Asset asset, @Nullable String wrong) {}

    @Override
    public void look(Attempt attempt) throws ProbeFault {
        long start = System.nanoTime();
        Sheet sheet = attempt.sheet();
        try (Fetcher fetcher = new Fetcher(attempt)) {
            Fetcher.Request request = new Requests(attempt, LARGEST).request(spec.call());
            Answer answer = fetcher.fetch(request, attempt.deadline());
            HttpLook.note(sheet, answer);
            sheet.value("document-seconds", answer.seconds());
            new AnswerChecks(sheet, "").status(answer, spec.expected().status());
            Document document = answer.document();
            content(sheet, answer, document);

            AtomicLong bytes = new AtomicLong(answer.bytes().length);
            List<Asset> assets = assets(document, answer.url(), sheet);
            boolean sameSite = WebAddress.site(answer.url()).equals(WebAddress.site(request.url()));
            Map<String, String> headers = sameSite ? request.headers() : Map.of();
            List<Loaded> loaded = load(attempt, assets, asset -> {
                Answer got = fetcher.fetch(
                        Fetcher.Request.get(asset.url(), headers, request.maxBytes()), attempt.deadline());
                bytes.addAndGet(got.bytes().length);
                return got;
            });
            attempt.orTimeout();
            tell(sheet, loaded);
            double seconds = (System.nanoTime() - start) / 1e9;
            sheet.value("seconds", seconds);
            sheet.value("bytes", (double) bytes.get());
            if (spec.expected().maxTime() != null) {
                sheet.range("latency", null, spec.expected().maxTime().toMillis() / 1e3, seconds, "s");
            }
        }
    }

    private void content(Sheet sheet, Answer answer, Document document) {
        String contains = spec.expected().contains();
        if (contains != null) {
            boolean found = document.text().contains(contains) || answer.text().contains(contains);
            sheet.check("contains", found, contains, found ? contains : "–");
        }
        for (String selector : spec.mustHave()) {
            int count = document.select(selector).size();
            sheet.add(
                    new Assertion("has:" + selector, count > 0, "≥ 1", Integer.toString(count), (double) count, null));
        }
        for (String word : spec.noText()) {
            // A word of its own: "error" is not found in "errors" or "terror".
            boolean found = Pattern.compile(
                            "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(document.text())
                    .find();
            sheet.check("no-text", !found, "≠ " + word, found ? word : "–");
        }
    }

    /** Each once, those of the page's own site, at most {@value #MOST_ASSETS}. */
    private static List<Asset> assets(Document document, URI page, Sheet sheet) {
        Map<URI, Asset> assets = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            for (Element element : document.select(kind.selector)) {
                URI url = WebAddress.read(element.absUrl(kind.attribute)).orElse(null);
                if (url != null && WebAddress.site(url).equals(WebAddress.site(page))) {
                    assets.putIfAbsent(withoutFragment(url), new Asset(kind, withoutFragment(url)));
                }
            }
        }
        sheet.value("skipped", Math.max(0, assets.size() - MOST_ASSETS));
        return assets.values().stream().limit(MOST_ASSETS).toList();
    }

    private static URI withoutFragment(URI url) {
        String text = url.toString();
        int hash = text.indexOf('#');
        return hash < 0 ? url : URI.create(text.substring(0, hash));
    }

    private interface Loader {
        Answer load(Asset asset) throws ProbeFault;
    }

    /** Up to four at a time; this thread is one of the four, so that it goes on when no other is free. */
    private static List<Loaded> load(Attempt attempt, List<Asset> assets, Loader loader) throws ProbeFault {
        ConcurrentLinkedQueue<Asset> waiting = new ConcurrentLinkedQueue<>(assets);
        ConcurrentLinkedQueue<Loaded> loaded = new ConcurrentLinkedQueue<>();
        Runnable work = () -> {
            for (Asset asset = waiting.poll(); asset != null; asset = waiting.poll()) {
                loaded.add(new Loaded(asset, wrong(asset, loader)));
            }
        };
        int others = Math.min(AT_A_TIME, assets.size()) - 1;
        List<CountDownLatch> busy = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            CountDownLatch done = new CountDownLatch(1);
            try {
                attempt.surroundings().workers().execute(() -> {
                    try {
                        work.run();
                    } finally {
                        done.countDown();
                    }
                });
                busy.add(done);
            } catch (RejectedExecutionException e) {
                break;
            }
        }
        work.run();
        for (CountDownLatch each : busy) {
            await(each, attempt);
        }
        return List.copyOf(loaded);
    }

    private static void await(CountDownLatch done, Attempt attempt) throws ProbeFault {
        try {
            if (!done.await(attempt.deadline().nanosLeft(), java.util.concurrent.TimeUnit.NANOSECONDS)) {
                attempt.orTimeout();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProbeFault(ProbeFault.INTERRUPTED, "–", e);
        }
    }

    /** What is wrong with it, or null: a page with an error sent in the place of an image is no image. */
    private static @Nullable String wrong(Asset asset, Loader loader) {
        try {
            Answer answer = loader.load(asset);
            if (answer.status() != 200) {
                return answer.status() + " " + asset.url().getPath();
            }
            boolean html = answer.mediaType().equals("text/html");
            boolean empty = asset.kind() == Kind.IMAGES && answer.bytes().length == 0;
            return html || empty ? answer.mediaType() + " " + asset.url().getPath() : null;
        } catch (ProbeFault e) {
            return e.problem() + " " + asset.url().getPath();
        }
    }

    private static void tell(Sheet sheet, List<Loaded> loaded) {
        for (Kind kind : Kind.values()) {
            List<Loaded> own =
                    loaded.stream().filter(each -> each.asset().kind() == kind).toList();
            List<String> wrong = own.stream()
                    .map(Loaded::wrong)
                    .filter(java.util.Objects::nonNull)
                    .sorted()
                    .toList();
            int good = own.size() - wrong.size();
            String seen = good + (wrong.isEmpty() ? "" : ": " + String.join(", ", wrong));
            sheet.add(new Assertion(
                    kind.key(), wrong.isEmpty(), Integer.toString(own.size()), seen, (double) wrong.size(), null));
            sheet.value(kind.key(), own.size());
            sheet.value(kind.key() + "-failed", wrong.size());
        }
    }
}
