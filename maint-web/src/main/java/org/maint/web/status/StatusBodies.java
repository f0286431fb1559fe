package org.maint.web.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.maint.shared.Canonical;
import org.maint.statuspage.StatusBoard;
import org.maint.statuspage.StatusBoard.Seen;

/** What the public page answers, made once for what was seen and held ready, compressed too. */
@ApplicationScoped
public class StatusBodies {
    /** Whoever has seen nothing for so long says so. */
    static final Duration STALE_AFTER = Duration.ofSeconds(20);

    /** Two languages and a few addresses by which this installation is reached. */
    private static final int MOST = 40;

    private final StatusBoard board;
    private final Clock clock;
    private volatile @Nullable Made made;

    private record Made(Object of, Map<String, Body> bodies) {}

    /** @param tag names exactly this, as {@code ETag} does */
    record Body(String type, byte[] plain, byte[] compressed, String tag) {
        static Body of(String type, String text) {
            byte[] plain = text.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 3);
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Body(
                    type,
                    plain,
                    compressed.toByteArray(),
                    Canonical.sha256(text).substring(0, 24));
        }
    }

    @Inject
    public StatusBodies(StatusBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected StatusBodies() {
        this(null, null);
    }

    Optional<Seen> seen() {
        return board.seen();
    }

    Body page(Seen seen, Locale language, String root) {
        boolean stale = clock.instant().isAfter(seen.at().plus(STALE_AFTER));
        StatusWords words = new StatusWords(language, seen.status().zone());
        return made(
                seen,
                "html " + words.language() + " " + (stale ? seen.at() : ""),
                "text/html;charset=UTF-8",
                () -> new StatusHtml(words, root)
                        .page(seen.status(), seen.since(), stale ? seen.at() : null, seen.subscribing()));
    }

    /** @param address of the page, in full */
    Body atom(Seen seen, Locale language, String address) {
        StatusWords words = new StatusWords(language, seen.status().zone());
        return made(
                seen,
                "atom " + words.language() + " " + address,
                "application/atom+xml;charset=UTF-8",
                () -> StatusFeeds.atom(seen.status(), seen.changed(), words, address));
    }

    /** @param address of the page, in full */
    Body rss(Seen seen, Locale language, String address) {
        StatusWords words = new StatusWords(language, seen.status().zone());
        return made(
                seen,
                "rss " + words.language() + " " + address,
                "application/rss+xml;charset=UTF-8",
                () -> StatusFeeds.rss(seen.status(), seen.changed(), words, address));
    }

    Body json(Seen seen) {
        StatusWords words = new StatusWords(Locale.ENGLISH, seen.status().zone());
        return made(
                seen,
                "json",
                "application/json;charset=UTF-8",
                () -> StatusFeeds.json(seen.status(), seen.since(), words));
    }

    private Body made(Seen seen, String key, String type, Supplier<String> text) {
        Made last = made;
        if (last == null || last.of() != seen.status() || last.bodies().size() >= MOST) {
            last = new Made(seen.status(), new ConcurrentHashMap<>());
            made = last;
        }
        return last.bodies().computeIfAbsent(key + " " + seen.subscribing(), none -> Body.of(type, text.get()));
    }
}
